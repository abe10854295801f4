extension Qwen3ViT {
  static let checkpoints = [
    CheckpointLayout("Qwen", when: "visual.blocks.0.", rules: names + shapes),
    // An encoder with a classifier is the model's `encoder`.
    CheckpointLayout("Qwen", when: "visual.blocks.0.", rules: names + [.rename("^", "encoder.")] + shapes),
    CheckpointLayout("an encoder", when: "^blocks.0.", rules: [.rename("^", "encoder.")]),
  ]

  private static let names: [CheckpointRule] = [
    .under(["vlm.model.visual.", "model.visual.", "visual."]),
    .drop("^rotary_pos_emb"), .drop("^deepstack_merger_list"),
    // A convolution over frames, all of which are the same image.
    .sum("^patch_embed.proj.weight$", axis: 2),
    .rename("^pos_embed.weight$", "pos_embed"),
    .rename(".linear_fc1.", ".fc1."),
    .rename(".linear_fc2.", ".fc2."),
    .rename("^merger.linear_fc#.", "merger.fc#1."),
  ]

  private static let shapes: [CheckpointRule] = [
    .optional("^merger."), .optional("^encoder.merger."), .reshape("pos_embed$"),
  ]
}
