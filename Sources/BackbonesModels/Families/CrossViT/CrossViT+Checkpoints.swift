extension CrossViT {
  static let checkpoints = [
    CheckpointLayout(
      "CrossViT's authors", when: "^pos_embed.0$",
      rules: [.rename("^pos_embed.#$", "pos_embed_#1"), .rename("^cls_token.#$", "cls_token_#1")])
  ]
}
