extension Gemma4ViT {
  static let checkpoints = [
    CheckpointLayout("Gemma 4", when: "vision_tower.patch_embedder.", "vision_model.patch_embedder.", rules: names),
    // An encoder with a classifier is the model's `encoder`.
    CheckpointLayout(
      "Gemma 4", when: "vision_tower.patch_embedder.", "vision_model.patch_embedder.",
      rules: names + [.rename("^", "encoder.")]),
    CheckpointLayout("an encoder", when: "^blocks.0.", rules: [.rename("^", "encoder.")]),
  ]

  private static let names: [CheckpointRule] = [
    .under(["model.vision_tower.", "model.vision_model.", "vision_model.", "vision_tower."]),
    .drop("rotary_emb"),
    .rename("^patch_embedder.", "patch_embed."),
    .rename("^encoder.layers.", "blocks."),
    .rename(".input_layernorm.", ".norm1."),
    .rename(".post_attention_layernorm.", ".norm2."),
    .rename(".pre_feedforward_layernorm.", ".norm3."),
    .rename(".post_feedforward_layernorm.", ".norm4."),
    .rename(".self_attn.", ".attn."),
  ]
}
