internal import BackbonesGraphs
internal import BackbonesTensors

/// PP-HGNet and V2 (Baidu, PaddleClas): VoVNet's aggregation in shapes that suit GPUs. timm 1.0.31, `models/hgnet.py`.
struct HGNet: Architecture, Family, Hashable {
  static let module = "hgnet"

  var stem: Stem
  var stages: [Stage]
  /// Convolutions of each block.
  var layers: Int
  /// How a block joins its convolutions' results.
  var aggregation = Aggregation.squeezing
  /// Whether an activation is followed by one learned factor and one term of all elements.
  var learnsAffine = false

  enum Stem: Sendable, Hashable {
    /// 3x3 convolutions in a row, the first of stride 2, and a maximum.
    case plain([Int])
    /// A maximum beside two convolutions of 2x2 pixels; channels of these and of what follows.
    case branching(inner: Int, outer: Int)
  }

  enum Aggregation: Sendable, Hashable {
    /// A 1x1 convolution, then gates from the means (Lee & Park 2020, arXiv:1911.06667).
    case squeezing
    /// Two 1x1 convolutions, the first of half the channels.
    case narrowing
  }

  struct Stage: Sendable, Hashable {
    /// Channels of the convolutions and of what a block gives.
    var inner: Int
    var outer: Int
    var blocks: Int
    /// The side of the kernels.
    var kernel = 3
    /// Whether a convolution is a 1x1 one, then one of each channel by itself.
    var isLight = false

    init(_ inner: Int, _ outer: Int, blocks: Int = 1, kernel: Int = 3, isLight: Bool = false) {
      (self.inner, self.outer, self.blocks, self.kernel, self.isLight) = (inner, outer, blocks, kernel, isLight)
    }
  }

  static let variants = Variants<HGNet> { table in
    table["hgnet_tiny"] = HGNet(
      stem: .plain([48, 48, 96]),
      stages: [Stage(96, 224), Stage(128, 448), Stage(160, 512, blocks: 2), Stage(192, 768)],
      layers: 5)
    table["hgnet_small"] = HGNet(
      stem: .plain([64, 64, 128]),
      stages: [Stage(128, 256), Stage(160, 512), Stage(192, 768, blocks: 2), Stage(224, 1024)], layers: 6)
    table["hgnet_base"] = HGNet(
      stem: .plain([96, 96, 160]),
      stages: [Stage(192, 320), Stage(224, 640, blocks: 2), Stage(256, 960, blocks: 3), Stage(288, 1280, blocks: 2)],
      layers: 7)
    /// Version 2: channels of the stem, channels and blocks of each stage.
    func second(
      _ stem: (Int, Int), _ inner: [Int], _ outer: [Int], blocks: [Int], layers: Int, learnsAffine: Bool = false
    ) -> HGNet {
      let stages = (0..<4).map {
        Stage(inner[$0], outer[$0], blocks: blocks[$0], kernel: $0 < 2 ? 3 : 5, isLight: $0 >= 2)
      }
      return HGNet(
        stem: .branching(inner: stem.0, outer: stem.1), stages: stages, layers: layers, aggregation: .narrowing,
        learnsAffine: learnsAffine)
    }
    table["hgnetv2_b0"] = second(
      (16, 16), [16, 32, 64, 128], [64, 256, 512, 1024], blocks: [1, 1, 2, 1], layers: 3, learnsAffine: true)
    table["hgnetv2_b1"] = second(
      (24, 32), [32, 48, 96, 192], [64, 256, 512, 1024], blocks: [1, 1, 2, 1], layers: 3, learnsAffine: true)
    table["hgnetv2_b2"] = second(
      (24, 32), [32, 64, 128, 256], [96, 384, 768, 1536], blocks: [1, 1, 3, 1], layers: 4, learnsAffine: true)
    table["hgnetv2_b3"] = second(
      (24, 32), [32, 64, 128, 256], [128, 512, 1024, 2048], blocks: [1, 1, 3, 1], layers: 5, learnsAffine: true)
    table["hgnetv2_b4"] = second(
      (32, 48), [48, 96, 192, 384], [128, 512, 1024, 2048], blocks: [1, 1, 3, 1], layers: 6)
    table["hgnetv2_b5"] = second(
      (32, 64), [64, 128, 256, 512], [128, 512, 1024, 2048], blocks: [1, 2, 5, 2], layers: 6)
    table["hgnetv2_b6"] = second(
      (48, 96), [96, 192, 384, 768], [192, 512, 1024, 2048], blocks: [2, 3, 6, 3], layers: 6)
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = buildStem(image, in: g / "stem")
    for (index, row) in stages.enumerated() {
      let stage = g / "stages" / index
      if index > 0 {
        x = convolve(
          x, x.channels, kernel: 3, stride: 2, groups: x.channels, activates: false, in: stage / "downsample")
      }
      for number in 0..<row.blocks {
        x = buildBlock(x, row, skips: number > 0, in: stage / "blocks" / number)
      }
      (stage / "blocks").output(x)
      stage.feature(stage.output(x))
    }
    buildHead((g / "stages").output(x), head, in: g / "head")
  }

