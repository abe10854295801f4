internal import BackbonesGraphs
internal import BackbonesTensors

/// DenseNet: Huang et al. 2017 (arXiv:1608.06993), the BC kind. timm 1.0.31, `models/densenet.py`.
struct DenseNet: Architecture, Family, Hashable {
  static let module = "densenet"

  /// Channels that each layer adds.
  var growth: Int
  var depths: [Int]
  /// Three 3x3 convolutions instead of one 7x7.
  var deepStem = false
  /// Whether the stem's maximum is taken at every pixel and then blurred.
  var blur = false

  static let variants = Variants<DenseNet> { table in
    table["densenet121"] = DenseNet(growth: 32, depths: [6, 12, 24, 16])
    table["densenet161"] = DenseNet(growth: 48, depths: [6, 12, 36, 24])
    table["densenet169"] = DenseNet(growth: 32, depths: [6, 12, 32, 32])
    table["densenet201"] = DenseNet(growth: 32, depths: [6, 12, 48, 32])
    table["densenet264d"] = DenseNet(growth: 48, depths: [6, 12, 64, 48], deepStem: true)
    table["densenetblur121d"] = DenseNet(growth: 32, depths: [6, 12, 24, 16], deepStem: true, blur: true)
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    let f = g / "features"
    var x = buildStem(image, in: f)
    for (index, depth) in depths.enumerated() {
      let block = f / "denseblock\(index + 1)"
      for layer in 1...depth { x = buildLayer(x, in: block / "denselayer\(layer)") }
      block.output(x)
      guard index < depths.count - 1 else { break }
      block.feature(x)
      let transition = f / "transition\(index + 1)"
      let y = (transition / "norm").normalize(x, .batch(), activation: .relu)
      x = (transition / "conv").convolution(y, x.channels / 2)
      x = transition.output(
        (transition / "pool").output((transition / "pool").pool(x, .average, kernel: 2, stride: 2)))
    }
    x = (f / "norm5").normalize(x, .batch(), activation: .relu)
    (f / "norm5").feature(x)
    g.hidden(f.output(x))
    g.classifierHead(x, head, classifier: g / "classifier")
  }

  private func buildStem(_ image: Value, in f: Scope) -> Value {
    let widths = deepStem ? [growth, growth, 2 * growth] : [2 * growth]
    var x = image
    for (index, width) in widths.enumerated() {
      let conv = f / "conv\(index)"
      x = conv.convolution(x, width, kernel: deepStem ? 3 : 7, stride: index == 0 ? 2 : 1)
      x = (f / "norm\(index)").normalize(x, .batch(), activation: .relu)
    }
    (f / "norm\(widths.count - 1)").feature(x)
    return (f / "pool0").stemMaximum(x, blur: blur)
  }

  /// One layer: 4k channels by 1x1, k by 3x3, and those after all that came before them.
  private func buildLayer(_ x: Value, in g: Scope) -> Value {
    var y = (g / "norm1").normalize(x, .batch(), activation: .relu)
    y = (g / "conv1").convolution(y, 4 * growth)
    y = (g / "norm2").normalize(y, .batch(), activation: .relu)
    y = g.output((g / "conv2").convolution(y, growth, kernel: 3))
    return g.concatenate([x, y])
  }
}
