extension IFormer {
  static let checkpoints = [
    CheckpointLayout(
      "iFormer's authors", when: "^downsample_layers.0.",
      rules: [
        .rename("^classifier.classifier_dist.", "head.head_dist."),
        .rename("^classifier.classifier.", "head.head."),
        .rename("^classifier.", "head.head."),
        .rename("^downsample_layers.0.0.", "stem.conv1."),
        .rename("^downsample_layers.0.2.conv_exp_bn1.", "stem.conv2."),
        .rename("^downsample_layers.0.2.conv_pwl_bn2.", "stem.conv3."),
        .rename("^downsample_layers.#.0.", "stages.#1.downsample."),
        .rename("^downsample_layers.#.", "stages.#1.downsample."),
        .rename("^stages.#.#.block.", "stages.#1.blocks.#2."),
        .rename("^stages.#.#.", "stages.#1.blocks.#2."),
        .rename("token_channel_mixer", "mixer"),
        .rename("channel_mixer", "mixer"),
        .rename(".m.", ".module."),
      ])
  ]
}
