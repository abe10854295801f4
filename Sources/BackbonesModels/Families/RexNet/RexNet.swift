internal import BackbonesGraphs
internal import BackbonesTensors

/// ReXNet: channels that grow by the same number from block to block (Han et al. 2020, arXiv:2007.00992). timm 1.0.31,
/// `models/rexnet.py`.
struct RexNet: Architecture, Family, Hashable {
  static let module = "rexnet"

  var width: Double
  /// Channels are multiples of this.
  var divisor = 1

  /// Blocks, the stride of the first and whether there is squeeze-and-excitation; the paper's table.
  private static let stages: [(depth: Int, stride: Int, squeezes: Bool)] = [
    (1, 1, false), (2, 2, false), (2, 2, true), (3, 2, true), (3, 1, true), (5, 2, true),
  ]

  static let variants = Variants<RexNet> { table in
    for (suffix, width) in [("100", 1), ("130", 1.3), ("150", 1.5), ("200", 2), ("300", 3)] {
      table["rexnet_\(suffix)"] = RexNet(width: width)
      table["rexnetr_\(suffix)"] = RexNet(width: width, divisor: width > 2 ? 16 : 8)
    }
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = (g / "stem").convNormAct(image, scaled(32), kernel: 3, stride: 2, activation: .silu)
    let features = g / "features"
    let blocks = Self.stages.flatMap { stage in
      (0..<stage.depth).map { (stride: $0 == 0 ? stage.stride : 1, squeezes: stage.squeezes) }
    }
    let growth = 180 / Double(blocks.count)
    for (index, block) in blocks.enumerated() {
      // Where a stride comes next, the map is the last of its resolution.
      if block.stride > 1 { (features / (index - 1)).feature(x) }
      x = buildBlock(
        x, scaled(16 + growth * Double(index)), stride: block.stride, expansion: index == 0 ? 1 : 6,
        squeezes: block.squeezes, in: features / index)
    }
    let last = makeDivisible(1280 * width, by: divisor)
    let y = features.output((features / blocks.count).convNormAct(x, last, activation: .silu))
    (features / (blocks.count - 1)).feature(x, hidden: y)
    g.hidden(y)
    (g / "head").classifierHead(y, head, classifier: g / "head" / "fc")
  }

  private func scaled(_ channels: Double) -> Int {
    makeDivisible((channels * width).rounded(.toNearestOrEven), by: divisor)
  }

  /// A linear bottleneck; the input is added to as many channels as it has.
  private func buildBlock(
    _ x: Value, _ channels: Int, stride: Int, expansion: Int, squeezes: Bool, in g: Scope
  ) -> Value {
    var y = x
    if expansion > 1 {
      let inner = makeDivisible(Double((x.channels * expansion)), by: divisor)
      y = (g / "conv_exp").convNormAct(y, inner, activation: .silu)
    }
    y = (g / "conv_dw").convNormAct(
      y, y.channels, kernel: 3, stride: stride, groups: y.channels, activation: .identity)
    if squeezes {
      let reduced = makeDivisible(Double(y.channels / 12), by: divisor)
      y = (g / "se").squeezeExcite(y, reduced: reduced, norm: .batch())
    }
    y = (g / "act_dw").act(y, .relu6)
    y = (g / "conv_pwl").convNormAct(y, channels, activation: .identity)
    guard stride == 1, x.channels <= channels else { return g.output(y) }
    let sum = g.add(g.slice(y, 0..<x.channels), x)
    return g.output(
      x.channels == channels ? sum : g.concatenate([sum, g.slice(y, x.channels..<channels)]))
  }
}
