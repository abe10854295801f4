internal import BackbonesGraphs
internal import BackbonesTensors

/// VoVNet: Lee et al. 2019 (arXiv:1904.09730), and version 2 with shortcuts and channel attention, Lee & Park 2020
/// (arXiv:1911.06667). timm 1.0.31, `models/vovnet.py`.
struct VoVNet: Architecture, Family, Hashable {
  static let module = "vovnet"

  /// Blocks of each stage, and 3x3 convolutions of each block.
  var blocks = [1, 1, 1, 1]
  var layers: Int
  var stem = [64, 64, 128]
  /// Channels of the 3x3 convolutions of each stage, and of what a block joins them to.
  var inner = [128, 160, 192, 224]
  var outer = [256, 512, 768, 1024]
  /// Whether 3x3 convolutions are separable: depthwise, then 1x1.
  var separable = false
  /// Whether blocks after a stage's first have a shortcut.
  var residual = true
  /// That of the last block of each stage.
  var attention: ChannelAttention?
  var norm = Normalization.batch()

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = (g / "stem" / 0).convNormAct(image, stem[0], kernel: 3, stride: 2, norm: norm)
    x = buildConvolution(x, stem[1], in: g / "stem" / 1)
    (g / "stem" / 1).feature(x)
    x = (g / "stem").output(buildConvolution(x, stem[2], stride: 2, in: g / "stem" / 2))
    for (stage, depth) in blocks.enumerated() {
      let s = g / "stages" / stage
      if stage > 0 { x = (s / "pool").output((s / "pool").pool(x, .max, kernel: 3, stride: 2, ceilMode: true)) }
      for block in 0..<depth {
        let b = s / "blocks" / block
        var y = buildAggregation(x, inner: inner[stage], outer: outer[stage], in: b)
        if let attention, block == depth - 1 { y = attention(y, in: b / "attn") }
        x = b.output(residual && block > 0 ? b.add(y, x) : y)
      }
      s.feature(s.output((s / "blocks").output(x)))
    }
    g.hidden((g / "stages").output(x))
    (g / "head").classifierHead(x, head, classifier: g / "head" / "fc")
  }

  /// One-shot aggregation: convolutions in a row, then all their outputs joined by a 1x1 convolution.
  private func buildAggregation(_ x: Value, inner: Int, outer: Int, in g: Scope) -> Value {
    let narrows = separable && x.channels != inner
    var last = narrows ? (g / "conv_reduction").convNormAct(x, inner, norm: norm) : x
    var all = [x]
    for layer in 0..<layers {
      last = buildConvolution(last, inner, in: g / "conv_mid" / layer)
      all.append(last)
    }
    let joined = (g / "conv_mid").output((g / "conv_mid").concatenate(all))
    return (g / "conv_concat").convNormAct(joined, outer, norm: norm)
  }

  private func buildConvolution(
    _ x: Value, _ channels: Int, stride: Int = 1, in g: Scope
  ) -> Value {
    guard separable else { return g.convNormAct(x, channels, kernel: 3, stride: stride, norm: norm) }
    let y = (g / "conv_dw").convolution(x, x.channels, kernel: 3, stride: stride, groups: x.channels)
    let z = (g / "conv_pw").convolution(y, channels)
    return g.output((g / "bn").normalize(z, norm, activation: .relu))
  }
}

extension VoVNet {
  private static let slim = (inner: [64, 80, 96, 112], outer: [112, 256, 384, 512])

  static let variants = Variants<VoVNet> { table in
    table["vovnet39a"] = VoVNet(blocks: [1, 1, 2, 2], layers: 5, residual: false)
    table["vovnet57a"] = VoVNet(blocks: [1, 1, 4, 3], layers: 5, residual: false)
    table["ese_vovnet19b_dw"] = VoVNet(
      layers: 3, stem: [64, 64, 64], separable: true, attention: .effectiveSqueezeExcite)
    table["ese_vovnet19b_slim"] = VoVNet(
      layers: 3, inner: slim.inner, outer: slim.outer, attention: .effectiveSqueezeExcite)
    table["ese_vovnet19b_slim_dw"] = VoVNet(
      layers: 3, stem: [64, 64, 64], inner: slim.inner, outer: slim.outer, separable: true,
      attention: .effectiveSqueezeExcite)
    table["ese_vovnet39b"] = VoVNet(blocks: [1, 1, 2, 2], layers: 5, attention: .effectiveSqueezeExcite)
    table["ese_vovnet39b_evos"] = VoVNet(
      blocks: [1, 1, 2, 2], layers: 5, attention: .effectiveSqueezeExcite, norm: .evoNormS0())
    table["ese_vovnet57b"] = VoVNet(blocks: [1, 1, 4, 3], layers: 5, attention: .effectiveSqueezeExcite)
    table["ese_vovnet99b"] = VoVNet(blocks: [1, 3, 9, 3], layers: 5, attention: .effectiveSqueezeExcite)
    table["eca_vovnet39b"] = VoVNet(blocks: [1, 1, 2, 2], layers: 5, attention: .efficient)
  }
}
