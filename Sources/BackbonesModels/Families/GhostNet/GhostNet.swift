internal import BackbonesGraphs
internal import BackbonesTensors

/// GhostNets: half of the channels are made of the other half by cheap convolutions. Han et al. 2020 (arXiv:1911.11907),
/// Tang et al. 2022 (arXiv:2211.12905), Liu et al. 2024 (arXiv:2404.11202). timm 1.0.31, `models/ghostnet.py`.
struct GhostNet: Architecture, Family, Hashable {
  static let module = "ghostnet"

  var width: Double
  var kind: Kind
  /// The paper's table: a stage a row.
  var stages = GhostNet.table

  enum Kind: Sendable {
    /// Channels beside those they are made of.
    case plain
    /// The same; from the third block on with a gate for every pixel, made at half the resolution (version 2).
    case gated
    /// The same, with sums of convolutions in place of each (version 3).
    case branched
    /// Channels added to those they are made of (RepGhost).
    case additive
  }

  /// A block.
  struct Block: Sendable, Hashable {
    /// The side of the depthwise kernel.
    var kernel: Int
    /// Channels within and behind the block, before the width multiplier.
    var inner: Int, output: Int
    /// Channels within squeeze-and-excitation per channel of the block; 0 for none.
    var seRatio: Double
    var stride: Int

    init(_ kernel: Int, _ inner: Int, _ output: Int, _ seRatio: Double, _ stride: Int) {
      (self.kernel, self.inner, self.output, self.seRatio, self.stride) = (kernel, inner, output, seRatio, stride)
    }
  }

  private static let table = [
    [Block(3, 16, 16, 0, 1)],
    [Block(3, 48, 24, 0, 2)],
    [Block(3, 72, 24, 0, 1)],
    [Block(5, 72, 40, 0.25, 2)],
    [Block(5, 120, 40, 0.25, 1)],
    [Block(3, 240, 80, 0, 2)],
    [
      Block(3, 200, 80, 0, 1), Block(3, 184, 80, 0, 1), Block(3, 184, 80, 0, 1), Block(3, 480, 112, 0.25, 1),
      Block(3, 672, 112, 0.25, 1),
    ],
    [Block(5, 672, 160, 0.25, 2)],
    [Block(5, 960, 160, 0, 1), Block(5, 960, 160, 0.25, 1), Block(5, 960, 160, 0, 1), Block(5, 960, 160, 0.25, 1)],
  ]

  static let variants = Variants<GhostNet> { table in
    for (prefix, kind, widths) in [
      ("ghostnet", .plain, [("050", 0.5), ("100", 1), ("130", 1.3)]),
      ("ghostnetv2", .gated, [("100", 1), ("130", 1.3), ("160", 1.6)]),
      ("ghostnetv3", .branched, [("050", 0.5), ("100", 1), ("130", 1.3), ("160", 1.6)]),
    ] as [(String, Kind, [(String, Double)])] {
      for (suffix, width) in widths { table["\(prefix)_\(suffix)"] = GhostNet(width: width, kind: kind) }
    }
  }

  /// Gates are made at half a map's resolution, which dilation cannot stand in for.
  var takesOutputStride: Bool { kind == .plain || kind == .additive }

  func build(_ image: Value, head: Head, in g: Scope) {
    let stem = (g / "conv_stem").convolution(image, scaled(16), kernel: 3, stride: 2)
    (g / "conv_stem").feature(stem)
    var x = (g / "act1").act((g / "bn1").normalize(stem, .batch()), .relu)
    let blocks = g / "blocks"
    // A feature is the first stage of its resolution.
    var features: [(stage: Scope, map: Value)] = []
    var number = 0
    for (index, rows) in stages.enumerated() {
      let stage = blocks / index
      for (position, block) in rows.enumerated() {
        x = buildBlock(block, x, isGated: number > 1 && !takesOutputStride, in: stage / position)
        number += 1
      }
      stage.output(x)
      if rows[0].stride > 1 { features.append((stage, x)) }
    }
    let last = blocks / stages.count
    let final = scaled(stages.last!.last!.inner * (kind == .additive ? 2 : 1))
    x = blocks.output(last.output(convolve(x, final, activation: .relu, in: last / 0)))
    for (index, feature) in features.enumerated() {
      feature.stage.feature(feature.map, hidden: index == features.count - 1 ? x : nil)
    }
    g.convolutionHead(x, head, width: 1280, activation: .relu)
  }

  private func scaled(_ channels: Int) -> Int { makeDivisible(Double(channels) * width, by: 4) }

