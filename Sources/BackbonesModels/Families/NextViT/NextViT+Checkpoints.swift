extension NextViT {
  static let checkpoints = [
    CheckpointLayout(
      "Next-ViT's authors", when: "^features.0.",
      rules: [
        .runs("^features.#.", "stages.#1.blocks.#2.", counting: "^stages.#.blocks.#."),
        .rename(".mlp.conv#.", ".mlp.fc#1."),
        .rename("^proj_head.0.", "head.fc."),
      ])
  ]
}
