internal import BackbonesGraphs

extension VisionTransformer {
  static let variants = Variants<VisionTransformer> { table in
    plain(&table)
    registerMean(&table)
    contrastive(&table)
    sigmoid(&table)
    sigmoidMean(&table)
    selfDistilled(&table)
    agglomerated(&table)
    autoregressive(&table)
    masked(&table)
    parallel(&table)
  }

  private static func plain(_ table: inout Variants<VisionTransformer>) {
    table["eva_large_patch14_196"] = .init(size: .large, patch: 14, pooling: .average)
    table["eva_large_patch14_336"] = .init(size: .large, patch: 14, pooling: .average)
    table["flexivit_base"] = .init(size: .base, positions: .patches)
    table["flexivit_large"] = .init(size: .large, positions: .patches)
    table["flexivit_small"] = .init(size: .small, positions: .patches)
    table["test_vit"] = .init(size: .init(width: 64, depth: 6, heads: 2, hidden: 192))
    table["test_vit2"] = .init(
      size: .init(width: 64, depth: 8, heads: 2, hidden: 192), layerScale: true, classToken: false, registers: 1,
      pooling: .average)
    table["test_vit3"] = .init(
      size: .init(width: 96, depth: 9, heads: 3, hidden: 192), layerScale: true, classToken: false, registers: 1,
      pooling: .map, poolsPrefix: true)
    table["test_vit4"] = .init(
      size: .init(width: 96, depth: 9, heads: 3, hidden: 288), norm: .rms(), layerScale: true, classToken: false,
      registers: 1, pooling: .average)
    table["vit_base_patch8_224"] = .init(size: .base, patch: 8)
    table["vit_base_patch16_18x2_224"] = .init(
      size: .init(width: 768, depth: 18, heads: 12), block: .pairs, layerScale: true)
    table["vit_base_patch16_224"] = .init(size: .base)
    table["vit_base_patch16_224_miil"] = .init(size: .base, qkvBias: false)
    table["vit_base_patch16_384"] = .init(size: .base)
    table["vit_base_patch16_gap_224"] = .init(
      size: .init(width: 768, depth: 12, heads: 16), classToken: false, normAfterPooling: false, pooling: .average)
    table["vit_base_patch16_plus_240"] = .init(size: .plus, layerScale: true)
    table["vit_base_patch16_reg4_gap_256"] = .init(
      size: .base, classToken: false, registers: 4, positions: .patches, pooling: .average)
    table["vit_base_patch16_rpn_224"] = .init(
      size: .base, block: .postNorm, qkvBias: false, classToken: false, pooling: .average)
    table["vit_base_patch32_224"] = .init(size: .base, patch: 32)
    table["vit_base_patch32_384"] = .init(size: .base, patch: 32)
    table["vit_base_patch32_plus_256"] = .init(size: .plus, patch: 32, layerScale: true)
    table["vit_betwixt_patch16_gap_256"] = .init(
      size: .betwixt, qkvBias: false, layerScale: true, classToken: false, normAfterPooling: false, pooling: .average)
    table["vit_giant_patch14_224"] = .init(size: .giant, patch: 14)
    table["vit_giant_patch16_gap_224"] = .init(
      size: .giant, classToken: false, normAfterPooling: false, pooling: .average)
    table["vit_gigantic_patch14_224"] = .init(size: .gigantic, patch: 14)
    table["vit_huge_patch14_224"] = .init(size: .huge, patch: 14)
    table["vit_huge_patch14_gap_224"] = .init(
      size: .huge, patch: 14, classToken: false, normAfterPooling: false, pooling: .average)
    table["vit_huge_patch16_gap_448"] = .init(
      size: .huge, classToken: false, normAfterPooling: false, pooling: .average)
    table["vit_intern300m_patch14_448"] = .init(size: .large, patch: 14, layerScale: true, finalNorm: false)
    table["vit_large_patch14_224"] = .init(size: .large, patch: 14)
    table["vit_large_patch16_224"] = .init(size: .large)
    table["vit_large_patch16_384"] = .init(size: .large)
    table["vit_large_patch32_224"] = .init(size: .large, patch: 32)
    table["vit_large_patch32_384"] = .init(size: .large, patch: 32)
    table["vit_medium_patch16_gap_240"] = .init(
      size: .medium, qkvBias: false, layerScale: true, classToken: false, normAfterPooling: false, pooling: .average)
    table["vit_medium_patch16_gap_256"] = .init(
      size: .medium, qkvBias: false, layerScale: true, classToken: false, normAfterPooling: false, pooling: .average)
    table["vit_medium_patch16_gap_384"] = .init(
      size: .medium, qkvBias: false, layerScale: true, classToken: false, normAfterPooling: false, pooling: .average)
    table["vit_small_patch8_224"] = .init(size: .small, patch: 8)
    table["vit_small_patch16_18x2_224"] = .init(
      size: .init(width: 384, depth: 18, heads: 6), block: .pairs, layerScale: true)
    table["vit_small_patch16_36x1_224"] = .init(size: .init(width: 384, depth: 36, heads: 6), layerScale: true)
    table["vit_small_patch16_224"] = .init(size: .small)
    table["vit_small_patch16_384"] = .init(size: .small)
    table["vit_small_patch32_224"] = .init(size: .small, patch: 32)
    table["vit_small_patch32_384"] = .init(size: .small, patch: 32)
    table["vit_so150m2_patch16_reg1_gap_256"] = .init(
      size: .so150m2, qkvBias: false, layerScale: true, classToken: false, registers: 1, pooling: .average)
    table["vit_so150m2_patch16_reg1_gap_384"] = .init(
      size: .so150m2, qkvBias: false, layerScale: true, classToken: false, registers: 1, pooling: .average)
    table["vit_so150m2_patch16_reg1_gap_448"] = .init(
      size: .so150m2, qkvBias: false, layerScale: true, classToken: false, registers: 1, pooling: .average)
    table["vit_so150m_patch16_reg4_gap_256"] = .init(
      size: .so150m, classToken: false, registers: 4, normAfterPooling: false, pooling: .average)
    table["vit_so150m_patch16_reg4_gap_384"] = .init(
      size: .so150m, classToken: false, registers: 4, normAfterPooling: false, pooling: .average)
    table["vit_so150m_patch16_reg4_map_256"] = .init(size: .so150m, classToken: false, registers: 4, pooling: .map)
    table["vit_tiny_patch16_224"] = .init(size: .tiny)
    table["vit_tiny_patch16_384"] = .init(size: .tiny)
  }