  private func buildBlock(_ block: Block, _ x: Value, isGated: Bool, in g: Scope) -> Value {
    let (inner, output, kernel) = (scaled(block.inner), scaled(block.output), ImageSize(block.kernel))
    var y = buildModule(x, inner, activation: .relu, isGated: isGated, in: g / "ghost1")
    if block.stride > 1 && kind == .branched {
      let scale = convolve(y, inner, stride: block.stride, groups: inner, in: g / "dw_rpr_scale")
      y = addBranches(
        of: y, inner, kernel: kernel, stride: block.stride, groups: inner, to: scale, in: g / "dw_rpr_conv")
    } else if block.stride > 1 {
      y = (g / "conv_dw").convolution(y, inner, kernel: kernel, stride: block.stride, groups: inner)
      y = (g / "bn_dw").normalize(y, .batch())
    }
    if block.seRatio > 0 {
      y = (g / "se").squeezeExcite(
        y, reduced: makeDivisible(Double(inner) * block.seRatio, by: 4), gate: .hardSigmoid,
        names: ("conv_reduce", "act1", "conv_expand"))
    }
    y = buildModule(y, output, activation: .identity, isGated: false, in: g / "ghost2")
    var shortcut = x
    if block.stride > 1 || x.channels != output {
      let s = g / "shortcut"
      shortcut = (s / 0).convolution(x, x.channels, kernel: kernel, stride: block.stride, groups: x.channels)
      shortcut = (s / 2).convolution((s / 1).normalize(shortcut, .batch()), output)
      shortcut = s.output((s / 3).normalize(shortcut, .batch()))
    }
    return g.output(g.add(y, shortcut))
  }

  /// A 1x1 convolution, and a depthwise one of what it gives.
  private func buildModule(
    _ x: Value, _ channels: Int, activation: Activation, isGated: Bool, in g: Scope
  ) -> Value {
    let count = kind == .additive ? channels : (channels + 1) / 2
    let (made, cheap): (Value, Value)
    if kind == .branched {
      let sum = addBranches(of: x, count, to: nil, in: g / "primary_rpr_conv")
      made = activate(sum, activation, in: g / "primary_activation")
      let scale = convolve(made, count, groups: count, in: g / "cheap_rpr_scale")
      let first = g.add(scale, (g / "cheap_rpr_skip").normalize(made, .batch()))
      let all = addBranches(of: made, count, kernel: 3, groups: count, to: first, in: g / "cheap_rpr_conv")
      cheap = activate(all, activation, in: g / "cheap_activation")
    } else {
      let (primary, operation) = (g / "primary_conv", g / "cheap_operation")
      var y = (primary / 1).normalize((primary / 0).convolution(x, count), .batch())
      made = primary.output(activate(y, activation, in: primary / 2))
      y = (operation / 0).convolution(made, count, kernel: 3, groups: count)
      y = (operation / 1).normalize(y, .batch())
      cheap = operation.output(kind == .additive ? y : activate(y, activation, in: operation / 2))
    }
    if kind == .additive {
      let fusion = g / "fusion_bn"
      let sum = g.add(cheap, fusion.output((fusion / 0).normalize(made, .batch())))
      return g.output(activate(sum, activation, in: g / "relu"))
    }
    let both = g.slice(g.concatenate([made, cheap]), 0..<channels)
    return g.output(isGated ? g.multiply(both, buildGate(of: x, channels, in: g)) : both)
  }

  /// A factor for every pixel and channel, from attention along lines and columns of the map at half its resolution.
  private func buildGate(of x: Value, _ channels: Int, in g: Scope) -> Value {
    let s = g / "short_conv"
    var y = (s / 0).convolution(g.pool(x, .average, kernel: 2, stride: 2), channels)
    y = (s / 2).convolution((s / 1).normalize(y, .batch()), channels, kernel: [1, 5], groups: channels)
    y = (s / 4).convolution((s / 3).normalize(y, .batch()), channels, kernel: [5, 1], groups: channels)
    y = s.output((s / 5).normalize(y, .batch()))
    return g.resize((g / "gate_fn").act(y, .sigmoid), like: x)
  }

  private func activate(_ x: Value, _ activation: Activation, in g: Scope) -> Value {
    activation == .identity ? x : g.act(x, activation)
  }

  /// A convolution and a norm.
  private func convolve(
    _ x: Value, _ channels: Int, kernel: ImageSize = 1, stride: Int = 1, groups: Int = 1,
    activation: Activation = .identity, in g: Scope
  ) -> Value {
    let y = (g / "conv").convolution(x, channels, kernel: kernel, stride: stride, groups: groups)
    return g.output((g / "bn1").normalize(y, .batch(), activation: activation))
  }

  /// Three convolutions of one kind, each with its norm, added to `sum`.
  private func addBranches(
    of x: Value, _ channels: Int, kernel: ImageSize = 1, stride: Int = 1, groups: Int = 1, to sum: Value?, in g: Scope
  ) -> Value {
    var sum = sum
    for index in 0..<3 {
      let term = convolve(x, channels, kernel: kernel, stride: stride, groups: groups, in: g / index)
      sum = sum.map { g.add($0, term) } ?? term
    }
    return sum!
  }
}
