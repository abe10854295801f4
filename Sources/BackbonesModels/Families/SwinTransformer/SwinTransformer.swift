internal import BackbonesGraphs
internal import BackbonesTensors

/// Swin transformers: Liu et al. 2021 (arXiv:2103.14030), attention within windows that are shifted in every other block; and
/// S3, whose windows were searched for: Chen et al. 2021 (arXiv:2111.14725). timm 1.0.31, `models/swin_transformer.py`.
struct SwinTransformer: Architecture, Family, Hashable {
  static let module = "swin_transformer"

  /// Channels of the first stage; they double from stage to stage, as the heads do.
  var width = 96
  var depths = [2, 2, 6, 2]
  var heads = 3
  /// The side of a stage's windows.
  var windows = [7, 7, 7, 7]
  /// Whether it is of the second version (arXiv:2111.09883): cosine attention, biases from a network, norms after branches.
  var isSecond = false
  /// The sides of the windows that the second version was trained with, where they differ.
  var pretrainedWindows: [Int]?

  var takesOutputStride: Bool { false }

  static let variants = Variants<SwinTransformer> { table in
    let deep = [2, 2, 18, 2]
    table["swin_tiny_patch4_window7_224"] = SwinTransformer()
    table["swin_small_patch4_window7_224"] = SwinTransformer(depths: deep)
    for (size, width, heads) in [("base", 128, 4), ("large", 192, 6)] {
      for (window, pixels) in [(7, 224), (12, 384)] {
        table["swin_\(size)_patch4_window\(window)_\(pixels)"] = SwinTransformer(
          width: width, depths: deep, heads: heads, windows: Array(repeating: window, count: 4))
      }
    }
    table["swin_s3_tiny_224"] = SwinTransformer(windows: [7, 7, 14, 7])
    table["swin_s3_small_224"] = SwinTransformer(depths: deep, windows: [14, 14, 14, 7])
    table["swin_s3_base_224"] = SwinTransformer(depths: [2, 2, 30, 2], windows: [7, 7, 14, 7])
  }

  private static let norm = Normalization.layer(epsilon: 1e-5)

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = (g / "patch_embed" / "proj").convolution(image, width, kernel: 4, stride: 4, bias: true, padding: .none)
    x = (g / "patch_embed").output((g / "patch_embed" / "norm").normalize(x, Self.norm))
    for (index, depth) in depths.enumerated() {
      let stage = g / "layers" / index
      x =
        index > 0
        ? (stage / "downsample").mergePatches(x, Self.norm, normsFirst: !isSecond) : (stage / "downsample").output(x)
      let attention = WindowAttention(
        heads: heads << index, positions: isSecond ? .network(unit: pretrainedWindows?[index]) : .table,
        isCosine: isSecond)
      for number in 0..<depth {
        let windows = ShiftedWindows(ImageSize(windows[index]), of: x.shape.extent, isShifted: number % 2 == 1)
        x = buildBlock(x, attention, windows, in: stage / "blocks" / number)
      }
      x = stage.output((stage / "blocks").output(x))
      if index < depths.count - 1 { stage.feature(x) }
    }
    let y = (g / "norm").normalize((g / "layers").output(x), Self.norm)
    (g / "layers" / (depths.count - 1)).feature(x, taps: .init(normalized: y, tokens: x, normalizedTokens: y))
    g.hidden(y)
    (g / "head").classifierHead(y, head, classifier: g / "head" / "fc")
  }

  private func buildBlock(
    _ x: Value, _ attention: WindowAttention, _ windows: ShiftedWindows, in g: Scope
  ) -> Value {
    func attend(_ x: Value) -> Value { attention(x, windows, in: g / "attn") }
    func normalize(_ x: Value, _ name: String) -> Value { (g / name).normalize(x, Self.norm) }
    func process(_ x: Value) -> Value { FeedForward()(x, in: g / "mlp") }
    if isSecond {
      let y = g.add(x, normalize(attend(x), "norm1"))
      return g.output(g.add(y, normalize(process(y), "norm2")))
    }
    let y = g.add(x, attend(normalize(x, "norm1")))
    return g.output(g.add(y, process(normalize(y, "norm2"))))
  }
}
