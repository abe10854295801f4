extension FocalNet {
  static let checkpoints = [
    CheckpointLayout("FocalNet's authors", when: "^patch_embed.proj.", rules: names),
    CheckpointLayout(
      "FocalNet's authors", when: "^patch_embed.proj.",
      rules: [.rename("blocks.#.norm#", "blocks.#1.norm#2_post")] + names),
  ]

  private static let names: [CheckpointRule] = [
    .rename("gamma_#", "ls#1.gamma"),
    .rename("patch_embed", "stem"),
    .rename("layers.#.downsample", "layers.#1+1.downsample"),
    .rename("ln.", "norm."),
    .rename("^head", "head.fc"),
    .reshape(""),
  ]
}
