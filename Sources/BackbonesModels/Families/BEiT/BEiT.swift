/// Vision transformers that learned to fill in masked patches: BEiT (Bao et al. 2021, arXiv:2106.08254) and BEiT v2 (Peng et
/// al. 2022, arXiv:2208.06366). timm 1.0.31, `models/beit.py`.
enum BEiT: Family {
  static let module = "beit"

  static let variants = Variants<VisionTransformer> { table in
    let base = VisionTransformer(
      size: .base, splitsBias: true, relativePositions: .table, layerScale: true, ownsScales: true, positions: .none,
      pooling: .average, poolings: [.average, .token, .unpooled])
    var large = base
    large.size = .large
    for pixels in [224, 384] { table["beit_base_patch16_\(pixels)"] = base }
    for pixels in [224, 384, 512] { table["beit_large_patch16_\(pixels)"] = large }
    table["beitv2_base_patch16_224"] = base
    table["beitv2_large_patch16_224"] = large
  }
}
