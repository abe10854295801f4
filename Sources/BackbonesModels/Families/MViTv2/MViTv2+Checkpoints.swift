extension MViTv2 {
  static let checkpoints = [
    // The shortcut's product stands before the attention, or before the MLP.
    CheckpointLayout("MViTv2's authors", when: "^blocks.0.", rules: names("shortcut_proj_attn")),
    CheckpointLayout("MViTv2's authors", when: "^blocks.0.", rules: names("shortcut_proj_mlp")),
  ]

  private static func names(_ shortcut: String) -> [CheckpointRule] {
    [
      .runs("^blocks.#.", "stages.#1.blocks.#2.", counting: "^stages.#.blocks.#."),
      .rename("^stages.#.blocks.#.proj.", NameTemplate(stringLiteral: "stages.#1.blocks.#2.\(shortcut).")),
      .rename("head.projection", "head.fc"),
    ]
  }
}
