internal import BackbonesGraphs
internal import BackbonesTensors

/// CPUBone: LowFormer's stages for processors with few cores, of two groups and of 2x2 kernels where they attend (Nottebaum et
/// al. 2026, arXiv:2603.26425). timm 1.0.31, `models/cpubone.py`.
struct CPUBone: Architecture, Family, Hashable {
  static let module = "cpubone"

  var stages: LowFormerStages
  /// Channels of the head's layers.
  var headWidths = [1536, 1600]

  static let variants = Variants<CPUBone> { table in
    func stages(
      _ width: Int, _ depths: [Int], stem: Int = 2, shrinking: Int = 6, normed: [Bool] = [false, false, true]
    ) -> LowFormerStages {
      LowFormerStages(
        widths: (0..<5).map { width << $0 }, depths: depths, stemExpansion: stem, shrinkingExpansion: shrinking,
        groups: 2, upsampling: .nearest, hasSmallKernels: true, normed: normed)
    }
    let (all, notFirst) = ([true, true, true], [false, true, true]), wide = [2304, 2560]
    table["cpubone_nano"] = CPUBone(stages: stages(12, [0, 1, 1, 1, 2], shrinking: 4))
    table["cpubone_t0"] = CPUBone(stages: stages(12, [0, 1, 1, 2, 3], shrinking: 4))
    table["cpubone_s0"] = CPUBone(stages: stages(14, [0, 1, 1, 2, 3], shrinking: 4))
    table["cpubone_b0_bfrobust"] = CPUBone(stages: stages(16, [0, 1, 1, 3, 4], shrinking: 4, normed: all))
    table["cpubone_b1_bfrobust"] = CPUBone(stages: stages(16, [0, 1, 1, 5, 5], normed: all))
    table["cpubone_b1_dwnorm"] = CPUBone(stages: stages(16, [0, 1, 1, 5, 5], normed: notFirst))
    table["cpubone_b2_bfrobust"] = CPUBone(stages: stages(20, [0, 1, 1, 6, 6], normed: all), headWidths: wide)
    table["cpubone_b2pt5_dwnorm"] = CPUBone(stages: stages(24, [0, 1, 1, 6, 6], normed: notFirst), headWidths: wide)
    table["cpubone_b3"] = CPUBone(stages: stages(32, [1, 2, 3, 6, 6], stem: 4))
  }

  var takesOutputStride: Bool { false }

  func build(_ image: Value, head: Head, in root: Scope) {
    let x = stages(image, in: root) { x, stride, g in
      let total = g / "total", context = g / "total" / 0
      let y = context.output(stages.mix(stages.attend(x, stride: stride, in: context / 0), in: context / 1))
      return g.output(total.output(stages.convolve(y, in: total / 1)))
    }
    let g = root / "head", classifier = root / "head" / "classifier"
    let layers = WideningHead(widths: headWidths, poolings: [.average, .unpooled], flattening: "flatten")
    classifier.output(
      layers(
        x, head, product: g / "pre_classifier", ("linear", "norm", "act"), classifier: classifier / "linear", in: g))
  }
}
