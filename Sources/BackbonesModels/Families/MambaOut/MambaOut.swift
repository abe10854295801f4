internal import BackbonesGraphs
internal import BackbonesTensors

/// MambaOut: Yu & Wang 2024 (arXiv:2405.07992), the gated convolutional blocks of Mamba without its state space. timm
/// 1.0.31, `models/mambaout.py`.
struct MambaOut: Architecture, Family, Hashable {
  static let module = "mambaout"

  var depths: [Int]
  var widths: [Int]
  /// Channels of the gate per channel of the block, and those that the depthwise convolution mixes.
  var expansion = 8.0 / 3
  var mixing = 1.0
  var activation = Activation.gelu
  /// Whether a norm stands within the stem, downsampling is normalised after its convolution, and a norm follows the
  /// layer before the classifier, as in the paper; otherwise LayerScale ends each block.
  var isPlain = true

  static let variants = Variants<MambaOut> { table in
    let base = [128, 256, 512, 768], small = [96, 192, 384, 576], femto = [48, 96, 192, 288]
    table["mambaout_femto"] = MambaOut(depths: [3, 3, 9, 3], widths: femto)
    table["mambaout_kobe"] = MambaOut(depths: [3, 3, 15, 3], widths: femto)
    table["mambaout_tiny"] = MambaOut(depths: [3, 3, 9, 3], widths: small)
    table["mambaout_small"] = MambaOut(depths: [3, 4, 27, 3], widths: small)
    table["mambaout_base"] = MambaOut(depths: [3, 4, 27, 3], widths: base)
    table["mambaout_small_rw"] = MambaOut(depths: [3, 4, 27, 3], widths: small, isPlain: false)
    table["mambaout_base_short_rw"] = MambaOut(
      depths: [3, 3, 25, 3], widths: base, expansion: 3, mixing: 1.25, isPlain: false)
    table["mambaout_base_tall_rw"] = MambaOut(
      depths: [3, 4, 30, 3], widths: base, expansion: 2.5, mixing: 1.25, isPlain: false)
    table["mambaout_base_wide_rw"] = MambaOut(
      depths: [3, 4, 27, 3], widths: base, expansion: 3, mixing: 1.5, activation: .silu, isPlain: false)
    table["mambaout_base_plus_rw"] = MambaOut(
      depths: [3, 4, 30, 3], widths: base, expansion: 3, mixing: 1.5, activation: .silu, isPlain: false)
    table["test_mambaout"] = MambaOut(
      depths: [1, 1, 3, 1], widths: [16, 32, 48, 64], expansion: 3, activation: .silu, isPlain: false)
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = buildStem(image, in: g / "stem")
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index
      x = index > 0 ? buildDownsample(x, widths[index], in: stage / "downsample") : (stage / "downsample").output(x)
      for number in 0..<depth { x = buildBlock(x, in: stage / "blocks" / number) }
      stage.feature(stage.output((stage / "blocks").output(x)))
    }
    g.hidden((g / "stages").output(x))
    let classifier = NormHead(
      norm: .layer(), width: 4 * x.channels, innerNorm: isPlain ? .layer() : nil, convolvesUnpooled: false,
      poolings: isPlain ? [.average, .unpooled] : [.average, .maximum, .averageMaximum, .unpooled])
    classifier(x, head, in: g / "head")
  }

  private func buildStem(_ image: Value, in g: Scope) -> Value {
    var x = (g / "conv1").convolution(image, widths[0] / 2, kernel: 3, stride: 2, bias: true)
    if isPlain { x = (g / "norm1").normalize(x, .layer()) }
    x = (g / "conv2").convolution((g / "act").act(x, activation), widths[0], kernel: 3, stride: 2, bias: true)
    return g.output((g / "norm2").normalize(x, .layer()))
  }

  private func buildDownsample(_ x: Value, _ width: Int, in g: Scope) -> Value {
    func convolve(_ x: Value) -> Value {
      (g / "conv").convolution(x, width, kernel: 3, stride: 2, bias: true)
    }
    func normalize(_ x: Value) -> Value { (g / "norm").normalize(x, .layer()) }
    return g.output(isPlain ? normalize(convolve(x)) : convolve(normalize(x)))
  }

  /// One product makes the gate and its operand, whose last channels are convolved.
  private func buildBlock(_ x: Value, in g: Scope) -> Value {
    let hidden = Int(expansion * Double(x.channels)), mixed = Int(mixing * Double(x.channels))
    let both = (g / "fc1").linear((g / "norm").normalize(x, .layer()), 2 * hidden)
    let gate = (g / "act").act(g.slice(both, 0..<hidden), activation)
    let kept = g.slice(both, hidden..<2 * hidden - mixed)
    let convolved = (g / "conv").convolution(
      g.slice(both, 2 * hidden - mixed..<2 * hidden), mixed, kernel: 7, groups: mixed, bias: true)
    var y = (g / "fc2").linear(g.multiply(gate, g.concatenate([kept, convolved])), x.channels)
    y = isPlain ? (g / "ls").output(y) : (g / "ls").channelScale(y)
    return g.output(g.add(y, x))
  }
}
