internal import BackbonesGraphs

// A line of variants each: what its members have in common, with width and depth in this order.
extension EfficientNet {
  static func b(
    _ width: Double, _ depth: Double, norm: Normalization = .batch(), groupSize: Int? = nil, divisor: Int = 8,
    blurs: Bool = false, pruned: [[MobileBlock.Widths]]? = nil
  ) -> EfficientNet {
    EfficientNet(
      trunk: MobileTrunk(stages: efficientStages, width: width, divisor: divisor, depth: [depth], pruned: pruned),
      style: MobileStyle(activation: .silu, norm: norm, groupSize: groupSize, blurs: blurs))
  }

  static func conditional(_ width: Double, _ depth: Double, experts: Int) -> EfficientNet {
    EfficientNet(
      trunk: MobileTrunk(stages: conditionalStages(experts: experts), width: width, depth: [depth]),
      style: MobileStyle(activation: .silu))
  }

  static func edge(_ width: Double, _ depth: Double) -> EfficientNet {
    EfficientNet(trunk: MobileTrunk(stages: edgeStages, width: width, depth: [depth]))
  }

  static func lite(_ width: Double, _ depth: Double) -> EfficientNet {
    EfficientNet(
      trunk: MobileTrunk(stages: liteStages, width: width, depth: [depth], fixesEnds: true),
      style: MobileStyle(activation: .relu6), stem: .fixed(32), top: .fixed(1280))
  }

  static func datacenter(_ width: Double, _ depth: Double, expansion: Double) -> EfficientNet {
    EfficientNet(
      trunk: MobileTrunk(stages: datacenterStages(expansion: expansion), width: width, depth: [depth]),
      style: MobileStyle(activation: .silu))
  }

  static func v2(
    _ stages: [[MobileBlock]], _ width: Double = 1, depth: [Double] = [1], stem: Int, top: Int = 1280,
    roundLimit: Double = 0.9, norm: Normalization = .batch(), attention: MobileStyle.Attention = .squeezeExcite
  ) -> EfficientNet {
    EfficientNet(
      trunk: MobileTrunk(stages: stages, width: width, roundLimit: roundLimit, depth: depth),
      style: MobileStyle(activation: .silu, norm: norm, attention: attention), stem: .scaled(stem), top: .scaled(top))
  }

  static func v2Base(_ width: Double, _ depth: Double) -> EfficientNet {
    v2(v2BaseStages, width, depth: [depth], stem: 32, roundLimit: 0)
  }

  static func test(norm: Normalization = .batch()) -> EfficientNet {
    v2(testStages, stem: 24, top: 256, roundLimit: 0, norm: norm)
  }

  /// The same as ported from TensorFlow: its borders, and its constant in batch normalisation.
  var tensorFlow: EfficientNet {
    var model = self
    model.style.padding = .same
    model.style.norm = .batch(epsilon: 1e-3)
    return model
  }
}

extension EfficientNet {
  static let variants = efficientVariants.merging(tensorFlowVariants) { $1 }.merging(mobileVariants) { $1 }

