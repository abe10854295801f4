internal import BackbonesGraphs
internal import BackbonesTensors

/// MobileNetV5, the image encoder of Gemma 3n: MobileNetV4's blocks (Qin et al. 2024, arXiv:2404.10518), and the maps of
/// its last two resolutions fused. timm 1.0.31, `models/mobilenetv5.py`.
struct MobileNetV5: Architecture, Family, Hashable {
  static let module = "mobilenetv5"

  var stages: [[MobileBlock]]
  var padding = Padding.symmetric
  /// Whether the fused map is the output, without pooling and classifier.
  var isEncoder = false

  static let variants = Variants<MobileNetV5> { table in
    table["mobilenetv5_base"] = MobileNetV5(stages: baseStages)
    table["mobilenetv5_300m"] = MobileNetV5(stages: largeStages)
    table["mobilenetv5_300m_enc"] = MobileNetV5(stages: largeStages, padding: .same, isEncoder: true)
  }

  var pooling: Pooling { isEncoder ? .unpooled : .average }

  private var style: MobileStyle {
    MobileStyle(activation: .geluTanh, norm: .rms(), padding: padding, scalesLayers: true)
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    let trunk = MobileTrunk(stages: stages)
    let stem = (g / "conv_stem").convNormAct(
      image, trunk.scaled(64), kernel: 3, stride: 2, bias: true, padding: padding, norm: style.norm,
      activation: style.activation)
    let levels = trunk.levels(from: stem, style: style, in: g / "blocks")
    let last = levels[levels.count - 1]
    let fused = fuse(levels.suffix(2).map(\.map), in: g / "msfa")
    // timm's name, though there is no module of it.
    g.feature(stem, module: "bn1")
    for level in levels.dropLast() { level.stage.feature(level.map) }
    last.stage.feature(last.map, hidden: fused)
    g.hidden(fused)
    guard isEncoder else {
      return g.classifierHead(fused, head, classifier: g / "classifier", flattening: "flatten")
    }
    if head.pooling != .unpooled || head.classes > 0 {
      g.fail(.invalidOption, "this model is an encoder: it takes no pooling and no classes")
    }
    g.prelogits(fused)
    g.logits(fused)
  }

  /// The maps of several resolutions as one of 16x16 pixels and 2048 channels.
  private func fuse(_ maps: [Value], in g: Scope) -> Value {
    let (width, size) = (2048, ImageSize(16))
    let all = g.concatenate(maps.map { g.resize($0, like: maps[0]) })
    var mixing = style
    mixing.scalesLayers = false
    var block = MobileBlock.universal(1, width, kernels: (0, 0), expansion: 2)
    block.skips = false
    let mixed = mixing.build(
      block, all, MobileBlock.Widths(makeDivisible(Double(all.channels) * block.expansion), 0, width), in: g / "ffn")
    let extent = mixed.shape.extent
    let isWhole = extent.height % size.height == 0 && extent.width % size.width == 0
    let sized = isWhole ? g.adaptiveAveragePool(mixed, size) : g.resize(mixed, to: size, .bilinear())
    return g.output((g / "norm").normalize(sized, style.norm))
  }
}