  private static func registerMean(_ table: inout Variants<VisionTransformer>) {
    table["vit_betwixt_patch16_reg1_gap_256"] = .registers(1, .betwixt)
    table["vit_betwixt_patch16_reg4_gap_256"] = .registers(4, .betwixt)
    table["vit_betwixt_patch16_reg4_gap_384"] = .registers(4, .betwixt)
    table["vit_dlittle_patch16_reg1_gap_256"] = .registers(1, .little, attention: .differential)
    table["vit_dpwee_patch16_reg1_gap_256"] = .registers(
      1, .parallelWee, attention: .differential, block: .parallelFused)
    table["vit_dwee_patch16_reg1_gap_256"] = .registers(1, .wee, attention: .differential)
    table["vit_little_patch16_reg1_gap_256"] = .registers(1, .little)
    table["vit_little_patch16_reg4_gap_256"] = .registers(4, .little)
    table["vit_medium_patch16_reg1_gap_256"] = .registers(1, .medium)
    table["vit_medium_patch16_reg4_gap_256"] = .registers(4, .medium)
    table["vit_mediumd_patch16_reg4_gap_256"] = .registers(4, .mediumDeep)
    table["vit_mediumd_patch16_reg4_gap_384"] = .registers(4, .mediumDeep)
    table["vit_pwee_patch16_reg1_gap_256"] = .registers(1, .parallelWee, block: .parallel)
    table["vit_wee_patch16_reg1_gap_256"] = .registers(1, .wee)
  }

  private static func contrastive(_ table: inout Variants<VisionTransformer>) {
    table["vit_base_patch16_clip_224"] = .clip(.base)
    table["vit_base_patch16_clip_384"] = .clip(.base)
    table["vit_base_patch16_clip_quickgelu_224"] = .clip(.base, activation: .quickGELU)
    table["vit_base_patch16_plus_clip_240"] = .clip(.plus)
    table["vit_base_patch32_clip_224"] = .clip(.base, patch: 32)
    table["vit_base_patch32_clip_256"] = .clip(.base, patch: 32)
    table["vit_base_patch32_clip_384"] = .clip(.base, patch: 32)
    table["vit_base_patch32_clip_448"] = .clip(.base, patch: 32)
    table["vit_base_patch32_clip_quickgelu_224"] = .clip(.base, patch: 32, activation: .quickGELU)
    table["vit_betwixt_patch32_clip_224"] = .clip(.betwixt, patch: 32)
    table["vit_giant_patch14_clip_224"] = .clip(.giant, patch: 14)
    table["vit_gigantic_patch14_clip_224"] = .clip(.gigantic, patch: 14)
    table["vit_gigantic_patch14_clip_378"] = .clip(.gigantic, patch: 14)
    table["vit_gigantic_patch14_clip_quickgelu_224"] = .clip(.gigantic, patch: 14, activation: .quickGELU)
    table["vit_huge_patch14_clip_224"] = .clip(.huge, patch: 14)
    table["vit_huge_patch14_clip_336"] = .clip(.huge, patch: 14)
    table["vit_huge_patch14_clip_378"] = .clip(.huge, patch: 14)
    table["vit_huge_patch14_clip_quickgelu_224"] = .clip(.huge, patch: 14, activation: .quickGELU)
    table["vit_huge_patch14_clip_quickgelu_378"] = .clip(.huge, patch: 14, activation: .quickGELU)
    table["vit_large_patch14_clip_224"] = .clip(.large, patch: 14)
    table["vit_large_patch14_clip_336"] = .clip(.large, patch: 14)
    table["vit_large_patch14_clip_quickgelu_224"] = .clip(.large, patch: 14, activation: .quickGELU)
    table["vit_large_patch14_clip_quickgelu_336"] = .clip(.large, patch: 14, activation: .quickGELU)
    table["vit_medium_patch16_clip_224"] = .clip(.medium)
    table["vit_medium_patch32_clip_224"] = .clip(.medium, patch: 32)
    table["vit_xsmall_patch16_clip_224"] = .clip(.init(width: 256, depth: 10, heads: 4))
  }

