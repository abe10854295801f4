internal import BackbonesGraphs
internal import BackbonesTensors

/// Networks without normalisation: NF-ResNets (Brock et al. 2021, arXiv:2101.08692), NF-RegNets and NFNets (Brock et al.
/// 2021, arXiv:2102.06171), with scaled weight standardisation. timm 1.0.31, `models/nfnet.py`.
struct NFNet: Architecture, Family, Hashable {
  static let module = "nfnet"

  var stem: Stem
  var depths: [Int]
  /// Channels of the stem and of each stage, before `width`.
  var stemChannels: Int
  var channels: [Int]
  var width = 1.0
  /// The bottleneck ratio: channels of a block's 3x3 convolutions per output channel; per input channel if `inverted`.
  var bottleneck: Double
  /// Whether blocks are as RegNet's: wide inside, with the attention before the last convolution.
  var inverted = false
  /// Channels of a group of the 3x3 convolutions; nil for one group.
  var groupSize: Int?
  /// Whether a block has a second 3x3 convolution.
  var doubles = false
  var attention: ChannelAttention?
  var activation: Activation
  /// Channels of the last 1x1 convolution, before `width`; 0 for none.
  var final = 0
  /// Whether this is DeepMind's form: activations times their gamma, borders as TensorFlow has them, and a factor that
  /// each block learns.
  var isDeepMinds = false

  enum Stem: Sendable {
    /// A 3x3 convolution of stride 2.
    case small
    /// A 7x7 convolution of stride 2, then a maximum.
    case pooled
    /// Four 3x3 convolutions, the first and the last of stride 2.
    case quad
  }

  /// The share of a block's result in the sum, and what a gate is multiplied by.
  private static let alpha = 0.2, gateGain = 2.0

  static let variants = Variants<NFNet> { table in
    let half = ChannelAttention.squeezeExcite(ratio: 0.5)
    for index in 0...7 {
      let scale = index + 1
      var row = NFNet(
        stem: .quad, depths: [scale, 2 * scale, 6 * scale, 3 * scale], stemChannels: 128,
        channels: [256, 512, 1536, 1536], bottleneck: 0.5, groupSize: 128, doubles: true, attention: half,
        activation: .gelu, final: 3072)
      table["nfnet_f\(index)"] = row
      row.isDeepMinds = true
      if index < 7 { table["dm_nfnet_f\(index)"] = row }
    }
    for (name, scale, attention, final) in [
      ("nfnet_l0", 1, ChannelAttention.squeezeExcite(ratio: 0.25), 2304), ("eca_nfnet_l0", 1, .efficient, 2304),
      ("eca_nfnet_l1", 2, .efficient, 3072), ("eca_nfnet_l2", 3, .efficient, 3072),
      ("eca_nfnet_l3", 4, .efficient, 3072),
    ] {
      table[name] = NFNet(
        stem: .quad, depths: [scale, 2 * scale, 6 * scale, 3 * scale], stemChannels: 128,
        channels: [256, 512, 1536, 1536], bottleneck: 0.25, groupSize: 64, doubles: true, attention: attention,
        activation: .silu, final: final)
    }
    for (index, (depths, channels, final)) in [
      ([1, 3, 6, 6], [48, 104, 208, 440], 1280), ([2, 4, 7, 7], [48, 104, 208, 440], 1280),
      ([2, 4, 8, 8], [56, 112, 232, 488], 1419), ([2, 5, 9, 9], [56, 128, 248, 528], 1536),
      ([2, 6, 11, 11], [64, 144, 288, 616], 1792), ([3, 7, 14, 14], [80, 168, 336, 704], 2048),
    ].enumerated() {
      table["nf_regnet_b\(index)"] = NFNet(
        stem: .small, depths: depths, stemChannels: channels[0], channels: channels, width: 0.75, bottleneck: 2.25,
        inverted: true, groupSize: 8, attention: half, activation: .silu, final: final)
    }
    for (depth, depths) in [(26, [2, 2, 2, 2]), (50, [3, 4, 6, 3]), (101, [3, 4, 23, 3])] {
      for (prefix, attention) in [("", nil), ("se", .squeezeExcite()), ("eca", .efficient)]
        as [(String, ChannelAttention?)]
      {
        table["nf_\(prefix)resnet\(depth)"] = NFNet(
          stem: .pooled, depths: depths, stemChannels: 64, channels: [256, 512, 1024, 2048], bottleneck: 0.25,
          attention: attention, activation: .relu)
      }
    }
    table["test_nfnet"] = NFNet(
      stem: .quad, depths: [1, 1, 1, 1], stemChannels: 128, channels: [32, 64, 96, 128], bottleneck: 0.25,
      groupSize: 8, doubles: true, attention: .squeezeExcite(ratio: 0.25), activation: .silu, final: 192)
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = buildStem(image, in: g / "stem")
    var last = g
    // The variance of what enters a block, were it white: each block adds to it, and the first of a stage begins anew.
    var variance = 1.0
    for (stage, depth) in depths.enumerated() {
      last = g / "stages" / stage
      for index in 0..<depth {
        x = buildBlock(x, stage, index, beta: 1 / variance.squareRoot(), in: last / index)
        variance = (index == 0 ? 1 : variance) + Self.alpha * Self.alpha
      }
      last.output(x)
      if stage < depths.count - 1 { last.feature(x) }
    }
    if final > 0 {
      last = g / "final_conv"
      x = convolve(x, scaled(final), gamma: isDeepMinds ? 1 : gamma, in: last)
    }
    let activated = rescaled((g / "final_act").activate(x, activation), in: g / "final_act")
    last.feature(x, hidden: activated)
    g.hidden(activated)
    (g / "head").classifierHead(activated, head, classifier: g / "head" / "fc")
  }

