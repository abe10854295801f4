internal import BackbonesGraphs
internal import BackbonesTensors

/// SwiftFormer: convolutions, and at the end of each stage additive attention, whose one query is a sum of all (Shaker et al.
/// 2023, arXiv:2303.15446). timm 1.0.31, `models/swiftformer.py`.
struct SwiftFormer: Architecture, Family, Hashable {
  static let module = "swiftformer"

  var widths: [Int]
  var depths: [Int]

  static let variants = Variants<SwiftFormer> { table in
    table["swiftformer_xs"] = SwiftFormer(widths: [48, 56, 112, 220], depths: [3, 3, 6, 4])
    table["swiftformer_s"] = SwiftFormer(widths: [48, 64, 168, 224], depths: [3, 3, 9, 6])
    table["swiftformer_l1"] = SwiftFormer(widths: [48, 96, 192, 384], depths: [4, 3, 10, 5])
    table["swiftformer_l3"] = SwiftFormer(widths: [64, 128, 320, 512], depths: [4, 4, 12, 6])
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    let stem = g / "stem"
    var x = image
    for layer in 0..<2 {
      let (conv, norm, act) = (stem / (3 * layer), stem / (3 * layer + 1), stem / (3 * layer + 2))
      x = conv.convolution(x, widths[0] / (2 - layer), kernel: 3, stride: 2, bias: true)
      x = act.act(norm.normalize(x, .batch()))
    }
    stem.output(x)
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index
      let downsample = stage / "downsample"
      if index > 0 {
        let strided = (downsample / "proj").convolution(x, widths[index], kernel: 3, stride: 2, bias: true)
        x = (downsample / "norm").normalize(strided, .batch())
      }
      downsample.output(x)
      for number in 0..<depth {
        let block = stage / "blocks" / number
        x = number == depth - 1 ? buildBlock(x, in: block) : convolve(x, inner: 4 * x.channels, in: block)
      }
      x = stage.output((stage / "blocks").output(x))
      if index < depths.count - 1 { stage.feature(x) }
    }
    let normalized = (g / "norm").normalize((g / "stages").output(x), .batch())
    (g / "stages" / (depths.count - 1)).feature(
      x, taps: .init(normalized: normalized, tokens: x, normalizedTokens: normalized))
    g.hidden(normalized)
    buildHead(normalized, head, in: g)
  }

  /// A depthwise convolution, then two products.
  private func convolve(_ x: Value, inner: Int, in g: Scope) -> Value {
    var y = (g / "dwconv").convolution(x, x.channels, kernel: 3, groups: x.channels, bias: true)
    y = (g / "pwconv1").convolution((g / "norm").normalize(y, .batch()), inner, bias: true)
    y = (g / "pwconv2").convolution((g / "act").act(y, .gelu), x.channels, bias: true)
    return g.output(g.add(x, scaled(y, in: g / "layer_scale")))
  }

  private func buildBlock(_ x: Value, in g: Scope) -> Value {
    let (local, mlp) = (g / "local_representation", g / "linear")
    var y = convolve(x, inner: x.channels, in: local)
    y = g.add(y, scaled(attend(y, in: g / "attn"), in: g / "layer_scale_1"))
    var inner = (mlp / "fc1").convolution((mlp / "norm1").normalize(y, .batch()), 4 * x.channels, bias: true)
    inner = (mlp / "fc2").convolution((mlp / "act").act(inner, .gelu), x.channels, bias: true)
    return g.output(g.add(y, scaled((mlp / "drop").output(mlp.output(inner)), in: g / "layer_scale_2")))
  }

  private func scaled(_ x: Value, in g: Scope) -> Value { g.channelScale(x, axesBehind: 2) }

  /// Additive attention: a sum of all queries, each weighted by its product with a learned vector, multiplies every key.
  private func attend(_ x: Value, in g: Scope) -> Value {
    let (map, width) = (x.shape, x.channels)
    let tokens = g.reshape(x, [map[0], map.extent.area, width])
    let query = g.normalizeLength((g / "to_query").linear(tokens, width))
    let key = g.normalizeLength((g / "to_key").linear(tokens, width))
    // timm multiplies the weights by a number first, which their length of 1 undoes.
    let weights = g.normalizeLength(g.transposeTokens(g.products(of: query, withColumn: "w_g")))
    let sum = g.reshape(g.product(weights, query), [map[0], 1, 1, width])
    let gated = g.reshape(g.gate(g.reshape(key, map), by: sum), tokens.shape)
    let y = g.add((g / "proj").linear(gated, width), query)
    return g.output(g.reshape((g / "final").linear(y, width), map))
  }

  /// The mean of two classifiers, one of which learned from a teacher; both stay when they are reset.
  private func buildHead(_ x: Value, _ head: Head, in g: Scope) {
    guard g.takes(head.pooling, of: [.average, .unpooled]) else { return }
    let pooled = g.poolMap(x, head)
    g.prelogits(pooled)
    func classify(in g: Scope) -> Value { g.linear(pooled, head.classes) }
    g.logits(
      head.classes == 0 ? pooled : g.scale(g.add(classify(in: g / "head"), classify(in: g / "head_dist")), by: 0.5))
  }
}
