/// Vision transformers (Dosovitskiy et al. 2020, arXiv:2010.11929) whose positions are biases of attention, which a network
/// makes of the offsets between patches (Liu et al. 2022, arXiv:2111.09883). timm 1.0.31,
/// `models/vision_transformer_relpos.py`.
enum VisionTransformerRelPos: Family {
  static let module = "vision_transformer_relpos"

  static let variants = Variants<VisionTransformer> { table in
    for (name, size) in [("small", VisionTransformer.Size.small), ("medium", .medium), ("base", .base)] {
      table["vit_relpos_\(name)_patch16_224"] = plain(size, normsPooled: true)
      table["vit_relpos_\(name)_patch16_rpn_224"] = postNorm(size)
    }
    for (name, size) in [("small", VisionTransformer.Size.small), ("medium", .medium)] {
      table["vit_srelpos_\(name)_patch16_224"] = plain(size, positions: .sharedNetwork(hidden: size.width))
    }
    table["vit_relpos_medium_patch16_cls_224"] = classToken(.medium, hidden: 256)
    table["vit_relpos_base_patch16_cls_224"] = classToken(.base)
    var mean = classToken(.base)
    (mean.pooling, mean.normAfterPooling) = (.average, true)
    table["vit_relpos_base_patch16_clsgap_224"] = mean
    var plus = plain(.plus)
    plus.qkvBias = true
    table["vit_relpos_base_patch16_plus_240"] = plus
    var large = postNorm(.plus)
    (large.patch, large.qkvBias) = (32, true)
    table["vit_relpos_base_patch32_plus_rpn_256"] = large
    table["test_vit_relpos"] = plain(.init(width: 96, depth: 9, heads: 3, hidden: 192), normsPooled: true)
  }

  /// - Parameter normsPooled: whether the final norm stands after the pooling.
  private static func plain(
    _ size: VisionTransformer.Size, positions: RelativePositions = .network(hidden: 128), normsPooled: Bool = false
  ) -> VisionTransformer {
    .init(
      size: size, qkvBias: false, relativePositions: positions, layerScale: true, classToken: false, positions: .none,
      normAfterPooling: normsPooled, pooling: .average, poolings: [.average, .unpooled])
  }

  private static func postNorm(_ size: VisionTransformer.Size) -> VisionTransformer {
    var variant = plain(size)
    (variant.block, variant.layerScale) = (.postNorm, false)
    return variant
  }

  private static func classToken(_ size: VisionTransformer.Size, hidden: Int = 128) -> VisionTransformer {
    var variant = plain(size, positions: .network(hidden: hidden))
    (variant.classToken, variant.pooling) = (true, .token)
    variant.poolings = [.average, .token, .unpooled]
    return variant
  }
}