  private static let efficientVariants: [String: EfficientNet] = [
    "efficientnet_b0": b(1.0, 1.0),
    "efficientnet_b0_g8_gn": b(1.0, 1.0, norm: .groups(of: 8), groupSize: 8),
    "efficientnet_b0_g16_evos": b(1.0, 1.0, groupSize: 16, divisor: 16),
    "efficientnet_b0_gn": b(1.0, 1.0, norm: .groups(of: 8)),
    "efficientnet_b1": b(1.0, 1.1),
    "efficientnet_b1_pruned": b(1.0, 1.1, pruned: b1Pruned).tensorFlow,
    "efficientnet_b2": b(1.1, 1.2),
    "efficientnet_b2_pruned": b(1.1, 1.2, pruned: b2Pruned).tensorFlow,
    "efficientnet_b3": b(1.2, 1.4),
    "efficientnet_b3_g8_gn": b(1.2, 1.4, norm: .groups(of: 16), groupSize: 8, divisor: 16),
    "efficientnet_b3_gn": b(1.2, 1.4, norm: .groups(of: 16), divisor: 16),
    "efficientnet_b3_pruned": b(1.2, 1.4, pruned: b3Pruned).tensorFlow,
    "efficientnet_b4": b(1.4, 1.8),
    "efficientnet_b5": b(1.6, 2.2),
    "efficientnet_b6": b(1.8, 2.6),
    "efficientnet_b7": b(2.0, 3.1),
    "efficientnet_b8": b(2.2, 3.6),
    "efficientnet_blur_b0": b(1.0, 1.0, blurs: true),
    "efficientnet_cc_b0_4e": conditional(1.0, 1.0, experts: 4),
    "efficientnet_cc_b0_8e": conditional(1.0, 1.0, experts: 8),
    "efficientnet_cc_b1_8e": conditional(1.0, 1.1, experts: 8),
    "efficientnet_el": edge(1.2, 1.4),
    "efficientnet_el_pruned": edge(1.2, 1.4),
    "efficientnet_em": edge(1.0, 1.1),
    "efficientnet_es": edge(1.0, 1.0),
    "efficientnet_es_pruned": edge(1.0, 1.0),
    "efficientnet_h_b5": datacenter(1.92, 2.2, expansion: 4),
    "efficientnet_l2": b(4.3, 5.3),
    "efficientnet_lite0": lite(1.0, 1.0),
    "efficientnet_lite1": lite(1.0, 1.1),
    "efficientnet_lite2": lite(1.1, 1.2),
    "efficientnet_lite3": lite(1.2, 1.4),
    "efficientnet_lite4": lite(1.4, 1.8),
    "efficientnet_x_b3": datacenter(1.2, 1.4, expansion: 6),
    "efficientnet_x_b5": datacenter(1.6, 2.2, expansion: 6),
    "efficientnetv2_l": v2(v2LargeStages, stem: 32),
    "efficientnetv2_m": v2(v2MediumStages, stem: 24),
    "efficientnetv2_rw_m": v2(v2EarlyStages, 1.2, depth: [1.2, 1.2, 1.2, 1.2, 1.6, 1.6], stem: 24, top: 1792),
    "efficientnetv2_rw_s": v2(v2EarlyStages, stem: 24, top: 1792),
    "efficientnetv2_rw_t": v2(v2SmallStages, 0.8, depth: [0.9], stem: 24),
    "efficientnetv2_s": v2(v2SmallStages, stem: 24),
    "efficientnetv2_xl": v2(v2ExtraLargeStages, stem: 32),
    "gc_efficientnetv2_rw_t": v2(v2SmallStages, 0.8, depth: [0.9], stem: 24, attention: .globalContext),
    "test_efficientnet": test(),
    "test_efficientnet_evos": test(norm: .evolvedGroupsS0(of: 8)),
    "test_efficientnet_gn": test(norm: .groups(of: 8)),
    "test_efficientnet_ln": test(norm: .layer(epsilon: 1e-5)),
  ]

  private static let tensorFlowVariants: [String: EfficientNet] = [
    "tf_efficientnet_b0": b(1.0, 1.0).tensorFlow,
    "tf_efficientnet_b1": b(1.0, 1.1).tensorFlow,
    "tf_efficientnet_b2": b(1.1, 1.2).tensorFlow,
    "tf_efficientnet_b3": b(1.2, 1.4).tensorFlow,
    "tf_efficientnet_b4": b(1.4, 1.8).tensorFlow,
    "tf_efficientnet_b5": b(1.6, 2.2).tensorFlow,
    "tf_efficientnet_b6": b(1.8, 2.6).tensorFlow,
    "tf_efficientnet_b7": b(2.0, 3.1).tensorFlow,
    "tf_efficientnet_b8": b(2.2, 3.6).tensorFlow,
    "tf_efficientnet_cc_b0_4e": conditional(1.0, 1.0, experts: 4).tensorFlow,
    "tf_efficientnet_cc_b0_8e": conditional(1.0, 1.0, experts: 8).tensorFlow,
    "tf_efficientnet_cc_b1_8e": conditional(1.0, 1.1, experts: 8).tensorFlow,
    "tf_efficientnet_el": edge(1.2, 1.4).tensorFlow,
    "tf_efficientnet_em": edge(1.0, 1.1).tensorFlow,
    "tf_efficientnet_es": edge(1.0, 1.0).tensorFlow,
    "tf_efficientnet_l2": b(4.3, 5.3).tensorFlow,
    "tf_efficientnet_lite0": lite(1.0, 1.0).tensorFlow,
    "tf_efficientnet_lite1": lite(1.0, 1.1).tensorFlow,
    "tf_efficientnet_lite2": lite(1.1, 1.2).tensorFlow,
    "tf_efficientnet_lite3": lite(1.2, 1.4).tensorFlow,
    "tf_efficientnet_lite4": lite(1.4, 1.8).tensorFlow,
    "tf_efficientnetv2_b0": v2Base(1.0, 1.0).tensorFlow,
    "tf_efficientnetv2_b1": v2Base(1.0, 1.1).tensorFlow,
    "tf_efficientnetv2_b2": v2Base(1.1, 1.2).tensorFlow,
    "tf_efficientnetv2_b3": v2Base(1.2, 1.4).tensorFlow,
    "tf_efficientnetv2_l": v2(v2LargeStages, stem: 32).tensorFlow,
    "tf_efficientnetv2_m": v2(v2MediumStages, stem: 24).tensorFlow,
    "tf_efficientnetv2_s": v2(v2SmallStages, stem: 24).tensorFlow,
    "tf_efficientnetv2_xl": v2(v2ExtraLargeStages, stem: 32).tensorFlow,
    "tf_mixnet_l": mixMedium(1.3).tensorFlow,
    "tf_mixnet_m": mixMedium(1.0).tensorFlow,
    "tf_mixnet_s": mixSmall.tensorFlow,
  ]
}
