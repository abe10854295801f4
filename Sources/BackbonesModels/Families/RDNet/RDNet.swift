internal import BackbonesGraphs
internal import BackbonesTensors

/// RDNet: Kim et al. 2024 (arXiv:2403.19588), DenseNets of ConvNeXt's layers. timm 1.0.31, `models/rdnet.py`.
struct RDNet: Architecture, Family, Hashable {
  static let module = "rdnet"

  /// Channels of the stem.
  var width: Int
  /// Stages of one resolution in the paper's words: how often each growth rate is repeated.
  var stages: [[Stage]]

  /// Three dense layers that each add `growth` channels, so many times, with a transition before each time.
  struct Stage: Sendable, Hashable {
    var growth: Int
    var count = 1
  }

  static let variants = Variants<RDNet> { table in
    func stages(_ first: Int, _ second: Int, _ third: [Stage], _ last: Stage) -> [[Stage]] {
      [[Stage(growth: first)], [Stage(growth: second)], third, [last]]
    }
    table["rdnet_tiny"] = RDNet(
      width: 64, stages: stages(64, 104, [Stage(growth: 128, count: 4)], Stage(growth: 224)))
    table["rdnet_small"] = RDNet(
      width: 72, stages: stages(64, 128, [Stage(growth: 128, count: 7)], Stage(growth: 240, count: 2)))
    table["rdnet_base"] = RDNet(
      width: 120, stages: stages(96, 128, [Stage(growth: 168, count: 7)], Stage(growth: 336, count: 2)))
    table["rdnet_large"] = RDNet(
      width: 144, stages: stages(128, 192, [Stage(growth: 256, count: 8)], Stage(growth: 360, count: 2)))
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    let stem = g / "stem"
    var x = (stem / 0).convolution(image, width, kernel: 4, stride: 4, bias: true, padding: .none)
    x = stem.output((stem / 1).normalize(x, .layer()))
    var module = g / "dense_stages" / 0
    var number = 0
    for (resolution, stages) in stages.enumerated() {
      var isFirst = true
      for growth in stages.flatMap({ Array(repeating: $0.growth, count: $0.count) }) {
        module = g / "dense_stages" / number
        if number > 0 { x = buildTransition(x, halves: isFirst, in: module) }
        let dense = module / (number > 0 ? 2 : 0)
        // The first two resolutions go without the gate.
        for layer in 0..<3 {
          x = buildLayer(x, growth: growth, gates: resolution > 1, in: dense / "dense_block\(layer)")
        }
        module.output(dense.output(x))
        number += 1
        isFirst = false
      }
      module.feature(x)
    }
    g.hidden((g / "dense_stages").output(x))
    NormHead(norm: .layer())(x, head, in: g / "head")
  }

  /// Half the channels, and half the side where the resolution changes.
  private func buildTransition(_ x: Value, halves: Bool, in g: Scope) -> Value {
    let y = (g / 0).normalize(x, .layer())
    let channels = x.channels / 2 / 8 * 8
    return (g / 1).convolution(
      y, channels, kernel: halves ? 2 : 1, stride: halves ? 2 : 1, bias: true, padding: .none)
  }

  /// One layer's channels after all that came before them.
  private func buildLayer(_ x: Value, growth: Int, gates: Bool, in g: Scope) -> Value {
    let layers = g / "layers" / "layers"
    var y = (layers / 0).convolution(x, x.channels, kernel: 7, groups: x.channels, bias: true)
    y = (layers / 1).normalize(y, .layer())
    y = (layers / 3).act((layers / 2).convolution(y, 4 * x.channels, bias: true), .gelu)
    y = (layers / 4).convolution(y, growth, bias: true)
    if gates { y = ChannelAttention.effectiveSqueezeExcite(y, in: layers / 5) }
    y = g.channelScale((g / "layers").output(layers.output(y)))
    return g.concatenate([x, g.output(y)])
  }
}
