internal import BackbonesGraphs
internal import BackbonesTensors

/// Cross stage partial networks: Wang et al. 2019 (arXiv:1911.11929), and DarkNet (arXiv:1804.02767), whose stages
/// have one path. timm 1.0.31, `models/cspnet.py`.
struct CSPNet: Architecture, Family, Hashable {
  static let module = "cspnet"

  var stage: StageKind
  var block: Block
  var depths: [Int]
  var channels: [Int]
  var stem = Stem(channels: [32])
  /// Whether a maximum of stride 2 follows the stem; the first stage has no stride then.
  var pool = false
  /// Channels before a stage's halves part, and of each block, per channel of the stage; the first stage's, then others'.
  var expansion = [1.0]
  var blockRatio = [0.5]
  /// Channels within a block per channel of it.
  var bottleneck = [1.0]
  /// Groups of 3x3 convolutions, a stage each, the last for those that follow.
  var groups = [1]
  var attention: ChannelAttention?
  var activation = Activation.leakyReLU
  /// Whether the strided convolution of a stage widens it.
  var widensFirst = false
  /// Whether halves part without an activation.
  var linearCross = false
  /// Whether a 2x2 mean and a 1x1 convolution stand in for a strided one.
  var averages = false
  /// The number of levels that a pyramid has by default, where not all.
  var levels: Int?

  enum StageKind: Sendable {
    /// The second half goes through the blocks and a convolution.
    case cross
    /// The first half goes through the blocks.
    case cross3
    /// All channels do.
    case dark
  }

  enum Block: Sendable {
    /// 1x1, 3x3, 1x1, and an activation after the sum.
    case bottleneck
    /// 1x1, 3x3.
    case dark
    /// 3x3, 1x1.
    case edge
  }

  struct Stem: Sendable, Hashable {
    var channels: [Int]
    var kernel = 3
    var stride = 1
    /// The borders of the first convolution, where they are not the usual ones.
    var padding: Int?
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = image
    for (index, width) in stem.channels.enumerated() {
      let (isFirst, conv) = (index == 0, g / "stem" / "conv\(index + 1)")
      let padding = isFirst ? stem.padding.map { Padding.explicit($0) } : nil
      x = conv.convNormAct(
        x, width, kernel: ImageSize(stem.kernel), stride: isFirst ? stem.stride : 1, padding: padding ?? .symmetric,
        activation: activation)
      if index == stem.channels.count - 1 { conv.feature(x) }
    }
    if pool { x = (g / "stem" / "pool").stemMaximum(x, blur: false) }
    (g / "stem").output(x)
    for index in depths.indices {
      let s = g / "stages" / index
      x = s.output(buildStage(x, index, stride: pool && index == 0 ? 1 : 2, in: s))
      s.feature(x)
    }
    if let levels { g.defaultFeatures(Array(0..<levels)) }
    g.hidden((g / "stages").output(x))
    (g / "head").classifierHead(x, head, classifier: g / "head" / "fc")
  }

  private func buildStage(_ x: Value, _ index: Int, stride: Int, in g: Scope) -> Value {
    func knob<Element>(_ values: [Element]) -> Element { values[min(index, values.count - 1)] }
    let (out, groups) = (channels[index], knob(groups))
    let widens = stage == .dark || widensFirst
    var y = x
    if stage == .dark || stride > 1 {
      y = buildDown(x, widens ? out : x.channels, stride: stride, groups: groups, in: g / "conv_down")
    }
    func blocks(_ x: Value) -> Value {
      var y = x
      let (width, inner) = (Double(out) * knob(blockRatio), knob(bottleneck))
      for block in 0..<depths[index] {
        y = buildBlock(
          y, Int(width.rounded()), inner: Int((width * inner).rounded()), groups: groups, in: g / "blocks" / block)
      }
      return (g / "blocks").output(y)
    }
    guard stage != .dark else { return blocks(y) }
    let expanded = Int((Double(out) * knob(expansion)).rounded())
    y = (g / "conv_exp").convNormAct(y, expanded, activation: linearCross ? .identity : activation)
    let (first, second) = (g.slice(y, 0..<expanded / 2), g.slice(y, expanded / 2..<expanded))
    let joined =
      stage == .cross3
      ? [blocks(first), second]
      : [first, (g / "conv_transition_b").convNormAct(blocks(second), expanded / 2, activation: activation)]
    return (g / "conv_transition").convNormAct(g.concatenate(joined), out, activation: activation)
  }

  private func buildDown(_ x: Value, _ channels: Int, stride: Int, groups: Int, in g: Scope) -> Value {
    guard averages else {
      return g.convNormAct(x, channels, kernel: 3, stride: stride, groups: groups, activation: activation)
    }
    // Where the stride became dilation there is no mean, and the convolution passes the dilation on.
    let steps = g.steps(x, stride: stride)
    let mean = steps ? (g / 0).output((g / 0).pool(x, .average, kernel: 2, stride: stride)) : x
    return g.output(
      (g / 1).convNormAct(mean, channels, stride: steps ? 1 : stride, groups: groups, activation: activation))
  }

