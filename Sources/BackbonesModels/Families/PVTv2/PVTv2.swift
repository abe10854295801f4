internal import BackbonesGraphs
internal import BackbonesTensors

/// Pyramid vision transformers, second version: four stages whose attention reads a smaller map of keys and values, with a
/// depthwise convolution in each MLP (Wang et al. 2021, arXiv:2106.13797). timm 1.0.31, `models/pvt_v2.py`.
struct PVTv2: Architecture, Family, Hashable {
  static let module = "pvt_v2"

  var widths = [64, 128, 320, 512]
  var depths: [Int]
  /// Channels inside the MLP, per channel, in the first two stages; the last two have 4.
  var firstExpansion = 8
  /// Whether keys and values are of 7x7 means instead of a convolution's (the paper's "linear" kind).
  var isLinear = false

  static let variants = Variants<PVTv2> { table in
    table["pvt_v2_b0"] = PVTv2(widths: [32, 64, 160, 256], depths: [2, 2, 2, 2])
    table["pvt_v2_b1"] = PVTv2(depths: [2, 2, 2, 2])
    table["pvt_v2_b2"] = PVTv2(depths: [3, 4, 6, 3])
    table["pvt_v2_b2_li"] = PVTv2(depths: [3, 4, 6, 3], isLinear: true)
    table["pvt_v2_b3"] = PVTv2(depths: [3, 4, 18, 3])
    table["pvt_v2_b4"] = PVTv2(depths: [3, 8, 27, 3])
    table["pvt_v2_b5"] = PVTv2(depths: [3, 6, 40, 3], firstExpansion: 4)
  }

  /// Heads of each stage, and the side of the blocks that keys and values are made of.
  private static let heads = [1, 2, 5, 8], reductions = [8, 4, 2, 1]

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = buildPatches(image, widths[0], kernel: 7, stride: 4, in: g / "patch_embed")
    for stage in depths.indices {
      let module = g / "stages" / stage
      if stage > 0 { x = buildPatches(x, widths[stage], kernel: 3, stride: 2, in: module / "downsample") }
      let map = x.shape
      x = module.reshape(x, [map[0], map[1] * map[2], map.channels])
      for index in 0..<depths[stage] { x = buildBlock(x, map, stage, in: module / "blocks" / index) }
      x = (module / "norm").normalize(x, .layer())
      x = module.output(module.reshape(x, map))
      module.feature(x)
    }
    g.hidden(x)
    guard g.takes(head.pooling, of: [.average, .unpooled]) else { return }
    g.classifierHead(x, head, classifier: g / "head")
  }

  /// Patches that overlap.
  private func buildPatches(_ x: Value, _ width: Int, kernel: Int, stride: Int, in g: Scope) -> Value {
    let map = (g / "proj").convolution(
      x, width, kernel: ImageSize(kernel), stride: stride, bias: true, padding: .explicit(kernel / 2))
    return g.output((g / "norm").normalize(map, .layer(epsilon: 1e-5)))
  }

  /// A block over the tokens of a map of shape `map`.
  private func buildBlock(_ x: Value, _ map: TensorShape, _ stage: Int, in g: Scope) -> Value {
    let y = g.add(x, attend((g / "norm1").normalize(x, .layer()), map, stage, in: g / "attn"))
    return g.output(g.add(y, process((g / "norm2").normalize(y, .layer()), map, stage, in: g / "mlp")))
  }

  /// Attention to fewer keys and values than there are queries.
  private func attend(_ x: Value, _ map: TensorShape, _ stage: Int, in g: Scope) -> Value {
    let (width, reduction) = (x.channels, Self.reductions[stage])
    let q = (g / "q").linear(x, width)
    var kv = x
    if isLinear || reduction > 1 {
      let pixels = g.reshape(x, map)
      let fewer =
        isLinear
        ? (g / "sr").convolution((g / "pool").output(g.adaptiveAveragePool(pixels, 7)), width, bias: true)
        : (g / "sr").convolution(
          pixels, width, kernel: ImageSize(reduction), stride: reduction, bias: true, padding: .none,
          alwaysSteps: true, dilates: false)
      kv = g.reshape(fewer, [map[0], fewer.shape[1] * fewer.shape[2], width])
      kv = (g / "norm").normalize(kv, .layer(epsilon: 1e-5))
      if isLinear { kv = (g / "act").act(kv, .gelu) }
    }
    kv = (g / "kv").linear(kv, 2 * width)
    let heads = Self.heads[stage]
    let mixed = g.attention(
      q, g.slice(kv, 0..<width), g.slice(kv, width..<2 * width), heads: heads,
      scale: Float(1 / Double(width / heads).squareRoot()))
    return g.output((g / "proj").linear(mixed, width))
  }

  private func process(_ x: Value, _ map: TensorShape, _ stage: Int, in g: Scope) -> Value {
    let inner = x.channels * (stage < 2 ? firstExpansion : 4)
    var y = (g / "fc1").linear(x, inner)
    let tokens = y.shape
    y = g.reshape(y, [map[0], map[1], map[2], inner])
    if isLinear { y = (g / "relu").act(y) }
    y = (g / "dwconv").convolution(y, inner, kernel: 3, groups: inner, bias: true)
    y = (g / "act").act(g.reshape(y, tokens), .gelu)
    return g.output((g / "fc2").linear(y, x.channels))
  }
}
