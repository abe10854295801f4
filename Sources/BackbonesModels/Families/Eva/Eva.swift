/// Vision transformers whose queries and keys turn with their position (Heo et al. 2024, arXiv:2403.13298), and EVA (Fang et al.
/// 2022, arXiv:2211.07636), which came before: EVA-02 (Fang et al. 2023, arXiv:2303.11331), EVA-CLIP (Sun et al. 2023,
/// arXiv:2303.15389), Perception Encoder (Bolya et al. 2025, arXiv:2504.13181), DINOv3 (Siméoni et al. 2025, arXiv:2508.10104),
/// LingBot-Vision (Fu et al. 2026, arXiv:2607.05247) and Sapiens2 (Khirodkar et al. 2026, arXiv:2604.21681). timm 1.0.31,
/// `models/eva.py`.
enum Eva: Family {
  static let module = "eva"

  static let variants = Variants<VisionTransformer> { table in
    let giant = eva(.giant, patch: 14)
    for pixels in [224, 336, 560] { table["eva_giant_patch14_\(pixels)"] = giant }
    table["eva_giant_patch14_clip_224"] = giant.pooled(.token)
    for pixels in [224, 336] {
      table["eva02_tiny_patch14_\(pixels)"] = eva02(.tiny)
      table["eva02_small_patch14_\(pixels)"] = eva02(.small)
      table["eva02_large_patch14_clip_\(pixels)"] = eva02Large(.large, innerNorms: .attentionAndMLP).pooled(.token)
    }
    for pixels in [224, 448] {
      table["eva02_base_patch14_\(pixels)"] = eva02Large(.base)
      table["eva02_large_patch14_\(pixels)"] = eva02Large(.large)
    }
    table["eva02_base_patch16_clip_224"] =
      eva02Large(.base, patch: 16, innerNorms: .attentionAndMLP).pooled(.token)
    var enormous = eva(.init(width: 1792, depth: 64, heads: 16, hidden: 15360), patch: 14)
    enormous.block = .postNorm
    table["eva02_enormous_patch14_clip_224"] = enormous.pooled(.token)

    table["vit_medium_patch16_rope_reg1_gap_256"] = registers(1, .medium)
    table["vit_mediumd_patch16_rope_reg1_gap_256"] = registers(1, .mediumDeep, bias: false)
    table["vit_betwixt_patch16_rope_reg4_gap_256"] = registers(4, .betwixt)
    table["vit_base_patch16_rope_reg1_gap_256"] = registers(1, .base)

    for (name, size) in [("small", VisionTransformer.Size.small), ("base", .base), ("large", .large)] {
      var axial = rope(size, .series(temperature: 100), positions: .none)
      // timm moves the final norm behind a mean, but not this one's.
      if name == "base" { axial.normAfterPooling = false }
      table["vit_\(name)_patch16_rope_224"] = axial
      table["vit_\(name)_patch16_rope_ape_224"] = rope(size, .series(temperature: 100), positions: .patches)
      table["vit_\(name)_patch16_rope_mixed_224"] = rope(size, .learned, positions: .none)
      table["vit_\(name)_patch16_rope_mixed_ape_224"] = rope(size, .learned, positions: .patches)
    }

    func gigantic(depth: Int) -> VisionTransformer.Size { .init(width: 1536, depth: depth, heads: 16, hidden: 8960) }
    var shallow = VisionTransformer.Size.large
    shallow.depth = 23
    table["vit_pe_core_tiny_patch16_384"] = perception(.tiny, grid: 24)
    table["vit_pe_core_small_patch16_384"] = perception(.small, grid: 24)
    table["vit_pe_core_base_patch16_224"] = perception(.base, grid: 14)
    table["vit_pe_core_large_patch14_336"] = perception(.large, patch: 14, grid: 24)
    table["vit_pe_core_gigantic_patch14_448"] = perception(gigantic(depth: 50), patch: 14, grid: 32, classToken: false)
    table["vit_pe_lang_large_patch14_448"] = perceptionMap(shallow, patch: 14, layerScale: true)
    table["vit_pe_lang_gigantic_patch14_448"] = perceptionMap(
      gigantic(depth: 47), patch: 14, classToken: false, layerScale: true)
    table["vit_pe_spatial_tiny_patch16_512"] = perceptionMap(.tiny)
    table["vit_pe_spatial_small_patch16_512"] = perceptionMap(.small)
    table["vit_pe_spatial_base_patch16_512"] = perceptionMap(.base)
    table["vit_pe_spatial_large_patch14_448"] = perceptionMap(.large, patch: 14)
    table["vit_pe_spatial_gigantic_patch14_448"] = perceptionMap(
      gigantic(depth: 50), patch: 14, classToken: false, layerScale: true)

    let hugePlus = VisionTransformer.Size(width: 1280, depth: 32, heads: 20)
    table["vit_tiny_patch16_dinov3_qkvb"] = dinov3(.tiny, bias: true)
    for (bias, suffix) in [(false, ""), (true, "_qkvb")] {
      table["vit_small_patch16_dinov3" + suffix] = dinov3(.small, bias: bias)
      table["vit_small_plus_patch16_dinov3" + suffix] = dinov3(.small, gated: 1536, bias: bias)
      table["vit_base_patch16_dinov3" + suffix] = dinov3(.base, bias: bias)
      table["vit_large_patch16_dinov3" + suffix] = dinov3(.large, bias: bias)
      table["vit_huge_plus_patch16_dinov3" + suffix] = dinov3(hugePlus, gated: 5120, bias: bias)
    }
    table["vit_7b_patch16_dinov3"] = dinov3(.init(width: 4096, depth: 40, heads: 32), gated: 8192)
    for (name, size) in [("small", VisionTransformer.Size.small), ("base", .base), ("large", .large)] {
      table["vit_\(name)_patch16_lingbot"] = dinov3(size, bias: true).pooled(.token)
    }
    table["vit_giant_patch16_lingbot"] =
      dinov3(.init(width: 1536, depth: 40, heads: 24), gated: 4096).pooled(.token)

    table["vit_base_patch16_sapiens2"] = sapiens2(.base)
    table["vit_large_patch16_sapiens2"] = sapiens2(.large)
    table["vit_huge_patch16_sapiens2"] = sapiens2(.huge)
    table["vit_giant_patch16_sapiens2"] = sapiens2(.init(width: 1536, depth: 40, heads: 24))
    table["vit_5b_patch16_sapiens2"] = sapiens2(.init(width: 2432, depth: 56, heads: 32))
  }
}
