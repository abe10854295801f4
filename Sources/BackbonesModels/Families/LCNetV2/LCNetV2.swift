internal import BackbonesGraphs
internal import BackbonesTensors

/// PP-LCNetV2 (Baidu 2022, PaddleClas): separable convolutions whose depthwise part is a sum of several kernels. timm
/// 1.0.31, `models/lcnetv2.py`.
struct LCNetV2: Architecture, Family, Hashable {
  static let module = "lcnetv2"

  /// Channels of the first convolution.
  var stem: Int
  var depths: [Int]

  static let variants = Variants<LCNetV2> { table in
    table["lcnetv2_small"] = LCNetV2(stem: 24, depths: [2, 2, 4, 2])
    table["lcnetv2_base"] = LCNetV2(stem: 32, depths: [2, 2, 6, 2])
    table["lcnetv2_large"] = LCNetV2(stem: 40, depths: [2, 2, 8, 2])
  }

  /// A stage's blocks.
  private struct Block {
    /// The side of the depthwise kernel.
    var kernel = 3
    /// Whether the depthwise part is a sum over kernels of that side and each smaller odd one.
    var sums = false
    var squeezes = false
    /// Whether the 1x1 convolution is two with half the channels between.
    var splits = false
    var skips = false
  }

  private static let blocks = [
    Block(), Block(), Block(kernel: 5, sums: true, squeezes: true, splits: true),
    Block(kernel: 5, sums: true, skips: true),
  ]

  func build(_ image: Value, head: Head, in g: Scope) {
    let first = g / "stem"
    var x = (first / 0).convNormAct(image, stem, kernel: 3, stride: 2)
    x = first.output(build(Block(), x, 2 * stem, stride: 1, in: first / 1))
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index
      for number in 0..<depth {
        x = build(Self.blocks[index], x, (4 * stem) << index, stride: number == 0 ? 2 : 1, in: stage / number)
      }
      stage.feature(stage.output(x))
    }
    g.convolutionHead(x, head, width: 1280, bias: false, activation: .relu)
  }

  private func build(_ block: Block, _ x: Value, _ channels: Int, stride: Int, in g: Scope) -> Value {
    func depthwise(_ kernel: Int, activation: Activation, in g: Scope) -> Value {
      g.convNormAct(
        x, x.channels, kernel: ImageSize(kernel), stride: stride, groups: x.channels, activation: activation)
    }
    var y: Value
    if block.sums {
      // A stride leaves no kernel of one tap.
      let kernels = Array(Swift.stride(from: block.kernel, through: stride > 1 ? 3 : 1, by: -2))
      let terms = kernels.enumerated().map {
        depthwise($0.element, activation: .identity, in: g / "dw_conv_list" / $0.offset)
      }
      y = (g / "dw_act").act(terms.dropFirst().reduce(terms[0]) { g.add($0, $1) }, .relu)
    } else {
      y = depthwise(block.kernel, activation: .relu, in: g / "dw_conv")
    }
    if block.squeezes { y = (g / "se").squeezeExcite(y, reduced: y.channels / 4) }
    let pointwise = g / "pw_conv"
    if block.splits {
      y = (pointwise / 1).convNormAct((pointwise / 0).convNormAct(y, channels / 2), channels)
      pointwise.output(y)
    } else {
      y = pointwise.convNormAct(y, channels)
    }
    return g.output(block.skips && stride == 1 && x.channels == channels ? g.add(y, x) : y)
  }
}
