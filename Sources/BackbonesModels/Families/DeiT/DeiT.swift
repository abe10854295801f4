/// Vision transformers trained on ImageNet alone: DeiT (Touvron et al. 2020, arXiv:2012.12877), some with a distillation
/// token, and DeiT III (Touvron et al. 2022, arXiv:2204.07118). timm 1.0.31, `models/deit.py`.
enum DeiT: Family {
  static let module = "deit"

  static let variants = Variants<VisionTransformer> { table in
    for (name, size) in [("tiny", VisionTransformer.Size.tiny), ("small", .small), ("base", .base)] {
      table["deit_\(name)_patch16_224"] = .init(size: size)
      table["deit_\(name)_distilled_patch16_224"] = .init(size: size, isDistilled: true)
    }
    table["deit_base_patch16_384"] = .init(size: .base)
    table["deit_base_distilled_patch16_384"] = .init(size: .base, isDistilled: true)
    for name in ["small_patch16_224", "small_patch16_384"] { table["deit3_" + name] = third(.small) }
    table["deit3_medium_patch16_224"] = third(.medium)
    for name in ["base_patch16_224", "base_patch16_384"] { table["deit3_" + name] = third(.base) }
    for name in ["large_patch16_224", "large_patch16_384"] { table["deit3_" + name] = third(.large) }
    table["deit3_huge_patch14_224"] = third(.huge, patch: 14)
  }

  /// DeiT III: branches are scaled, and the class token has no position.
  private static func third(_ size: VisionTransformer.Size, patch: Int = 16) -> VisionTransformer {
    .init(size: size, patch: patch, layerScale: true, positions: .patches)
  }
}
