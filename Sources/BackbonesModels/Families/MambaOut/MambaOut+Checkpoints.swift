extension MambaOut {
  static let checkpoints = [
    CheckpointLayout(
      "MambaOut's authors", when: "^downsample_layers.0.",
      rules: [
        .rename("downsample_layers.0.", "stem."),
        .rename("stages.#.#", "stages.#1.blocks.#2"),
        .rename("downsample_layers.#", "stages.#1.downsample"),
        .rename("^head.fc1.", "head.pre_logits.fc."),
        .rename("^head.norm.", "head.pre_logits.norm."),
        .rename("^head.fc2.", "head.fc."),
        .rename("^norm.", "head.norm."),
      ])
  ]
}
