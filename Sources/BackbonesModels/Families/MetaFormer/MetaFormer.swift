internal import BackbonesGraphs
internal import BackbonesTensors

/// MetaFormers: PoolFormer, Yu et al. 2021 (arXiv:2111.11418); PoolFormer V2, ConvFormer and CAFormer, Yu et al. 2022
/// (arXiv:2210.13452). timm 1.0.31, `models/metaformer.py`.
struct MetaFormer: Architecture, Family, Hashable {
  static let module = "metaformer"

  var depths: [Int]
  var widths: [Int]
  /// What mixes tokens, a stage each.
  var mixers: [Mixer]
  var norm: Normalization
  var generation = Generation.second

  enum Mixer: Sendable {
    /// A 3x3 mean without the pixel itself.
    case pooling
    /// An inverted separable convolution.
    case separableConvolution
    case attention
  }

  enum Generation: Sendable {
    /// GELU, biases, LayerScale.
    case first
    /// StarReLU and no biases; shortcuts are scaled in the last two stages.
    case second
  }

  static let variants = Variants<MetaFormer> { table in
    let small = [64, 128, 320, 512], medium = [96, 192, 384, 768]
    let pools: [(name: String, depths: [Int], widths: [Int])] = [
      ("s12", [2, 2, 6, 2], small), ("s24", [4, 4, 12, 4], small), ("s36", [6, 6, 18, 6], small),
      ("m36", [6, 6, 18, 6], medium), ("m48", [8, 8, 24, 8], medium),
    ]
    for row in pools {
      let mixers = Array(repeating: Mixer.pooling, count: 4)
      table["poolformer_\(row.name)"] = MetaFormer(
        depths: row.depths, widths: row.widths, mixers: mixers, norm: .group(groups: 1), generation: .first)
      table["poolformerv2_\(row.name)"] = MetaFormer(
        depths: row.depths, widths: row.widths, mixers: mixers, norm: .group(groups: 1, epsilon: 1e-6))
    }
    let sizes: [(name: String, depths: [Int], widths: [Int])] = [
      ("s18", [3, 3, 9, 3], small), ("s36", [3, 12, 18, 3], small), ("m36", [3, 12, 18, 3], [96, 192, 384, 576]),
      ("b36", [3, 12, 18, 3], [128, 256, 512, 768]),
    ]
    for row in sizes {
      table["convformer_\(row.name)"] = MetaFormer(
        depths: row.depths, widths: row.widths, mixers: Array(repeating: .separableConvolution, count: 4),
        norm: .layer())
      table["caformer_\(row.name)"] = MetaFormer(
        depths: row.depths, widths: row.widths,
        mixers: [.separableConvolution, .separableConvolution, .attention, .attention], norm: .layer())
    }
  }

  private var isFirst: Bool { generation == .first }

  func build(_ image: Value, head: Head, in g: Scope) {
    let stem = g / "stem"
    var x = (stem / "conv").convolution(
      image, widths[0], kernel: 7, stride: 4, bias: true, padding: .explicit(2))
    x = stem.output(isFirst ? (stem / "norm").output(x) : (stem / "norm").normalize(x, .layer(), bias: false))
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index
      x = index > 0 ? buildDownsample(x, widths[index], in: stage / "downsample") : (stage / "downsample").output(x)
      let map = x.shape
      if mixers[index] == .attention { x = g.reshape(x, [map[0], map[1] * map[2], map.channels]) }
      for number in 0..<depth { x = buildBlock(x, stage: index, in: stage / "blocks" / number) }
      x = g.reshape((stage / "blocks").output(x), map)
      stage.feature(stage.output(x))
    }
    g.hidden((g / "stages").output(x))
    buildHead(x, head, in: g / "head")
  }

  private func buildDownsample(_ x: Value, _ width: Int, in g: Scope) -> Value {
    let y = isFirst ? (g / "norm").output(x) : (g / "norm").normalize(x, .layer(), bias: false)
    return g.output((g / "conv").convolution(y, width, kernel: 3, stride: 2, bias: true))
  }

  private func buildBlock(_ x: Value, stage: Int, in g: Scope) -> Value {
    let mlp = FeedForward(
      activation: .gelu, isStar: !isFirst, bias: isFirst, convolves: mixers[stage] != .attention)
    /// A branch and its shortcut, each with its factors where it has them.
    func join(_ x: Value, _ branch: Value, _ number: Int) -> Value {
      let (layer, shortcut) = (g / "layer_scale\(number)", g / "res_scale\(number)")
      let scaled = isFirst ? layer.channelScale(branch, named: "scale") : layer.output(branch)
      let kept = !isFirst && stage > 1 ? shortcut.channelScale(x, named: "scale") : shortcut.output(x)
      return g.add(scaled, kept)
    }
    let mixed = mix((g / "norm1").normalize(x, norm, bias: isFirst), mixers[stage], in: g / "token_mixer")
    let y = join(x, mixed, 1)
    let processed = mlp((g / "norm2").normalize(y, norm, bias: isFirst), in: g / "mlp")
    return g.output(join(y, processed, 2))
  }

  private func mix(_ x: Value, _ mixer: Mixer, in g: Scope) -> Value {
    switch mixer {
    case .pooling:
      let pool = g / "pool"
      let mean = pool.output(pool.pool(x, .average, kernel: 3, stride: 1, padding: .symmetric))
      return g.output(g.add(mean, g.scale(x, by: -1)))
    case .separableConvolution:
      var y = (g / "act1").starReLU((g / "pwconv1").convolution(x, 2 * x.channels))
      y = (g / "dwconv").convolution(y, y.channels, kernel: 7, groups: y.channels)
      return g.output((g / "pwconv2").convolution(y, x.channels))
    case .attention:
      return SelfAttention(heads: x.channels / 32, bias: false, projectionBias: false)(x, layer: 0, in: g)
    }
  }

  /// The last norm, and before the classifier of ConvFormers and CAFormers a layer of four times the channels, which
  /// goes with the classifier.
  private func buildHead(_ x: Value, _ head: Head, in g: Scope) {
    if head.pooling == .unpooled && head.classes > 0 {
      return g.fail(.invalidOption, "a classifier of \(head.classes) classes needs a pooling; none goes with 0 classes")
    }
    let pooled = NormHead(norm: .layer()).pooled(x, head, in: g)
    g.prelogits(pooled)
    guard head.classes > 0 else { return g.logits(pooled) }
    let classifier = g / "fc"
    guard !mixers.contains(.pooling) else { return g.logits(classifier.linear(pooled, head.classes)) }
    var y = (classifier / "act").act((classifier / "fc1").linear(pooled, 4 * pooled.channels), .squaredReLU)
    y = (classifier / "norm").normalize(y, .layer())
    g.logits(classifier.output((classifier / "fc2").linear(y, head.classes)))
  }
}
