internal import BackbonesGraphs
internal import BackbonesTensors

/// iFormer: convolutions of large kernels, and among the blocks of the later stages attention of one head whose result is
/// multiplied by a gate (Zheng 2025, arXiv:2501.15369). timm 1.0.31, `models/iformer.py`.
struct IFormer: Architecture, Family, Hashable {
  static let module = "iformer"

  var widths: [Int]
  /// Blocks of each stage, and how many of them are groups of three: positions, attention and an MLP.
  var depths: [Int]
  var groups: [Int]
  /// By how much the queries of the last two stages are narrower than maps.
  var reductions = [2, 4]
  /// Inner channels of convolutional blocks and of MLPs, per channel.
  var convolutionRatio = 4, mlpRatio = 3
  /// Whether each block but those of positions ends with LayerScale.
  var scalesLayers = false
  /// Whether there is a second classifier, which learned from a teacher.
  var isDistilled = false

  static let variants = Variants<IFormer> { table in
    let tiny = IFormer(
      widths: [32, 64, 128, 256], depths: [2, 2, 16, 6], groups: [0, 0, 3, 2], convolutionRatio: 3, mlpRatio: 2)
    let small = IFormer(widths: [32, 64, 176, 320], depths: [2, 2, 19, 6], groups: [0, 0, 3, 2])
    let medium = IFormer(widths: [48, 96, 192, 384], depths: [2, 2, 22, 6], groups: [0, 0, 4, 2])
    let large = IFormer(widths: [48, 96, 256, 384], depths: [2, 2, 33, 6], groups: [0, 0, 8, 2])
    let larger = IFormer(widths: [64, 128, 256, 512], depths: [3, 3, 46, 9], groups: [0, 0, 11, 3])
    let huge = IFormer(
      widths: [96, 192, 384, 768], depths: [5, 5, 60, 18], groups: [0, 0, 15, 6], reductions: [1, 1], mlpRatio: 4,
      scalesLayers: true)
    (table["iformer_t"], table["iformer_s"], table["iformer_h"]) = (tiny, small, huge)
    for (name, row) in [("m", medium), ("l", large), ("l2", larger)] {
      var distilled = row
      distilled.isDistilled = true
      (table["iformer_\(name)"], table["iformer_\(name)_distilled"]) = (row, distilled)
    }
  }

  var takesOutputStride: Bool { false }

  func build(_ image: Value, head: Head, in g: Scope) {
    let stem = g / "stem"
    var x = convolve(image, widths[0] / 2, kernel: 5, stride: 2, in: stem / "conv1")
    x = convolve((stem / "act1").act(x, .gelu), 4 * (widths[0] / 2), kernel: 5, stride: 2, in: stem / "conv2")
    x = stem.output(convolve((stem / "act2").act(x, .gelu), widths[0], in: stem / "conv3"))
    for index in depths.indices {
      let stage = g / "stages" / index
      let downsample = stage / "downsample"
      x = index == 0 ? downsample.output(x) : convolve(x, widths[index], kernel: 3, stride: 2, in: downsample)
      for (number, block) in blocks(index).enumerated() {
        x = build(block, x, reduction: index < 2 ? 1 : reductions[index - 2], in: stage / "blocks" / number)
      }
      stage.feature(stage.output((stage / "blocks").output(x)))
    }
    (g / "head").distilledHead((g / "stages").output(x), head, linear: "l", isDistilled: isDistilled)
  }

  private enum Block {
    case convolution, positions, attention, mlp
  }

  /// The blocks of a stage: groups of attention before the last convolution.
  private func blocks(_ stage: Int) -> [Block] {
    let attending = Array(repeating: [Block.positions, .attention, .mlp], count: groups[stage]).flatMap { $0 }
    let others = depths[stage] - attending.count
    let before = max(0, groups[stage] == 0 ? others : others - 1)
    return Array(repeating: .convolution, count: before) + attending
      + Array(repeating: .convolution, count: others - before)
  }

  private func build(_ block: Block, _ x: Value, reduction: Int, in g: Scope) -> Value {
    let residual = g / (block == .positions ? "cpe" : "mixer")
    let module = residual / "module"
    var y: Value
    switch block {
    case .convolution:
      let mixed = convolve(x, x.channels, kernel: 7, groups: x.channels, in: module / 0)
      y = mixChannels(mixed, ratio: convolutionRatio, from: 1, in: module)
    case .positions: y = convolve(x, x.channels, kernel: 3, groups: x.channels, in: module)
    case .attention: y = attend(x, reduction: reduction, in: module)
    case .mlp: y = mixChannels(x, ratio: mlpRatio, from: 0, in: module)
    }
    if scalesLayers && block != .positions {
      y = residual.learnedChannelScale(y, named: "gamma", rank: 2, axesBehind: 2)
    }
    return g.output(residual.output(residual.add(x, y)))
  }

  /// Two 1x1 convolutions as layers of a sequence, from a number on.
  private func mixChannels(_ x: Value, ratio: Int, from first: Int, in g: Scope) -> Value {
    let inner = (g / (first + 1)).act(convolve(x, ratio * x.channels, in: g / first), .gelu)
    return g.output(convolve(inner, x.channels, in: g / (first + 2)))
  }

  /// Attention of one head; values and gate are sigmoids.
  private func attend(_ x: Value, reduction: Int, in g: Scope) -> Value {
    let (width, asking) = (x.channels, x.channels / reduction)
    let both = (g / "gate_act").act(convolve(x, 2 * width, in: g / "v_gate"), .sigmoid)
    let y = g.attention(
      convolve(x, asking, in: g / "q"), convolve(x, asking, in: g / "k"), g.slice(both, 0..<width), heads: 1,
      scale: Float(1 / Double(asking).squareRoot()))
    return g.output(convolve(g.multiply(y, g.slice(both, width..<2 * width)), width, in: g / "proj"))
  }

  private func convolve(
    _ x: Value, _ channels: Int, kernel: ImageSize = 1, stride: Int = 1, groups: Int = 1, in g: Scope
  ) -> Value {
    g.convNormAct(
      x, channels, kernel: kernel, stride: stride, groups: groups, activation: .identity, named: "c")
  }
}
