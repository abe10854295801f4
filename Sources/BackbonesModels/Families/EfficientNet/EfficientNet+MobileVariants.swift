internal import BackbonesGraphs

// The mobile networks of timm's `models/efficientnet.py` that are not EfficientNets.
extension EfficientNet {
  static func mobileNetV1(_ width: Double, top: MobileTrunk.Channels? = nil) -> EfficientNet {
    EfficientNet(
      trunk: MobileTrunk(stages: mobileNetV1Stages, width: width), style: MobileStyle(activation: .relu6), top: top)
  }

  /// - Parameter isDeep: whether depth is scaled too, and then neither stem, top nor the ends.
  static func mobileNetV2(
    _ width: Double, depth: Double = 1, isDeep: Bool = false, top: MobileTrunk.Channels = .fixed(1280)
  ) -> EfficientNet {
    EfficientNet(
      trunk: MobileTrunk(stages: mobileNetV2Stages, width: width, depth: [depth], fixesEnds: isDeep),
      style: MobileStyle(activation: .relu6), stem: isDeep ? .fixed(32) : .scaled(32), top: top)
  }

  static func mnas(_ stages: [[MobileBlock]], _ width: Double, stem: Int = 32) -> EfficientNet {
    EfficientNet(trunk: MobileTrunk(stages: stages, width: width), stem: .scaled(stem), top: .fixed(1280))
  }

  static let mixSmall = EfficientNet(
    trunk: MobileTrunk(stages: mixSmallStages), stem: .scaled(16), top: .fixed(1536))

  static func mixMedium(_ width: Double, depth: Double = 1) -> EfficientNet {
    EfficientNet(
      trunk: MobileTrunk(
        stages: mixMediumStages, width: width, depth: [depth], depthRounding: .toNearestOrEven),
      stem: .scaled(24), top: .fixed(1536))
  }

  /// TinyNet (Han et al. 2020, arXiv:2010.14819).
  static func tiny(_ width: Double, _ depth: Double) -> EfficientNet {
    EfficientNet(
      trunk: MobileTrunk(
        stages: efficientStages, width: width, depth: [depth], depthRounding: .toNearestOrEven),
      style: MobileStyle(activation: .silu), stem: .fixed(32), top: .fixed(1280))
  }

  static func edgeTPUv2(
    _ channels: [Int], groupSize: Int = 64, stem: Int = 64, stemKernel: Int = 5, top: Int = 1280
  ) -> EfficientNet {
    EfficientNet(
      trunk: MobileTrunk(stages: edgeTPUv2Stages(channels, groupSize: groupSize)), stem: .fixed(stem),
      stemKernel: stemKernel, top: .fixed(top))
  }

  static func mobile(_ table: inout Variants<EfficientNet>) {
    table["fbnetc_100"] = EfficientNet(trunk: MobileTrunk(stages: fbNetCStages), stem: .fixed(16), top: .fixed(1984))
    table["mixnet_l"] = mixMedium(1.3)
    table["mixnet_m"] = mixMedium(1.0)
    table["mixnet_s"] = mixSmall
    table["mixnet_xl"] = mixMedium(1.6, depth: 1.2)
    table["mixnet_xxl"] = mixMedium(2.4, depth: 1.3)
    table["mnasnet_050"] = mnas(mnasB1Stages, 0.5)
    table["mnasnet_075"] = mnas(mnasB1Stages, 0.75)
    table["mnasnet_100"] = mnas(mnasB1Stages, 1.0)
    table["mnasnet_140"] = mnas(mnasB1Stages, 1.4)
    table["mnasnet_small"] = mnas(mnasSmallStages, 1.0, stem: 8)
    table["mobilenet_edgetpu_100"] = EfficientNet(trunk: MobileTrunk(stages: edgeTPUStages), top: .fixed(1280))
    table["mobilenet_edgetpu_v2_l"] = edgeTPUv2(
      [32, 64, 96, 192, 240, 256, 384], groupSize: 128, stemKernel: 7, top: 1408)
    table["mobilenet_edgetpu_v2_m"] = edgeTPUv2([32, 64, 80, 160, 192, 240, 320], top: 1344)
    table["mobilenet_edgetpu_v2_s"] = edgeTPUv2([24, 48, 64, 128, 160, 192, 256])
    table["mobilenet_edgetpu_v2_xs"] = edgeTPUv2([16, 32, 48, 96, 144, 160, 192], stem: 32, stemKernel: 3)
    table["mobilenetv1_100"] = mobileNetV1(1.0)
    table["mobilenetv1_100h"] = mobileNetV1(1.0, top: .fixed(1024))
    table["mobilenetv1_125"] = mobileNetV1(1.25)
    table["mobilenetv2_035"] = mobileNetV2(0.35)
    table["mobilenetv2_050"] = mobileNetV2(0.5)
    table["mobilenetv2_075"] = mobileNetV2(0.75)
    table["mobilenetv2_100"] = mobileNetV2(1.0)
    table["mobilenetv2_110d"] = mobileNetV2(1.1, depth: 1.2, isDeep: true)
    table["mobilenetv2_120d"] = mobileNetV2(1.2, depth: 1.4, isDeep: true)
    table["mobilenetv2_140"] = mobileNetV2(1.4, top: .scaled(1280))
    table["semnasnet_050"] = mnas(mnasA1Stages, 0.5)
    table["semnasnet_075"] = mnas(mnasA1Stages, 0.75)
    table["semnasnet_100"] = mnas(mnasA1Stages, 1.0)
    table["semnasnet_140"] = mnas(mnasA1Stages, 1.4)
    table["spnasnet_100"] = EfficientNet(trunk: MobileTrunk(stages: singlePathStages), top: .fixed(1280))
    table["tinynet_a"] = tiny(1.0, 1.2)
    table["tinynet_b"] = tiny(0.75, 1.1)
    table["tinynet_c"] = tiny(0.54, 0.85)
    table["tinynet_d"] = tiny(0.54, 0.695)
    table["tinynet_e"] = tiny(0.51, 0.6)
  }
}
