internal import BackbonesGraphs

/// NaFlexViT: vision transformers for images of any size and shape, whose positions are resampled from one table (Dehghani et
/// al. 2023, arXiv:2307.06304); SigLIP 2 (Tschannen et al. 2025, arXiv:2502.14786); RADIO (Heinrich et al. 2024,
/// arXiv:2412.07679; Ranzinger et al. 2026, arXiv:2601.17237), which learned from several teachers. timm 1.0.31,
/// `models/naflexvit.py`.
enum NaFlexViT: Family {
  static let module = "naflexvit"

  static let variants = Variants<VisionTransformer> { table in
    let base = flexible(.base, registers: 4, pooling: .average)
    table["naflexvit_base_patch16_gap"] = base
    table["naflexvit_base_patch16_par_gap"] = base.placed(.init(keepsAspect: true))
    table["naflexvit_base_patch16_parfac_gap"] = base.placed(.init(keepsAspect: true, isFactorized: true))
    table["naflexvit_base_patch16_map"] = flexible(.base, registers: 1, pooling: .map)
    for (suffix, pooling) in [("gap", Pooling.average), ("map", .map)] {
      var model = flexible(.so150m2, registers: 1, pooling: pooling)
      model.qkvBias = false
      table["naflexvit_so150m2_patch16_reg1_\(suffix)"] = model
    }
    for (name, size) in [("base", VisionTransformer.Size.base), ("so400m", .so400m)] {
      var model = flexible(size, registers: 0, pooling: .map).placed(.init(mode: .antialiasedBilinear))
      (model.activation, model.layerScale) = (.geluTanh, false)
      table["naflexvit_\(name)_patch16_siglip"] = model
    }
    let giant = VisionTransformer.Size(width: 1536, depth: 40, heads: 24)
    table["naflexvit_base_patch16_radio_v3"] = radio(.base, registers: 7, alignsCorners: true, layerScale: true)
    table["naflexvit_large_patch16_radio_v3"] = radio(.large, registers: 7, layerScale: true)
    table["naflexvit_huge_patch16_radio_v3"] = radio(.huge, registers: 7, alignsCorners: true)
    table["naflexvit_giant_patch16_radio_v3"] = radio(giant, registers: 7)
    table["naflexvit_so400m_patch16_radio_v4"] = radio(.so400m, registers: 9)
    table["naflexvit_huge_patch16_radio_v4"] = radio(.huge, registers: 9)
  }

  private static func flexible(
    _ size: VisionTransformer.Size, registers: Int, pooling: Pooling
  ) -> VisionTransformer {
    VisionTransformer(
      size: size, layerScale: true, classToken: false, registers: registers, positions: .patches,
      normAfterPooling: pooling == .average ? true : nil, poolingsBeforeNorm: [.average], pooling: pooling,
      takesWholePatches: true, flexiblePositions: FlexiblePositions())
  }

  /// Of a class token and further ones, one for each teacher, and without a final norm.
  private static func radio(
    _ size: VisionTransformer.Size, registers: Int, alignsCorners: Bool = false, layerScale: Bool = false
  ) -> VisionTransformer {
    VisionTransformer(
      size: size, layerScale: layerScale, registers: registers, positions: .patches, finalNorm: false,
      takesWholePatches: true,
      flexiblePositions: FlexiblePositions(
        side: 128, mode: .bilinear(alignCorners: alignsCorners), keepsAspect: true))
  }
}

extension VisionTransformer {
  fileprivate func placed(_ positions: FlexiblePositions) -> VisionTransformer {
    var model = self
    model.flexiblePositions = positions
    return model
  }
}