  private func buildStem(_ image: Value, in g: Scope) -> Value {
    let channels = scaled(stemChannels)
    let first = isDeepMinds ? 1 : gamma
    switch stem {
    case .small, .pooled:
      let x = convolve(image, channels, kernel: stem == .small ? 3 : 7, stride: 2, gamma: first, in: g / "conv")
      (g / "conv").feature(x)
      return g.output(stem == .small ? x : (g / "pool").stemMaximum(x, blur: false))
    case .quad:
      var x = convolve(image, channels / 8, kernel: 3, stride: 2, gamma: first, in: g / "conv1")
      for index in 2...4 {
        if index == 4 { (g / "conv3").feature(x) }
        x = convolve(
          activate(x, in: g / "act\(index)"), channels >> (4 - index), kernel: 3, stride: index == 4 ? 2 : 1,
          gamma: gamma, in: g / "conv\(index)")
      }
      return g.output(x)
    }
  }

  private func buildBlock(_ x: Value, _ stage: Int, _ index: Int, beta: Double, in g: Scope) -> Value {
    let channels = scaled(channels[stage])
    let stride = index == 0 && (stage > 0 || stem == .small) ? 2 : 1
    let ratio = inverted && stage == 0 && index == 0 ? 1 : bottleneck
    var inner = makeDivisible(Double(inverted ? x.channels : channels) * ratio)
    let groups = groupSize.map { inner / $0 } ?? 1
    if let groupSize { inner = groups * groupSize }

    let entrance = activate(x, in: g / "act1")
    var shortcut = x
    if index == 0 && (stride > 1 || x.channels != channels) {
      let d = g / "downsample"
      let pooled = (d / "pool").averageDownsample(entrance, stride: stride)
      let factor = isDeepMinds ? gamma * beta : beta
      if stride > 1 { (d / "pool").output((d / "pool").scale(pooled, by: Float(factor))) }
      shortcut = d.output(convolve(pooled, channels, gamma: gamma * beta, in: d / "conv"))
    }
    var y = convolve(entrance, inner, gamma: gamma * beta, in: g / "conv1")
    y = convolve(
      activate(y, in: g / "act2"), inner, kernel: 3, stride: stride, groups: groups, gamma: gamma, in: g / "conv2")
    if doubles {
      y = convolve(activate(y, in: g / "act2b"), inner, kernel: 3, groups: groups, gamma: gamma, in: g / "conv2b")
    }
    if inverted { y = attend(y, gain: Self.gateGain, in: g / "attn") }
    y = convolve(activate(y, in: g / "act3"), channels, gamma: gamma, in: g / "conv3")
    if attention == nil || inverted {
      y = g.scale(y, by: Float(Self.alpha))
    } else {
      y = attend(y, gain: Self.gateGain * Self.alpha, learned: isDeepMinds ? g : nil, in: g / "attn_last")
    }
    return g.output(g.add(y, shortcut))
  }

  /// Channels of the network's width.
  private func scaled(_ channels: Int) -> Int { makeDivisible(Double(channels) * width) }

  private func convolve(
    _ x: Value, _ channels: Int, kernel: ImageSize = 1, stride: Int = 1, groups: Int = 1, gamma: Double, in g: Scope
  ) -> Value {
    g.convolution(
      x, channels, kernel: kernel, stride: stride, groups: groups, padding: isDeepMinds ? .same : .symmetric,
      standardization: .scaled(gamma: Float(gamma)))
  }
}

// MARK: - Factors

// Factors that the paper has beside activations and gates are computed with the weights behind them, or with the gate.
// The modules' own values, which may be asked for, have them.
extension NFNet {
  /// What makes the variance of an activation of white noise 1.
  private var gamma: Double {
    switch activation {
    case .gelu: 1.7015043497085571
    case .silu: 1.7881293296813965
    default: 1.7139588594436646
    }
  }

  /// The activation, without its gamma.
  private func activate(_ x: Value, in g: Scope) -> Value {
    let y = g.activate(x, activation)
    rescaled(y, in: g)
    return y
  }

  /// What timm's activation gives.
  @discardableResult
  private func rescaled(_ x: Value, in g: Scope) -> Value {
    g.output(isDeepMinds ? g.scale(x, by: Float(gamma)) : x)
  }

  /// The gated map times `gain`, and times what `learned` learns.
  private func attend(_ x: Value, gain: Double, learned: Scope? = nil, in g: Scope) -> Value {
    guard let attention else { return x }
    var gate = attention.gate(of: x, in: g)
    g.output(g.gate(x, by: gate))
    if let learned { gate = learned.learnedScale(gate, named: "skipinit_gain") }
    return g.gate(x, by: g.scale(gate, by: Float(gain)))
  }
}
