internal import BackbonesGraphs
internal import BackbonesTensors

/// TResNet: Ridnik et al. 2020 (arXiv:2003.13630), a ResNet that begins with space-to-depth, shrinks maps by blurring and
/// gates its first three stages. timm 1.0.31, `models/tresnet.py`.
struct TResNet: Architecture, Family, Hashable {
  static let module = "tresnet"

  /// Blocks of each stage.
  var depths: [Int]
  /// Channels of the stem, and inner channels of the first stage; each next stage has twice as many.
  var width = 64
  /// The stages of two 3x3 convolutions a block; the others are bottlenecks that give four times their inner channels.
  var basicStages = 2

  static let variants = Variants<TResNet> { table in
    table["tresnet_m"] = TResNet(depths: [3, 4, 11, 3])
    table["tresnet_l"] = TResNet(depths: [4, 5, 18, 3], width: 76)
    table["tresnet_xl"] = TResNet(depths: [4, 5, 24, 3], width: 83)
    table["tresnet_v2_l"] = TResNet(depths: [3, 4, 23, 3], basicStages: 0)
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    let body = g / "body"
    let blocks = (body / "s2d").output((body / "s2d").spaceToDepth(image, block: 4))
    var x = (body / "conv1").convNormAct(blocks, width, kernel: 3, activation: .leakyReLU)
    // timm gives it no module, and half of its reduction.
    g.feature(x, module: "", reduction: 2)
    for (stage, depth) in depths.enumerated() {
      let layer = body / "layer\(stage + 1)"
      for block in 0..<depth {
        x = buildBlock(x, stage: stage, stride: stage > 0 && block == 0 ? 2 : 1, in: layer / block)
      }
      layer.feature(layer.output(x))
    }
    g.defaultFeatures(Array(1...depths.count))
    g.hidden(body.output(x))
    (g / "head").classifierHead(x, head, classifier: g / "head" / "fc")
  }

  private func buildBlock(_ x: Value, stage: Int, stride: Int, in g: Scope) -> Value {
    let isBasic = stage < basicStages
    let inner = width << stage
    let output = isBasic ? inner : 4 * inner
    func gated(_ y: Value) -> Value {
      stage == 3 ? y : (g / "se").squeezeExcite(y, reduced: max(isBasic ? inner / 4 : inner / 2, 64))
    }
    var y: Value
    if isBasic {
      y = buildBlurred(x, inner, stride: stride, in: g / "conv1")
      y = gated((g / "conv2").convNormAct(y, output, kernel: 3, activation: .identity))
    } else {
      y = (g / "conv1").convNormAct(x, inner, activation: .leakyReLU1e3)
      y = gated(buildBlurred(y, inner, stride: stride, in: g / "conv2"))
      y = (g / "conv3").convNormAct(y, output, activation: .identity)
    }
    return g.output((g / "act").act(g.add(y, buildShortcut(x, output, stride: stride, in: g / "downsample"))))
  }

  /// A 3x3 convolution, blurred where maps shrink.
  private func buildBlurred(_ x: Value, _ channels: Int, stride: Int, in g: Scope) -> Value {
    let y = g.convNormAct(x, channels, kernel: 3, activation: .leakyReLU1e3)
    return stride == 1 ? y : g.output((g / "aa").output((g / "aa").blurPool(y, stride: stride)))
  }

  private func buildShortcut(_ x: Value, _ channels: Int, stride: Int, in g: Scope) -> Value {
    if stride == 1 && x.channels == channels { return x }
    let mean = (g / 0).averageDownsample(x, stride: stride)
    return g.output((g / (stride > 1 ? 1 : 0)).convNormAct(mean, channels, activation: .identity))
  }
}
