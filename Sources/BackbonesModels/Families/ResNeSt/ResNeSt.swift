internal import BackbonesGraphs
internal import BackbonesTensors

/// ResNeSt: ResNets with split attention, Zhang et al. 2020 (arXiv:2004.08955). timm 1.0.31, `models/resnest.py`.
enum ResNeSt: Family {
  static let module = "resnest"

  static let variants = Variants<ResNet> { table in
    table["resnest14d"] = resNet([1, 1, 1, 1])
    table["resnest26d"] = resNet([2, 2, 2, 2])
    table["resnest50d"] = resNet([3, 4, 6, 3])
    table["resnest50d_1s4x24d"] = resNet([3, 4, 6, 3], radix: 1, averagesFirst: true, groups: 4, baseWidth: 24)
    table["resnest50d_4s2x40d"] = resNet([3, 4, 6, 3], radix: 4, averagesFirst: true, groups: 2, baseWidth: 40)
    table["resnest101e"] = resNet([3, 4, 23, 3], stem: 64)
    table["resnest200e"] = resNet([3, 24, 36, 3], stem: 64)
    table["resnest269e"] = resNet([3, 30, 48, 8], stem: 64)
  }

  private static func resNet(
    _ depths: [Int], stem: Int = 32, radix: Int = 2, averagesFirst: Bool = false, groups: Int = 1, baseWidth: Int = 64
  ) -> ResNet {
    ResNet(
      block: .splitAttention(radix: radix, averagesFirst: averagesFirst), depths: depths, stem: .deep(width: stem),
      downsample: .average, groups: groups, baseWidth: baseWidth)
  }
}

extension ResNet {
  /// Split attention, and the 3x3 mean before or after it that has the block's stride.
  func buildSplit(
    _ x: Value, _ channels: Int, radix: Int, averagesFirst: Bool, stride: Int, in g: Scope
  ) -> Value {
    let averages = g.steps(x, stride: stride)
    func average(_ x: Value, in g: Scope) -> Value {
      g.output(g.pool(x, .averageCountingPadding, kernel: 3, stride: stride, padding: .symmetric))
    }
    let entrance = averages && averagesFirst ? average(x, in: g / "avd_first") : x
    let y = buildSplitAttention(
      entrance, channels, radix: radix, stride: averages ? 1 : stride, in: g / "conv2")
    return averages && !averagesFirst ? average(y, in: g / "avd_last") : y
  }

  /// A grouped 3x3 convolution to `radix` slices of `channels`, added with weights that their means decide.
  private func buildSplitAttention(
    _ x: Value, _ channels: Int, radix: Int, stride: Int, in g: Scope
  ) -> Value {
    var y = (g / "conv").convolution(x, channels * radix, kernel: 3, stride: stride, groups: groups * radix)
    y = (g / "act0").act((g / "bn0").normalize(y, norm))
    func slice(_ x: Value, _ index: Int) -> Value {
      g.slice(x, index * channels..<(index + 1) * channels)
    }
    let means = g.globalPool(y, .average)
    var sum = slice(means, 0)
    for index in 1..<radix { sum = g.add(sum, slice(means, index)) }
    let reduced = max(32, makeDivisible(Double(x.channels * radix) * 0.25))
    var gate = (g / "fc1").convolution(sum, reduced, groups: groups, bias: true)
    gate = (g / "act1").act((g / "bn1").normalize(gate, norm))
    gate = (g / "fc2").convolution(gate, channels * radix, groups: groups, bias: true)
    gate = (g / "rsoftmax").output(g.radixSoftmax(gate, radix: radix, groups: groups))
    var result = g.gate(slice(y, 0), by: slice(gate, 0))
    for index in 1..<radix {
      result = g.add(g.gate(slice(y, index), by: slice(gate, index)), result)
    }
    return g.output(result)
  }
}
