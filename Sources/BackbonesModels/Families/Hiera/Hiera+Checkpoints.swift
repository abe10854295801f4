extension Hiera {
  static let checkpoints = [
    CheckpointLayout(
      "Hiera's authors", when: "^head.projection.", "^encoder_norm.", "^norm.", "^pos_embed_abs$",
      rules: [
        .rename("head.projection.", "head.fc."),
        .rename("^encoder_norm.", "head.norm."),
        .rename("^norm.", "head.norm."),
        .rename("^pos_embed_abs$", "pos_embed"),
      ])
  ]
}
