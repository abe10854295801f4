internal import BackbonesGraphs
internal import BackbonesTensors

/// The image encoders of Segment Anything 2 (Ravi et al. 2024, arXiv:2408.00714): Hiera (Ryali et al. 2023, arXiv:2306.00989)
/// whose pixels attend within windows of any size, and to the whole map in three blocks, with position embeddings of windows
/// (Bolya et al. 2023, arXiv:2311.05613). timm 1.0.31, `models/hieradet_sam2.py`.
struct HieraDetSAM2: Architecture, Family, Hashable {
  static let module = "hieradet_sam2"

  /// Channels and heads of the first stage; they double from stage to stage.
  var width = 96
  var heads = 1
  var depths = [2, 3, 16, 3]
  /// The side of a stage's windows.
  var windows = [8, 4, 14, 7]
  /// Blocks that attend to the whole map.
  var globalBlocks = [12, 16, 20]
  /// The side of the map of position embeddings that is resampled to the image's.
  var positionSide = 7
  /// Whether a branch's result is scaled by a learned factor per channel.
  var layerScale = false

  static let variants = Variants<HieraDetSAM2> { table in
    let small = [1, 2, 11, 2], large = [8, 4, 16, 8]
    table["sam2_hiera_tiny"] = HieraDetSAM2(depths: [1, 2, 7, 2], globalBlocks: [5, 7, 9])
    table["sam2_hiera_small"] = HieraDetSAM2(depths: small, globalBlocks: [7, 10, 13])
    table["sam2_hiera_base_plus"] = HieraDetSAM2(width: 112, heads: 2, positionSide: 14)
    table["sam2_hiera_large"] = HieraDetSAM2(
      width: 144, heads: 2, depths: [2, 6, 36, 4], windows: large, globalBlocks: [23, 33, 43])
    table["hieradet_small"] = HieraDetSAM2(depths: small, windows: large, globalBlocks: [7, 10, 13], layerScale: true)
  }

  var takesOutputStride: Bool { false }

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = (g / "patch_embed" / "proj").convolution(
      image, width, kernel: 7, stride: 4, bias: true, padding: .explicit(3))
    (g / "patch_embed").output(x)
    let size = x.shape.extent
    guard size.height % windows[0] == 0, size.width % windows[0] == 0 else {
      return g.fail(
        .shape,
        "images of \(image.shape.extent) give maps of \(size), which are not made of the \(windows[0])x\(windows[0]) windows "
          + "of the position embeddings; the sides of images are multiples of \(4 * windows[0])")
    }
    let whole = g.resize(g.learnedMap("pos_embed", width, ImageSize(positionSide)), to: size, .bicubic())
    let window = g.learnedMap("pos_embed_window", width, ImageSize(windows[0]))
    x = g.add(x, g.add(whole, g.tile(window, to: size)))
    var number = 0
    for (stage, depth) in depths.enumerated() {
      for index in 0..<depth {
        let pools = stage > 0 && index == 0
        // A stage's first block attends in the windows of the stage before.
        let side = globalBlocks.contains(number) ? nil : windows[stage - (pools ? 1 : 0)]
        x = buildBlock(x, heads: heads << stage, pools: pools, window: side, in: g / "blocks" / number)
        number += 1
      }
      (g / "blocks" / (number - 1)).feature(x)
    }
    g.hidden((g / "blocks").output(x))
    NormHead(norm: .layer(), convolvesUnpooled: false)(x, head, in: g / "head")
  }

  private func buildBlock(_ x: Value, heads: Int, pools: Bool, window: Int?, in g: Scope) -> Value {
    let normalized = (g / "norm1").normalize(x, .layer())
    var shortcut = x
    if pools {
      let widened = (g / "proj").linear(normalized, 2 * x.channels)
      shortcut = (g / "pool").output(halve(widened, in: g))
    } else {
      (g / "proj").output(x)
    }
    let attended = attend(normalized, shortcut, heads, pools: pools, window: window, in: g / "attn")
    let y = g.add(shortcut, scaled(attended, in: g / "ls1"))
    let processed = FeedForward()((g / "norm2").normalize(y, .layer()), in: g / "mlp")
    return g.output(g.add(y, scaled(processed, in: g / "ls2")))
  }

  private func scaled(_ x: Value, in g: Scope) -> Value { layerScale ? g.channelScale(x) : g.output(x) }

  /// Maxima of blocks of 2x2 pixels.
  private func halve(_ x: Value, in g: Scope) -> Value { g.pool(x, .max, kernel: 2, stride: 2) }

  /// Attention within windows, or of the whole map. Pixels that pad the map have the product's biases.
  private func attend(
    _ x: Value, _ shortcut: Value, _ heads: Int, pools: Bool, window: Int?, in g: Scope
  ) -> Value {
    let width = shortcut.channels
    let qkv = (g / "qkv").linear(x, 3 * width)
    func attended(_ qkv: Value, _ partition: AttentionPartition) -> Value {
      let parts = (0..<3).map { g.slice(qkv, $0 * width..<($0 + 1) * width) }
      let q = pools ? (g / "q_pool").output(halve(parts[0], in: g)) : parts[0]
      return g.attention(
        q, parts[1], parts[2], heads: heads, scale: Float(1 / Double(width / heads).squareRoot()), partition: partition)
    }
    let y =
      window.map {
        ShiftedWindows(ImageSize($0))(
          qkv, padding: { (g / "qkv").channelShift(g.zeros($0), named: "bias") }, result: shortcut.shape.extent, in: g,
          attended)
      } ?? attended(qkv, .whole)
    return g.output((g / "proj").linear(y, width))
  }
}