  private func buildBlock(_ x: Value, _ channels: Int, inner: Int, groups: Int, in g: Scope) -> Value {
    func convolve(
      _ x: Value, _ channels: Int, kernel: ImageSize, number: Int, groups: Int = 1, activates: Bool = true
    ) -> Value {
      (g / "conv\(number)").convNormAct(
        x, channels, kernel: kernel, groups: groups, activation: activates ? activation : .identity)
    }
    func attend(_ x: Value, in g: Scope) -> Value { attention?(x, activation: activation, in: g) ?? x }
    switch block {
    case .bottleneck:
      var y = convolve(x, inner, kernel: 1, number: 1)
      y = attend(convolve(y, inner, kernel: 3, number: 2, groups: groups), in: g / "attn2")
      y = convolve(y, channels, kernel: 1, number: 3, activates: false)
      return g.output((g / "act3").act(g.add(y, x), activation))
    case .dark:
      let y = attend(convolve(x, inner, kernel: 1, number: 1), in: g / "attn")
      return g.output(g.add(convolve(y, channels, kernel: 3, number: 2, groups: groups), x))
    case .edge:
      let y = attend(convolve(x, inner, kernel: 3, number: 1, groups: groups), in: g / "attn")
      return g.output(g.add(convolve(y, channels, kernel: 1, number: 2), x))
    }
  }
}

extension CSPNet {
  static let variants = Variants<CSPNet> { table in
    residual(&table)
    dark(&table)
    crossThree(&table)
  }

  private static func residual(_ table: inout Variants<CSPNet>) {
    let plain = CSPNet(
      stage: .cross, block: .bottleneck, depths: [3, 3, 5, 2], channels: [128, 256, 512, 1024],
      stem: Stem(channels: [64], kernel: 7, stride: 2), pool: true, expansion: [2], blockRatio: [1],
      bottleneck: [0.5], linearCross: true)
    table["cspresnet50"] = plain
    var deep = plain
    deep.stem = Stem(channels: [32, 32, 64], stride: 2)
    table["cspresnet50d"] = deep
    var wide = deep
    (wide.channels, wide.expansion, wide.blockRatio, wide.bottleneck) = ([256, 512, 1024, 2048], [1], [0.5], [0.25])
    table["cspresnet50w"] = wide
    var grouped = wide
    (grouped.stem, grouped.bottleneck, grouped.groups) = (plain.stem, [1], [32])
    table["cspresnext50"] = grouped
  }

  private static func dark(_ table: inout Variants<CSPNet>) {
    let channels = [64, 128, 256, 512, 1024]
    table["cspdarknet53"] = CSPNet(
      stage: .cross, block: .dark, depths: [1, 2, 8, 8, 4], channels: channels, expansion: [2, 1],
      blockRatio: [1, 0.5], bottleneck: [0.5, 1], widensFirst: true)
    func darkNet(_ depths: [Int], attention: ChannelAttention? = nil, averages: Bool = false, levels: Int? = nil)
      -> CSPNet
    {
      CSPNet(
        stage: .dark, block: .dark, depths: depths, channels: channels, blockRatio: [1], bottleneck: [0.5],
        attention: attention, averages: averages, levels: levels)
    }
    table["darknet17"] = darkNet([1, 1, 1, 1, 1])
    table["darknet21"] = darkNet([1, 1, 1, 2, 2])
    table["darknet53"] = darkNet([1, 2, 8, 8, 4])
    table["darknetaa53"] = darkNet([1, 2, 8, 8, 4], averages: true)
    table["sedarknet21"] = darkNet([1, 1, 1, 2, 2], attention: .squeezeExcite(), levels: 5)
  }

  private static func crossThree(_ table: inout Variants<CSPNet>) {
    /// A network scaled in width and depth; `focus` has one stem convolution of 6x6.
    func cross3(
      _ block: Block = .dark, width: Double = 1, depth: Double = 1, focus: Bool = false, bottleneck: Double = 1,
      attention: ChannelAttention? = nil
    ) -> CSPNet {
      func scaled(_ widths: [Int]) -> [Int] { widths.map { makeDivisible(Double($0) * width) } }
      return CSPNet(
        stage: .cross3, block: block, depths: [3, 6, 9, 3].map { Int($0 * depth) },
        channels: scaled([128, 256, 512, 1024]),
        stem: focus
          ? Stem(channels: scaled([64]), kernel: 6, stride: 2, padding: 2)
          : Stem(channels: scaled([32, 64]), stride: 2),
        bottleneck: [bottleneck], attention: attention, activation: .silu)
    }
    for focus in [false, true] {
      let name = focus ? "cs3darknet_focus_" : "cs3darknet_"
      table[name + "s"] = cross3(width: 0.5, depth: 0.5, focus: focus)
      table[name + "m"] = cross3(width: 0.75, depth: 0.67, focus: focus)
      table[name + "l"] = cross3(focus: focus)
      table[name + "x"] = cross3(width: 1.25, depth: 1.33, focus: focus)
    }
    table["cs3sedarknet_l"] = cross3(attention: .squeezeExcite(ratio: 0.25))
    table["cs3sedarknet_x"] = cross3(width: 1.25, depth: 1.33, attention: .squeezeExcite())
    table["cs3sedarknet_xdw"] = CSPNet(
      stage: .cross, block: .bottleneck, depths: [3, 6, 12, 4], channels: [256, 512, 1024, 2048],
      stem: Stem(channels: [32, 64], stride: 2), bottleneck: [0.5], groups: [1, 1, 256, 512],
      attention: .squeezeExcite(), activation: .silu)
    table["cs3edgenet_x"] = cross3(.edge, width: 1.25, depth: 1.33, bottleneck: 1.5)
    table["cs3se_edgenet_x"] = cross3(
      .edge, width: 1.25, depth: 1.33, bottleneck: 1.5, attention: .squeezeExcite(ratio: 0.25))
  }
}
