extension MetaFormer {
  static let checkpoints = [
    CheckpointLayout(
      "PoolFormer's authors", when: "^network.0.0.mlp.",
      rules: [
        .rename("layer_scale_#", "layer_scale#1.scale"),
        .rename("network.1.", "downsample_layers.1."),
        .rename("network.3.", "downsample_layers.2."),
        .rename("network.5.", "downsample_layers.3."),
        .rename("network.2.", "network.1."),
        .rename("network.4.", "network.2."),
        .rename("network.6.", "network.3."),
        .rename("network.", "stages."),
      ] + names),
    CheckpointLayout("MetaFormer's authors", when: "^downsample_layers.0.", rules: names),
  ]

  private static let names: [CheckpointRule] = [
    .rename("downsample_layers.#", "stages.#1.downsample"),
    .rename("downsample.proj", "downsample.conv"),
    .rename("patch_embed.proj", "patch_embed.conv"),
    .rename("stages.#.#", "stages.#1.blocks.#2"),
    .rename("stages.0.downsample", "patch_embed"),
    .rename("patch_embed", "stem"),
    .rename("post_norm", "norm"),
    .rename("pre_norm", "norm"),
    .rename("^head", "head.fc"),
    .rename("^norm", "head.norm"),
    .reshape(""),
  ]
}
