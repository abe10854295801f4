internal import BackbonesGraphs

// The mobile networks of timm's `models/efficientnet.py` that are not EfficientNets.
extension EfficientNet {
  static func mobileNetV1(_ width: Double, top: Channels? = nil) -> EfficientNet {
    EfficientNet(
      trunk: MobileTrunk(stages: mobileNetV1Stages, width: width), style: MobileStyle(activation: .relu6), top: top)
  }

  /// - Parameter isDeep: whether depth is scaled too, and then neither stem, top nor the ends.
  static func mobileNetV2(
    _ width: Double, depth: Double = 1, isDeep: Bool = false, top: Channels = .fixed(1280)
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

  static let mobileVariants: [String: EfficientNet] = [
    "fbnetc_100": EfficientNet(trunk: MobileTrunk(stages: fbNetCStages), stem: .fixed(16), top: .fixed(1984)),
    "mixnet_l": mixMedium(1.3),
    "mixnet_m": mixMedium(1.0),
    "mixnet_s": mixSmall,
    "mixnet_xl": mixMedium(1.6, depth: 1.2),
    "mixnet_xxl": mixMedium(2.4, depth: 1.3),
    "mnasnet_050": mnas(mnasB1Stages, 0.5),
    "mnasnet_075": mnas(mnasB1Stages, 0.75),
    "mnasnet_100": mnas(mnasB1Stages, 1.0),
    "mnasnet_140": mnas(mnasB1Stages, 1.4),
    "mnasnet_small": mnas(mnasSmallStages, 1.0, stem: 8),
    "mobilenet_edgetpu_100": EfficientNet(trunk: MobileTrunk(stages: edgeTPUStages), top: .fixed(1280)),
    "mobilenet_edgetpu_v2_l": edgeTPUv2(
      [32, 64, 96, 192, 240, 256, 384], groupSize: 128, stemKernel: 7, top: 1408),
    "mobilenet_edgetpu_v2_m": edgeTPUv2([32, 64, 80, 160, 192, 240, 320], top: 1344),
    "mobilenet_edgetpu_v2_s": edgeTPUv2([24, 48, 64, 128, 160, 192, 256]),
    "mobilenet_edgetpu_v2_xs": edgeTPUv2([16, 32, 48, 96, 144, 160, 192], stem: 32, stemKernel: 3),
    "mobilenetv1_100": mobileNetV1(1.0),
    "mobilenetv1_100h": mobileNetV1(1.0, top: .fixed(1024)),
    "mobilenetv1_125": mobileNetV1(1.25),
    "mobilenetv2_035": mobileNetV2(0.35),
    "mobilenetv2_050": mobileNetV2(0.5),
    "mobilenetv2_075": mobileNetV2(0.75),
    "mobilenetv2_100": mobileNetV2(1.0),
    "mobilenetv2_110d": mobileNetV2(1.1, depth: 1.2, isDeep: true),
    "mobilenetv2_120d": mobileNetV2(1.2, depth: 1.4, isDeep: true),
    "mobilenetv2_140": mobileNetV2(1.4, top: .scaled(1280)),
    "semnasnet_050": mnas(mnasA1Stages, 0.5),
    "semnasnet_075": mnas(mnasA1Stages, 0.75),
    "semnasnet_100": mnas(mnasA1Stages, 1.0),
    "semnasnet_140": mnas(mnasA1Stages, 1.4),
    "spnasnet_100": EfficientNet(trunk: MobileTrunk(stages: singlePathStages), top: .fixed(1280)),
    "tinynet_a": tiny(1.0, 1.2),
    "tinynet_b": tiny(0.75, 1.1),
    "tinynet_c": tiny(0.54, 0.85),
    "tinynet_d": tiny(0.54, 0.695),
    "tinynet_e": tiny(0.51, 0.6),
  ]
}
