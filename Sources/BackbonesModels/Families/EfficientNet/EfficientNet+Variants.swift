internal import BackbonesGraphs

// A line of variants each: what its members have in common, with width and depth in this order.
extension EfficientNet {
  static func b(
    _ width: Double, _ depth: Double, norm: Normalization = .batch(), groupSize: Int? = nil, divisor: Int = 8,
    blurs: Bool = false, pruned: [[MobileBlock.Widths]]? = nil
  ) -> EfficientNet {
    EfficientNet(
      trunk: MobileTrunk(stages: efficientStages, width: width, divisor: divisor, depth: [depth], pruned: pruned),
      style: MobileStyle(activation: .silu, norm: norm, groupSize: groupSize, antialias: blurs ? .blur : nil))
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
  static let variants = Variants<EfficientNet> { table in
    efficient(&table)
    tensorFlow(&table)
    mobile(&table)
  }

  private static func efficient(_ table: inout Variants<EfficientNet>) {
    table["efficientnet_b0"] = b(1.0, 1.0)
    table["efficientnet_b0_g8_gn"] = b(1.0, 1.0, norm: .groups(of: 8), groupSize: 8)
    table["efficientnet_b0_g16_evos"] = b(1.0, 1.0, groupSize: 16, divisor: 16)
    table["efficientnet_b0_gn"] = b(1.0, 1.0, norm: .groups(of: 8))
    table["efficientnet_b1"] = b(1.0, 1.1)
    table["efficientnet_b1_pruned"] = b(1.0, 1.1, pruned: b1Pruned).tensorFlow
    table["efficientnet_b2"] = b(1.1, 1.2)
    table["efficientnet_b2_pruned"] = b(1.1, 1.2, pruned: b2Pruned).tensorFlow
    table["efficientnet_b3"] = b(1.2, 1.4)
    table["efficientnet_b3_g8_gn"] = b(1.2, 1.4, norm: .groups(of: 16), groupSize: 8, divisor: 16)
    table["efficientnet_b3_gn"] = b(1.2, 1.4, norm: .groups(of: 16), divisor: 16)
    table["efficientnet_b3_pruned"] = b(1.2, 1.4, pruned: b3Pruned).tensorFlow
    table["efficientnet_b4"] = b(1.4, 1.8)
    table["efficientnet_b5"] = b(1.6, 2.2)
    table["efficientnet_b6"] = b(1.8, 2.6)
    table["efficientnet_b7"] = b(2.0, 3.1)
    table["efficientnet_b8"] = b(2.2, 3.6)
    table["efficientnet_blur_b0"] = b(1.0, 1.0, blurs: true)
    table["efficientnet_cc_b0_4e"] = conditional(1.0, 1.0, experts: 4)
    table["efficientnet_cc_b0_8e"] = conditional(1.0, 1.0, experts: 8)
    table["efficientnet_cc_b1_8e"] = conditional(1.0, 1.1, experts: 8)
    table["efficientnet_el"] = edge(1.2, 1.4)
    table["efficientnet_el_pruned"] = edge(1.2, 1.4)
    table["efficientnet_em"] = edge(1.0, 1.1)
    table["efficientnet_es"] = edge(1.0, 1.0)
    table["efficientnet_es_pruned"] = edge(1.0, 1.0)
    table["efficientnet_h_b5"] = datacenter(1.92, 2.2, expansion: 4)
    table["efficientnet_l2"] = b(4.3, 5.3)
    table["efficientnet_lite0"] = lite(1.0, 1.0)
    table["efficientnet_lite1"] = lite(1.0, 1.1)
    table["efficientnet_lite2"] = lite(1.1, 1.2)
    table["efficientnet_lite3"] = lite(1.2, 1.4)
    table["efficientnet_lite4"] = lite(1.4, 1.8)
    table["efficientnet_x_b3"] = datacenter(1.2, 1.4, expansion: 6)
    table["efficientnet_x_b5"] = datacenter(1.6, 2.2, expansion: 6)
    table["efficientnetv2_l"] = v2(v2LargeStages, stem: 32)
    table["efficientnetv2_m"] = v2(v2MediumStages, stem: 24)
    table["efficientnetv2_rw_m"] = v2(v2EarlyStages, 1.2, depth: [1.2, 1.2, 1.2, 1.2, 1.6, 1.6], stem: 24, top: 1792)
    table["efficientnetv2_rw_s"] = v2(v2EarlyStages, stem: 24, top: 1792)
    table["efficientnetv2_rw_t"] = v2(v2SmallStages, 0.8, depth: [0.9], stem: 24)
    table["efficientnetv2_s"] = v2(v2SmallStages, stem: 24)
    table["efficientnetv2_xl"] = v2(v2ExtraLargeStages, stem: 32)
    table["gc_efficientnetv2_rw_t"] = v2(v2SmallStages, 0.8, depth: [0.9], stem: 24, attention: .globalContext)
    table["test_efficientnet"] = test()
    table["test_efficientnet_evos"] = test(norm: .evoNormGroupsS0(of: 8))
    table["test_efficientnet_gn"] = test(norm: .groups(of: 8))
    table["test_efficientnet_ln"] = test(norm: .layer(epsilon: 1e-5))
  }

  private static func tensorFlow(_ table: inout Variants<EfficientNet>) {
    table["tf_efficientnet_b0"] = b(1.0, 1.0).tensorFlow
    table["tf_efficientnet_b1"] = b(1.0, 1.1).tensorFlow
    table["tf_efficientnet_b2"] = b(1.1, 1.2).tensorFlow
    table["tf_efficientnet_b3"] = b(1.2, 1.4).tensorFlow
    table["tf_efficientnet_b4"] = b(1.4, 1.8).tensorFlow
    table["tf_efficientnet_b5"] = b(1.6, 2.2).tensorFlow
    table["tf_efficientnet_b6"] = b(1.8, 2.6).tensorFlow
    table["tf_efficientnet_b7"] = b(2.0, 3.1).tensorFlow
    table["tf_efficientnet_b8"] = b(2.2, 3.6).tensorFlow
    table["tf_efficientnet_cc_b0_4e"] = conditional(1.0, 1.0, experts: 4).tensorFlow
    table["tf_efficientnet_cc_b0_8e"] = conditional(1.0, 1.0, experts: 8).tensorFlow
    table["tf_efficientnet_cc_b1_8e"] = conditional(1.0, 1.1, experts: 8).tensorFlow
    table["tf_efficientnet_el"] = edge(1.2, 1.4).tensorFlow
    table["tf_efficientnet_em"] = edge(1.0, 1.1).tensorFlow
    table["tf_efficientnet_es"] = edge(1.0, 1.0).tensorFlow
    table["tf_efficientnet_l2"] = b(4.3, 5.3).tensorFlow
    table["tf_efficientnet_lite0"] = lite(1.0, 1.0).tensorFlow
    table["tf_efficientnet_lite1"] = lite(1.0, 1.1).tensorFlow
    table["tf_efficientnet_lite2"] = lite(1.1, 1.2).tensorFlow
    table["tf_efficientnet_lite3"] = lite(1.2, 1.4).tensorFlow
    table["tf_efficientnet_lite4"] = lite(1.4, 1.8).tensorFlow
    table["tf_efficientnetv2_b0"] = v2Base(1.0, 1.0).tensorFlow
    table["tf_efficientnetv2_b1"] = v2Base(1.0, 1.1).tensorFlow
    table["tf_efficientnetv2_b2"] = v2Base(1.1, 1.2).tensorFlow
    table["tf_efficientnetv2_b3"] = v2Base(1.2, 1.4).tensorFlow
    table["tf_efficientnetv2_l"] = v2(v2LargeStages, stem: 32).tensorFlow
    table["tf_efficientnetv2_m"] = v2(v2MediumStages, stem: 24).tensorFlow
    table["tf_efficientnetv2_s"] = v2(v2SmallStages, stem: 24).tensorFlow
    table["tf_efficientnetv2_xl"] = v2(v2ExtraLargeStages, stem: 32).tensorFlow
    table["tf_mixnet_l"] = mixMedium(1.3).tensorFlow
    table["tf_mixnet_m"] = mixMedium(1.0).tensorFlow
    table["tf_mixnet_s"] = mixSmall.tensorFlow
  }
}
