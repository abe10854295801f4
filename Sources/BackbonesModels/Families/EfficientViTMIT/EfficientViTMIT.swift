internal import BackbonesGraphs
internal import BackbonesTensors

/// EfficientViT (MIT): linear attention with the ReLU of queries and keys, at several scales, between convolutions (Cai et al.
/// 2022, arXiv:2205.14756). timm 1.0.31, `models/efficientvit_mit.py`.
struct EfficientViTMIT: Architecture, Family, Hashable {
  static let module = "efficientvit_mit"

  /// Channels and blocks of the stem and of each stage.
  var widths: [Int], depths: [Int]
  /// Channels of a head.
  var headWidth = 32
  /// Channels of the head's layers.
  var headWidths: [Int]
  /// The stages of the large models, which the small ones' differ from in their blocks.
  var isLarge = false

  static let variants = Variants<EfficientViTMIT> { table in
    func small(_ width: Int, _ depths: [Int], headWidth: Int = 32, _ headWidths: [Int]) -> EfficientViTMIT {
      EfficientViTMIT(
        widths: (0..<5).map { width << $0 }, depths: depths, headWidth: headWidth, headWidths: headWidths)
    }
    func large(_ width: Int, _ depths: [Int], _ headWidths: [Int]) -> EfficientViTMIT {
      EfficientViTMIT(widths: (0..<5).map { width << $0 }, depths: depths, headWidths: headWidths, isLarge: true)
    }
    table["efficientvit_b0"] = small(8, [1, 2, 2, 2, 2], headWidth: 16, [1024, 1280])
    table["efficientvit_b1"] = small(16, [1, 2, 3, 3, 4], headWidth: 16, [1536, 1600])
    table["efficientvit_b2"] = small(24, [1, 3, 4, 4, 6], [2304, 2560])
    table["efficientvit_b3"] = small(32, [1, 4, 6, 6, 9], [2304, 2560])
    table["efficientvit_l1"] = large(32, [1, 1, 1, 6, 6], [3072, 3200])
    table["efficientvit_l2"] = large(32, [1, 2, 2, 8, 8], [3072, 3200])
    table["efficientvit_l3"] = large(64, [1, 2, 2, 8, 8], [6144, 6400])
  }

  var takesOutputStride: Bool { false }

  private var norm: Normalization { .batch(epsilon: isLarge ? 1e-7 : 1e-5) }
  private var activation: Activation { isLarge ? .geluTanh : .hardSwish }

  func build(_ image: Value, head: Head, in g: Scope) {
    let stem = g / "stem"
    var x = (stem / "in_conv").convolutionLayer(
      image, widths[0], kernel: 3, stride: 2, norm: norm, activation: activation)
    for number in 0..<depths[0] {
      x = buildResidual(x, block(isLarge ? .plain : .separable, expansion: 1), in: stem / "res\(number)")
    }
    stem.output(x)
    for stage in 0..<4 { x = buildStage(stage, x, in: g / "stages" / stage) }
    (g / "stages").output(x)
    let classifier = g / "head" / "classifier"
    let layers = WideningHead(
      widths: headWidths, innerNorm: .layer(epsilon: isLarge ? 1e-7 : 1e-5), activation: activation,
      poolings: [.average, .maximum, .averageMaximum])
    classifier.output(
      layers(x, head, product: classifier, ("0", "1", "2"), classifier: classifier / 4, in: g / "head"))
  }

  private func buildStage(_ stage: Int, _ x: Value, in g: Scope) -> Value {
    let attends = stage >= (isLarge ? 3 : 2), blocks = g / "blocks"
    // Blocks of the last stages have a norm behind their last convolution alone.
    let isLate = stage >= 2
    let kind = isLarge && !isLate ? InvertedBottleneck.Kind.fused : .inverted
    let shrinking = block(kind, expansion: isLarge ? (attends ? 24 : 16) : 4, stride: 2, hasFewNorms: isLate)
    var y = (blocks / 0).output(shrinking(x, widths[stage + 1], in: blocks / 0 / "main"))
    let local = block(kind, expansion: isLarge && attends ? 6 : 4, hasFewNorms: isLate)
    // The small models count the block that shrinks the map where it is all convolutions.
    let count = depths[stage + 1] - (isLarge || attends ? 0 : 1)
    for number in 0..<count {
      let next = blocks / (number + 1)
      y = attends ? buildBlock(y, local, in: next) : buildResidual(y, local, in: next)
    }
    blocks.output(y)
    g.feature(g.output(y))
    return y
  }

  private func block(
    _ kind: InvertedBottleneck.Kind, expansion: Int, stride: Int = 1, hasFewNorms: Bool = false
  ) -> InvertedBottleneck {
    var block = InvertedBottleneck(
      kind: kind, expansion: expansion, stride: stride, norm: norm, activation: activation)
    if hasFewNorms { (block.normed, block.biased) = ([false, false, true], [true, true, false]) }
    return block
  }

  private func buildResidual(_ x: Value, _ block: InvertedBottleneck, in g: Scope) -> Value {
    g.output(g.add(block(x, x.channels, in: g / "main"), x))
  }

  /// Attention, then convolutions, each added to its input.
  private func buildBlock(_ x: Value, _ local: InvertedBottleneck, in g: Scope) -> Value {
    let context = g / "context_module"
    let y = context.output(context.add(attend(x, in: context / "main"), x))
    return g.output(buildResidual(y, local, in: g / "local_module"))
  }

  /// Linear attention of each head's pixels, and of what a 5x5 convolution gathers around each.
  private func attend(_ x: Value, in g: Scope) -> Value {
    let heads = x.channels / headWidth, gathering = g / "aggreg" / 0
    let qkv = (g / "qkv").convolutionLayer(x, 3 * x.channels, norm: nil)
    var gathered = (gathering / 0).convolution(qkv, qkv.channels, kernel: 5, groups: qkv.channels)
    gathered = gathering.output((gathering / 1).convolution(gathered, qkv.channels, groups: 3 * heads))
    let parts = g.splitHeads(
      g.concatenate([qkv, gathered]), heads: 2 * heads, [2 * headWidth, headWidth])
    let queriesKeys = g.activate(parts[0], .relu)
    let y = g.linearAttention(
      g.slice(queriesKeys, 0..<headWidth), g.slice(queriesKeys, headWidth..<2 * headWidth), parts[1], epsilon: 1e-5)
    return g.output((g / "proj").convolutionLayer(y, x.channels, norm: norm))
  }
}