  private func buildStem(_ image: Value, in g: Scope) -> Value {
    let pool = g / "pool"
    switch stem {
    case .plain(let widths):
      var x = image
      for (index, width) in widths.enumerated() {
        x = convolve(x, width, kernel: 3, stride: index == 0 ? 2 : 1, in: g / "stem" / index)
      }
      (g / "stem").output(x)
      return g.output(pool.output(pool.pool(x, .max, kernel: 3, stride: 2, padding: .symmetric)))
    case .branching(let inner, let outer):
      let x = convolve(image, inner, kernel: 3, stride: 2, in: g / "stem1")
      var wide = convolve(x, inner / 2, kernel: 2, padding: .same, in: g / "stem2a")
      wide = convolve(wide, inner, kernel: 2, padding: .same, in: g / "stem2b")
      let highest = pool.output(pool.pool(x, .maxCountingPadding, kernel: 2, stride: 1, padding: .same))
      let both = g.concatenate([highest, wide])
      return g.output(
        convolve(convolve(both, inner, kernel: 3, stride: 2, in: g / "stem3"), outer, in: g / "stem4"))
    }
  }

  private func buildBlock(_ x: Value, _ row: Stage, skips: Bool, in g: Scope) -> Value {
    var last = x
    var all = [x]
    for index in 0..<layers {
      let layer = g / "layers" / index
      if row.isLight {
        last = convolve(last, row.inner, activates: false, in: layer / "conv1")
        last = convolve(last, row.inner, kernel: ImageSize(row.kernel), groups: row.inner, in: layer / "conv2")
        layer.output(last)
      } else {
        last = convolve(last, row.inner, kernel: ImageSize(row.kernel), in: layer)
      }
      all.append(last)
    }
    let joined = g / "aggregation"
    var y = g.concatenate(all)
    switch aggregation {
    case .squeezing:
      y = convolve(y, row.outer, in: joined / 0)
      y = (joined / 1).effectiveSqueezeExcite(y, gate: .sigmoid, names: ("conv", "sigmoid"))
    case .narrowing:
      y = convolve(convolve(y, row.outer / 2, in: joined / 0), row.outer, in: joined / 1)
    }
    joined.output(y)
    return g.output(skips ? g.add(y, x) : y)
  }

  /// A 1x1 convolution behind the pooling, then the classifier.
  private func buildHead(_ x: Value, _ head: Head, in g: Scope) {
    let widening = g / "last_conv"
    guard head.pooling != .concatenated else {
      return g.fail(
        .invalidOption,
        "pooling 'catavgmax' has twice the channels that this head takes; it takes avg, max, avgmax or none")
    }
    g.hidden(x)
    var y = (widening / 0).convolution(g.poolMap(x, head, flattens: false), 2048)
    y = (widening / 1).act(y, .relu)
    if learnsAffine { y = scaleAndShift(y, in: widening / 2) }
    widening.output(y)
    if head.pooling != .unpooled { y = (g / "flatten").output(g.flatten(y)) }
    g.prelogits(y)
    g.logits(head.classes == 0 ? y : (g / "fc").linear(y, head.classes))
  }

  private func scaleAndShift(_ x: Value, in g: Scope) -> Value {
    g.scalarAffine(x)
  }

  private func convolve(
    _ x: Value, _ channels: Int, kernel: ImageSize = 1, stride: Int = 1, groups: Int = 1,
    padding: Padding = .symmetric, activates: Bool = true, in g: Scope
  ) -> Value {
    var y = (g / "conv").convolution(
      x, channels, kernel: kernel, stride: stride, groups: groups, padding: padding)
    y = (g / "bn").normalize(y, .batch())
    guard activates else { return g.output(y) }
    y = (g / "act").act(y, .relu)
    return g.output(learnsAffine ? scaleAndShift(y, in: g / "lab") : y)
  }
}
