internal import BackbonesGraphs

/// The vision encoder of DeepSeek-V4.1 (arXiv:2609.19969), with a classifier, with the projector to the language model, or with
/// both: queries and keys turn by lines and columns, and nothing else says where patches are. timm 1.0.31,
/// `models/deepseek_vit.py`.
enum DeepSeekViT: Family {
  static let module = "deepseek_vit"

  static let variants = Variants<VisionTower> { table in
    var model = VisionTower(
      width: 1024, depth: 32, patch: 14,
      block: .init(
        attention: .init(heads: 16), mlp: .init(kind: .gated, hidden: 2 * 2816, activation: .silu, bias: false),
        norm: .rms()),
      rotaryPositions: .init(pairs: .halves), finalNorm: .rms(), headNorm: .rms())
    table["deepseek_vit_412m"] = model
    model.projector = .aligner(channels: 5120)
    table["deepseek_vit_412m_align"] = model
    model.headNorm = nil
    table["deepseek_vit_412m_enc"] = model
  }
}
