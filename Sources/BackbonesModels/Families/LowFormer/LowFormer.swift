internal import BackbonesGraphs
internal import BackbonesTensors

/// LowFormer: attention at a low resolution between convolutions of all channels (Nottebaum et al. 2024, arXiv:2409.03460), and
/// the models for small devices without attention or MLPs (Nottebaum et al. 2026, arXiv:2603.26551). timm 1.0.31,
/// `models/lowformer.py`.
struct LowFormer: Architecture, Family, Hashable {
  static let module = "lowformer"

  var stages: LowFormerStages
  /// Channels of the head's layers.
  var headWidths = [1536, 1600]
  /// Whether blocks of the last two stages have attention, and an MLP.
  var attends = true, mixes = true

  static let variants = Variants<LowFormer> { table in
    func stages(_ width: Int, _ depths: [Int], stem: Int = 2, shrinking: Int = 6) -> LowFormerStages {
      LowFormerStages(
        widths: (0..<5).map { width << $0 }, depths: depths, stemExpansion: stem, shrinkingExpansion: shrinking)
    }
    let wide = [2304, 2560]
    table["lowformer_b0"] = LowFormer(stages: stages(16, [0, 1, 1, 3, 4], shrinking: 4))
    table["lowformer_b1"] = LowFormer(stages: stages(16, [0, 1, 1, 5, 5]))
    table["lowformer_b15"] = LowFormer(stages: stages(20, [0, 1, 1, 6, 6]), headWidths: wide)
    table["lowformer_b2"] = LowFormer(stages: stages(24, [0, 1, 1, 6, 6]), headWidths: wide)
    table["lowformer_b3"] = LowFormer(stages: stages(32, [1, 2, 3, 6, 6], stem: 4))
    table["lowformer_e1"] = LowFormer(
      stages: stages(20, [0, 1, 1, 4, 4]), headWidths: wide, attends: false, mixes: false)
    table["lowformer_e2"] = LowFormer(stages: stages(32, [1, 2, 3, 4, 4], stem: 4), attends: false, mixes: false)
    table["lowformer_e3"] = LowFormer(stages: stages(32, [1, 2, 3, 6, 6], stem: 4), mixes: false)
  }

  var takesOutputStride: Bool { false }

  func build(_ image: Value, head: Head, in g: Scope) {
    let x = stages(image, in: g) { x, stride, g in
      let (attn, mlp) = (g / "attn", g / "mlp")
      var y = attends ? stages.attend(x, stride: stride, isNormed: mixes, in: attn) : attn.output(x)
      y = mixes ? stages.mix(y, in: mlp) : mlp.output(y)
      return g.output(stages.convolve(y, in: g / "local"))
    }
    let layers = WideningHead(
      widths: headWidths, poolings: [.average, .maximum, .averageMaximum, .unpooled], flattening: "flatten")
    layers(x, head, product: g / "pre_classifier", ("0", "1", "2"), classifier: g / "classifier", in: g)
  }
}
