extension MLPMixer {
  static let checkpoints = [
    CheckpointLayout(
      "ResMLP's authors", when: "^patch_embed.proj.",
      rules: [
        .rename("patch_embed.", "stem."),
        .rename("attn.", "linear_tokens."),
        .rename("mlp.", "mlp_channels."),
        .rename("gamma_", "ls"),
        .reshape(".alpha$"),
        .reshape(".beta$"),
      ])
  ]
}
