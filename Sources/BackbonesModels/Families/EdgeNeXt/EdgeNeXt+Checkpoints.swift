extension EdgeNeXt {
  static let checkpoints = [
    CheckpointLayout(
      "EdgeNeXt's authors", when: "downsample_layers.0.",
      rules: [
        .rename("downsample_layers.0.", "stem."),
        .rename("stages.#.#", "stages.#1.blocks.#2"),
        .rename("downsample_layers.#.#", "stages.#1.downsample.#2"),
        .rename("dwconv", "conv_dw"),
        .rename("pwconv", "mlp.fc"),
        .rename("^head.", "head.fc."),
        .rename("^norm.", "head.norm."),
        .reshape("^stages."),
      ])
  ]
}
