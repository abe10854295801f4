internal import BackbonesGraphs

/// The vision encoder of Qwen3-VL (arXiv:2511.21631) and Qwen3.5, with a classifier, with the projector to the language model,
/// or with both: learned positions, and queries and keys that turn by lines and columns. timm 1.0.31, `models/qwen3_vit.py`.
enum Qwen3ViT: Family {
  static let module = "qwen3_vit"

  static let variants = Variants<VisionTower> { table in
    for (name, size, channels) in [
      ("88m", VisionTransformer.Size.base, 1024), ("306m", .large, 2048), ("416m", .so400m, 5120),
    ] {
      var model = VisionTower(
        width: size.width, depth: size.depth, patch: 16,
        block: .init(attention: .init(heads: size.heads), mlp: .init(hidden: size.hidden, activation: .geluTanh)),
        rotaryPositions: .init(pairs: .halves), positions: 48, headNorm: .layer())
      table["qwen3_vit_\(name)"] = model
      model.projector = .merger(channels: channels)
      table["qwen3_vit_\(name)_merge"] = model
      model.headNorm = nil
      table["qwen3_vit_\(name)_enc"] = model
    }
  }
}
