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
      x = index > 0 ? merge(x, in: stage / "downsample") : (stage / "downsample").output(x)
      for number in 0..<depth {
        let windows = ShiftedWindows(ImageSize(windows[index]), of: x.shape.extent, isShifted: number % 2 == 1)
        x = buildBlock(x, heads: heads << index, windows, in: stage / "blocks" / number)
      }
      x = stage.output((stage / "blocks").output(x))
      if index < depths.count - 1 { stage.feature(x) }
    }
    let y = (g / "norm").normalize((g / "layers").output(x), Self.norm)
    (g / "layers" / (depths.count - 1)).feature(x, taps: .init(normalized: y, tokens: x, normalizedTokens: y))
    g.hidden(y)
    (g / "head").classifierHead(y, head, classifier: g / "head" / "fc")
  }

  /// Blocks of four pixels become one pixel of twice the channels. Maps of an odd extent are continued by zeros.
  private func merge(_ x: Value, in g: Scope) -> Value {
    let padded = g.pad(x, bottom: x.shape[1] % 2, right: x.shape[2] % 2)
    let normalized = (g / "norm").normalize(g.spaceToDepth(padded, block: 2, columnsFirst: true), Self.norm)
    return g.output((g / "reduction").linear(normalized, 2 * x.channels, bias: false))
  }

  private func buildBlock(_ x: Value, heads: Int, _ windows: ShiftedWindows, in g: Scope) -> Value {
    let attended = windows((g / "norm1").normalize(x, Self.norm), in: g) { map, partition in
      buildAttention(map, heads: heads, window: windows.size, partition, in: g / "attn")
    }
    let y = g.add(x, attended)
    return g.output(g.add(y, FeedForward()((g / "norm2").normalize(y, Self.norm), in: g / "mlp")))
  }

  private func buildAttention(
    _ x: Value, heads: Int, window: ImageSize, _ partition: AttentionPartition, in g: Scope
  ) -> Value {
    let width = x.channels
    let bias = g.relativePositionBias(window: window, heads: heads)
    let qkv = (g / "qkv").linear(x, 3 * width)
    let parts = (0..<3).map { g.slice(qkv, $0 * width..<($0 + 1) * width) }
    let attended = g.attention(
      parts[0], parts[1], parts[2], heads: heads, scale: Float(1 / Double(width / heads).squareRoot()),
      partition: partition, bias: bias)
    return g.output((g / "proj").linear(attended, width))
  }
}