  private static func sigmoid(_ table: inout Variants<VisionTransformer>) {
    table["vit_base_patch16_siglip_224"] = .siglip(.base)
    table["vit_base_patch16_siglip_256"] = .siglip(.base)
    table["vit_base_patch16_siglip_384"] = .siglip(.base)
    table["vit_base_patch16_siglip_512"] = .siglip(.base)
    table["vit_base_patch32_siglip_256"] = .siglip(.base, patch: 32, activation: .geluTanh)
    table["vit_giantopt_patch16_siglip_256"] = .siglip(.giantOptimal, activation: .geluTanh)
    table["vit_giantopt_patch16_siglip_384"] = .siglip(.giantOptimal, activation: .geluTanh)
    table["vit_large_patch16_siglip_256"] = .siglip(.large)
    table["vit_large_patch16_siglip_384"] = .siglip(.large)
    table["vit_large_patch16_siglip_512"] = .siglip(.large, activation: .geluTanh)
    table["vit_so400m_patch14_siglip_224"] = .siglip(.so400m, patch: 14)
    table["vit_so400m_patch14_siglip_378"] = .siglip(.so400m, patch: 14)
    table["vit_so400m_patch14_siglip_384"] = .siglip(.so400m, patch: 14)
    table["vit_so400m_patch16_siglip_256"] = .siglip(.so400m, activation: .geluTanh)
    table["vit_so400m_patch16_siglip_384"] = .siglip(.so400m, activation: .geluTanh)
    table["vit_so400m_patch16_siglip_512"] = .siglip(.so400m, activation: .geluTanh)
  }

  private static func sigmoidMean(_ table: inout Variants<VisionTransformer>) {
    table["vit_base_patch16_siglip_gap_224"] = .siglipMean(.base)
    table["vit_base_patch16_siglip_gap_256"] = .siglipMean(.base)
    table["vit_base_patch16_siglip_gap_384"] = .siglipMean(.base)
    table["vit_base_patch16_siglip_gap_512"] = .siglipMean(.base)
    table["vit_base_patch32_siglip_gap_256"] = .siglipMean(.base, patch: 32, activation: .geluTanh)
    table["vit_giantopt_patch16_siglip_gap_256"] = .siglipMean(.giantOptimal, activation: .geluTanh)
    table["vit_giantopt_patch16_siglip_gap_384"] = .siglipMean(.giantOptimal, activation: .geluTanh)
    table["vit_large_patch16_siglip_gap_256"] = .siglipMean(.large)
    table["vit_large_patch16_siglip_gap_384"] = .siglipMean(.large)
    table["vit_large_patch16_siglip_gap_512"] = .siglipMean(.large, activation: .geluTanh)
    table["vit_so400m_patch14_siglip_gap_224"] = .siglipMean(.so400m, patch: 14)
    table["vit_so400m_patch14_siglip_gap_378"] = .siglipMean(.so400m, patch: 14)
    table["vit_so400m_patch14_siglip_gap_384"] = .siglipMean(.so400m, patch: 14)
    table["vit_so400m_patch14_siglip_gap_448"] = .siglipMean(.so400m, patch: 14)
    table["vit_so400m_patch14_siglip_gap_896"] = .siglipMean(.so400m, patch: 14)
    table["vit_so400m_patch16_siglip_gap_256"] = .siglipMean(.so400m, activation: .geluTanh)
    table["vit_so400m_patch16_siglip_gap_384"] = .siglipMean(.so400m, activation: .geluTanh)
    table["vit_so400m_patch16_siglip_gap_512"] = .siglipMean(.so400m, activation: .geluTanh)
  }

