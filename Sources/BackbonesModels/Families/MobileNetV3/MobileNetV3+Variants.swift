internal import BackbonesGraphs

// A line of variants each: what its members have in common.
extension MobileNetV3 {
  /// Squeeze-and-excitation as the paper has it: of the inner channels, with a ReLU and a hard sigmoid.
  static let paperStyle = MobileStyle(activation: .hardSwish, squeezeActivation: .relu, gate: .hardSigmoid)

  static func v3(
    _ stages: [[MobileBlock]], _ width: Double = 1, depth: Double = 1, style: MobileStyle = paperStyle,
    headWidth: Int = 1280
  ) -> MobileNetV3 {
    MobileNetV3(
      trunk: MobileTrunk(stages: stages, width: width, depth: [depth], squeezesInner: true, squeezeDivisor: 8),
      style: style, stem: width < 0.75 ? .fixed(16) : .scaled(16), headWidth: headWidth)
  }

  static func minimal(_ stages: [[MobileBlock]], headWidth: Int = 1280) -> MobileNetV3 {
    v3(minimal(stages) as [[MobileBlock]], style: MobileStyle(activation: .relu), headWidth: headWidth)
  }

  static func lc(_ width: Double) -> MobileNetV3 {
    var model = v3(lcStages, width)
    (model.stem, model.trunk.squeezeDivisor) = (.scaled(16), 1)
    return model
  }

  static func fb(_ stages: [[MobileBlock]], stem: Int) -> MobileNetV3 {
    MobileNetV3(
      trunk: MobileTrunk(stages: stages, roundLimit: 0.95, squeezeDivisor: 8),
      style: MobileStyle(activation: .hardSwish, gate: .hardSigmoid), stem: .fixed(stem), headWidth: 1984,
      headBias: false)
  }

  static func v4(
    _ stages: [[MobileBlock]], _ width: Double = 1, stem: Int = 32, style: MobileStyle = MobileStyle(activation: .relu)
  ) -> MobileNetV3 {
    MobileNetV3(
      trunk: MobileTrunk(stages: stages, width: width), style: style, stem: .fixed(stem), headBias: false,
      normalizesHead: true)
  }

  /// The same as ported from TensorFlow: its borders, and its constant in batch normalisation.
  var tensorFlow: MobileNetV3 {
    var model = self
    model.style.padding = .same
    model.style.norm = .batch(epsilon: 1e-3)
    return model
  }

  static let variants = Variants<MobileNetV3> { table in
    for (size, stages, headWidth) in [("large", largeStages, 1280), ("small", smallStages, 1024)] {
      table["mobilenetv3_\(size)_075"] = v3(stages, 0.75, headWidth: headWidth)
      table["mobilenetv3_\(size)_100"] = v3(stages, headWidth: headWidth)
      table["tf_mobilenetv3_\(size)_075"] = v3(stages, 0.75, headWidth: headWidth).tensorFlow
      table["tf_mobilenetv3_\(size)_100"] = v3(stages, headWidth: headWidth).tensorFlow
      table["tf_mobilenetv3_\(size)_minimal_100"] = minimal(stages, headWidth: headWidth).tensorFlow
    }
    table["mobilenetv3_small_050"] = v3(smallStages, 0.5, headWidth: 1024)
    table["mobilenetv3_large_150d"] = v3(largeStages, 1.5, depth: 1.2)
    table["mobilenetv3_rw"] = early

    table["fbnetv3_b"] = fb(fbSmallStages, stem: 16)
    table["fbnetv3_d"] = fb(fbMediumStages, stem: 24)
    table["fbnetv3_g"] = fb(fbLargeStages, stem: 32)
    for (suffix, width) in [("035", 0.35), ("050", 0.5), ("075", 0.75), ("100", 1), ("150", 1.5)] {
      table["lcnet_\(suffix)"] = lc(width)
    }

    table["mobilenetv4_conv_small"] = v4(v4SmallStages)
    table["mobilenetv4_conv_small_035"] = v4(v4SmallStages, 0.35)
    table["mobilenetv4_conv_small_050"] = v4(v4SmallStages, 0.5)
    table["mobilenetv4_conv_medium"] = v4(v4MediumStages)
    table["mobilenetv4_conv_large"] = v4(v4LargeStages, stem: 24)
    let averaging = MobileStyle(activation: .relu, antialias: .average)
    table["mobilenetv4_conv_aa_medium"] = v4(v4MediumStages, style: averaging)
    table["mobilenetv4_conv_aa_large"] = v4(v4LargeStages, stem: 24, style: averaging)
    table["mobilenetv4_conv_blur_medium"] = v4(
      v4MediumStages, style: MobileStyle(activation: .relu, antialias: .blur))
    let medium = MobileStyle(activation: .relu, scalesLayers: true)
    table["mobilenetv4_hybrid_medium"] = v4(v4HybridMediumStages, style: medium)
    table["mobilenetv4_hybrid_medium_075"] = v4(v4HybridMediumStages, 0.75, style: medium)
    let large = MobileStyle(activation: .gelu, scalesLayers: true)
    table["mobilenetv4_hybrid_large"] = v4(v4HybridLargeStages, stem: 24, style: large)
    table["mobilenetv4_hybrid_large_075"] = v4(v4HybridLargeStages, 0.75, stem: 24, style: large)
  }

  /// timm's own reading of the paper, from before its code was released.
  private static var early: MobileNetV3 {
    var stages = largeStages
    stages[0][0].skips = false
    return MobileNetV3(
      trunk: MobileTrunk(stages: stages, squeezesInner: true),
      style: MobileStyle(activation: .hardSwish, norm: .batch(epsilon: 1e-3), gate: .hardSigmoid), headBias: false)
  }
}
