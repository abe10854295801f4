extension DeepSeekViT {
  static let checkpoints = [
    CheckpointLayout("DeepSeek", when: "^vision.blocks.0.", rules: names + shapes),
    // An encoder with a classifier is the model's `encoder`.
    CheckpointLayout("DeepSeek", when: "^vision.blocks.0.", rules: names + [.rename("^", "encoder.")] + shapes),
    CheckpointLayout("an encoder", when: "^blocks.0.", rules: [.rename("^", "encoder.")]),
  ]

  private static let names: [CheckpointRule] = [
    .rename("^aligner.", "vision.aligner."),
    .under(["vision."]),
    .rename("^aligner.w1.", "aligner.fc1."),
    .rename("^aligner.w2.", "aligner.fc2."),
    .rename(".attn.wqkv.", ".attn.qkv."),
    .rename(".attn.wo.", ".attn.proj."),
    .rename(".mlp.w1.", ".mlp.fc1."),
    .rename(".mlp.w2.", ".mlp.fc2."),
  ]

  private static let shapes: [CheckpointRule] = [
    .optional("^aligner."), .optional("^encoder.aligner."), .reshape("patch_embed.proj.weight$"),
  ]
}