  private static func selfDistilled(_ table: inout Variants<VisionTransformer>) {
    table["vit_base_patch14_dinov2"] = .dinov2(.base)
    table["vit_base_patch14_reg1_tipsv2"] = .dinov2(.base, registers: 1)
    table["vit_base_patch14_reg4_dinov2"] = .dinov2(.base, registers: 4)
    table["vit_giant_patch14_dinov2"] = .dinov2(.init(width: 1536, depth: 40, heads: 24, hidden: 8192), gated: true)
    table["vit_giant_patch14_reg1_tipsv2"] = .dinov2(
      .init(width: 1536, depth: 40, heads: 24, hidden: 8192), registers: 1, gated: true)
    table["vit_giant_patch14_reg4_dinov2"] = .dinov2(
      .init(width: 1536, depth: 40, heads: 24, hidden: 8192), registers: 4, gated: true)
    table["vit_large_patch14_dinov2"] = .dinov2(.large)
    table["vit_large_patch14_reg1_tipsv2"] = .dinov2(.large, registers: 1)
    table["vit_large_patch14_reg4_dinov2"] = .dinov2(.large, registers: 4)
    table["vit_small_patch14_dinov2"] = .dinov2(.small)
    table["vit_small_patch14_reg4_dinov2"] = .dinov2(.small, registers: 4)
    table["vit_so400m_patch14_reg1_tipsv2"] = .dinov2(.so400m, registers: 1)
  }

  private static func agglomerated(_ table: inout Variants<VisionTransformer>) {
    table["vit_base_patch16_radio_v3"] = .radio(.base, registers: 7, layerScale: true)
    table["vit_giant_patch16_radio_v3"] = .radio(.init(width: 1536, depth: 40, heads: 24), registers: 7)
    table["vit_huge_patch16_radio_v3"] = .radio(.huge, registers: 7)
    table["vit_huge_patch16_radio_v4"] = .radio(.huge, registers: 9)
    table["vit_large_patch16_radio_v3"] = .radio(.large, registers: 7, layerScale: true)
    table["vit_so400m_patch16_radio_v4"] = .radio(.so400m, registers: 9)
  }

  private static func autoregressive(_ table: inout Variants<VisionTransformer>) {
    table["aimv2_1b_patch14_224"] = .aimv2(.init(width: 2048, depth: 24, heads: 16, hidden: 5632))
    table["aimv2_1b_patch14_336"] = .aimv2(.init(width: 2048, depth: 24, heads: 16, hidden: 5632))
    table["aimv2_1b_patch14_448"] = .aimv2(.init(width: 2048, depth: 24, heads: 16, hidden: 5632))
    table["aimv2_3b_patch14_224"] = .aimv2(.init(width: 3072, depth: 24, heads: 24, hidden: 8192))
    table["aimv2_3b_patch14_336"] = .aimv2(.init(width: 3072, depth: 24, heads: 24, hidden: 8192))
    table["aimv2_3b_patch14_448"] = .aimv2(.init(width: 3072, depth: 24, heads: 24, hidden: 8192))
    table["aimv2_huge_patch14_224"] = .aimv2(.init(width: 1536, depth: 24, heads: 12, hidden: 4096))
    table["aimv2_huge_patch14_336"] = .aimv2(.init(width: 1536, depth: 24, heads: 12, hidden: 4096))
    table["aimv2_huge_patch14_448"] = .aimv2(.init(width: 1536, depth: 24, heads: 12, hidden: 4096))
    table["aimv2_large_patch14_224"] = .aimv2(.init(width: 1024, depth: 24, heads: 8, hidden: 2816))
    table["aimv2_large_patch14_336"] = .aimv2(.init(width: 1024, depth: 24, heads: 8, hidden: 2816))
    table["aimv2_large_patch14_448"] = .aimv2(.init(width: 1024, depth: 24, heads: 8, hidden: 2816))
  }

  private static func masked(_ table: inout Variants<VisionTransformer>) {
    table["beit3_base_patch16_224"] = .beit3(.base)
    table["beit3_giant_patch14_224"] = .beit3(.giant, patch: 14)
    table["beit3_giant_patch14_336"] = .beit3(.giant, patch: 14)
    table["beit3_large_patch16_224"] = .beit3(.large)
  }

  private static func parallel(_ table: inout Variants<VisionTransformer>) {
    table["vit_base_patch16_xp_224"] = .xp(.base)
    table["vit_huge_patch14_xp_224"] = .xp(.huge, patch: 14)
    table["vit_large_patch14_xp_224"] = .xp(.large, patch: 14)
  }
}
