internal import BackbonesGraphs
internal import BackbonesTensors

/// Selective kernels: ResNets that choose between 3x3 and dilated 3x3 convolutions, Li et al. 2019 (arXiv:1903.06586).
/// timm 1.0.31, `models/sknet.py`.
enum SKNet: Family {
  static let module = "sknet"

  static let variants = Variants<ResNet> { table in
    let narrow = SelectiveKernel(ratio: 1.0 / 8, divisor: 16)
    table["skresnet18"] = ResNet(block: .selectiveBasic(narrow), depths: [2, 2, 2, 2])
    table["skresnet34"] = ResNet(block: .selectiveBasic(narrow), depths: [3, 4, 6, 3])
    table["skresnet50"] = ResNet(block: .selectiveBottleneck(SelectiveKernel()), depths: [3, 4, 6, 3])
    table["skresnet50d"] = ResNet(
      block: .selectiveBottleneck(SelectiveKernel()), depths: [3, 4, 6, 3], stem: .deep(width: 32),
      downsample: .average)
    table["skresnext50_32x4d"] = ResNet(
      block: .selectiveBottleneck(SelectiveKernel(divisor: 32, splitsInput: false)), depths: [3, 4, 6, 3], groups: 32,
      baseWidth: 4)
  }
}

/// Two 3x3 convolutions, the second dilated by 2, added with weights that their means decide.
struct SelectiveKernel: Sendable, Hashable {
  /// Channels between the layers of the attention, per output channel, and what they are a multiple of.
  var ratio = 1.0 / 16
  var divisor = 8
  /// Whether each convolution has one half of the input.
  var splitsInput = true

  func callAsFunction(_ x: Value, _ channels: Int, stride: Int, groups: Int, in g: Scope) -> Value {
    let half = splitsInput ? x.channels / 2 : x.channels
    let paths = (0..<2).map { path in
      let start = splitsInput ? path * half : 0
      return (g / "paths" / path).convNormAct(
        g.slice(x, start..<start + half), channels, kernel: 3, stride: stride, dilation: path + 1, groups: groups)
    }
    let attention = g / "attn"
    var scores = attention.globalPool(g.add(paths[0], paths[1]), .average)
    scores = (attention / "fc_reduce").convolution(scores, makeDivisible(Double(channels) * ratio, by: divisor))
    scores = (attention / "act").act((attention / "bn").normalize(scores, .batch()))
    scores = (attention / "fc_select").convolution(scores, 2 * channels)
    scores = attention.output(attention.radixSoftmax(scores, radix: 2, groups: 1))
    return g.output(
      g.add(
        g.gate(paths[0], by: g.slice(scores, 0..<channels)),
        g.gate(paths[1], by: g.slice(scores, channels..<2 * channels))))
  }
}
