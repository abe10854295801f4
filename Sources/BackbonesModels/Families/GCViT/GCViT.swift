internal import BackbonesGraphs
internal import BackbonesTensors

/// GC ViT: Hatamizadeh et al. 2022 (arXiv:2206.09959). Windows attend within themselves, and in every other block all with the same
/// queries, which a stage makes of its whole map. timm 1.0.31, `models/gcvit.py`.
struct GCViT: Architecture, Family, Hashable {
  static let module = "gcvit"

  /// Channels and heads of the first stage; they double from stage to stage.
  var width = 64, heads = 2
  var depths: [Int]
  /// Channels inside the MLP, per channel.
  var expansion = 3
  /// Whether branches are scaled by a learned factor per channel.
  var layerScale = false

  // Windows follow the size of the image.
  var takesOutputStride: Bool { false }

  static let variants = Variants<GCViT> { table in
    table["gcvit_xxtiny"] = GCViT(depths: [2, 2, 6, 2])
    table["gcvit_xtiny"] = GCViT(depths: [3, 4, 6, 5])
    table["gcvit_tiny"] = GCViT(depths: [3, 4, 19, 5])
    table["gcvit_small"] = GCViT(width: 96, heads: 3, depths: [3, 4, 19, 5], expansion: 2, layerScale: true)
    table["gcvit_base"] = GCViT(width: 128, heads: 4, depths: [3, 4, 19, 5], expansion: 2, layerScale: true)
  }

  /// How many windows lie along a side of each stage's map, as halvings of the map.
  private static let halvings = [3, 2, 0, 0]
  private static let norm = Normalization.layer(epsilon: 1e-5)

  func build(_ image: Value, head: Head, in g: Scope) {
    let size = image.shape.extent, multiple = 32
    guard size.height % multiple == 0, size.width % multiple == 0 else {
      return g.fail(
        .shape, "images of \(size) have maps of no whole windows; it takes sides that are multiples of \(multiple)")
    }
    var x = (g / "stem" / "conv1").convolution(image, width, kernel: 3, stride: 2, bias: true)
    x = (g / "stem").output(buildDownsample(x, width, in: g / "stem" / "down"))
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index
      x =
        index > 0
        ? buildDownsample(x, 2 * x.channels, in: stage / "downsample") : (stage / "downsample").output(x)
      let queries = buildQueries(x, halvings: Self.halvings[index], in: stage)
      for number in 0..<depth {
        x = buildBlock(
          x, heads: heads << index, window: queries.shape.extent, queries: number % 2 == 1 ? queries : nil,
          in: stage / "blocks" / number)
      }
      x = index == depths.count - 1 ? (stage / "norm").normalize(x, Self.norm) : (stage / "norm").output(x)
      stage.feature(stage.output(x))
    }
    g.hidden((g / "stages").output(x))
    (g / "head").classifierHead(x, head, classifier: g / "head" / "fc")
  }

  private func buildDownsample(_ x: Value, _ channels: Int, in g: Scope) -> Value {
    let y = buildConvolution((g / "norm1").normalize(x, Self.norm), in: g / "conv_block")
    let reduced = (g / "reduction").convolution(y, channels, kernel: 3, stride: 2)
    return g.output((g / "norm2").normalize(reduced, Self.norm))
  }

  /// A depthwise convolution, squeeze-and-excitation and a 1x1 convolution, without norms or biases.
  private func buildConvolution(_ x: Value, in g: Scope) -> Value {
    var y = (g / "act").act((g / "conv_dw").convolution(x, x.channels, kernel: 3, groups: x.channels), .gelu)
    let reduced = makeDivisible(Double(x.channels) / 4, roundLimit: 0)
    y = (g / "se").squeezeExcite(y, reduced: reduced, bias: false, activation: .gelu)
    return g.output(g.add((g / "conv_pw").convolution(y, x.channels), x))
  }

  /// The queries of all windows: the map, halved until it is as large as one.
  private func buildQueries(_ x: Value, halvings: Int, in g: Scope) -> Value {
    let blocks = g / "global_block" / "blocks"
    var y = x
    for number in 1...max(1, halvings) {
      y = buildConvolution(y, in: blocks / "conv\(number)")
      guard number <= halvings else { break }
      let pool = blocks / "pool\(number)"
      y = pool.output(pool.pool(y, .max, kernel: 3, stride: 2, padding: .symmetric))
    }
    return (g / "global_norm").output((g / "global_block").output(blocks.output(y)))
  }

  /// A block whose windows have queries of their own, where there are none for all.
  private func buildBlock(_ x: Value, heads: Int, window: ImageSize, queries: Value?, in g: Scope) -> Value {
    func scaled(_ x: Value, _ name: String) -> Value { layerScale ? (g / name).channelScale(x) : (g / name).output(x) }
    let attended = attend(
      (g / "norm1").normalize(x, Self.norm), heads: heads, window: window, queries: queries, in: g / "attn")
    let y = g.add(x, scaled(attended, "ls1"))
    let mlp = FeedForward(hidden: expansion * x.channels)
    return g.output(g.add(y, scaled(mlp((g / "norm2").normalize(y, Self.norm), in: g / "mlp"), "ls2")))
  }

  private func attend(_ x: Value, heads: Int, window: ImageSize, queries: Value?, in g: Scope) -> Value {
    let width = x.channels
    let product = (g / "qkv").linear(x, (queries == nil ? 3 : 2) * width)
    var parts = (0..<product.channels / width).map { g.slice(product, $0 * width..<($0 + 1) * width) }
    if let queries { parts.insert(queries, at: 0) }
    let attended = g.attention(
      parts[0], parts[1], parts[2], heads: heads, scale: Float(1 / Double(width / heads).squareRoot()),
      partition: window == x.shape.extent ? .whole : .windows(window),
      positions: (g / "rel_pos").relativePositionTable(window: window, heads: heads))
    return g.output((g / "proj").linear(attended, width))
  }
}
