extension EfficientFormer {
  static let checkpoints = [
    CheckpointLayout(
      "EfficientFormer's authors", when: "^patch_embed.0.",
      rules: [
        .rename("^patch_embed.0", "stem.conv1"),
        .rename("^patch_embed.1", "stem.norm1"),
        .rename("^patch_embed.3", "stem.conv2"),
        .rename("^patch_embed.4", "stem.norm2"),
        .sections("^network.#.", "stages.#1.", beginningAt: "^network.#.proj."),
        .rename("^stages.#.#.", "stages.#1.blocks.#2."),
        .rename("^stages.#.proj.", "stages.#1.downsample.conv."),
        .rename("^stages.#.norm.", "stages.#1.downsample.norm."),
        .rename("layer_scale_#", "ls#1.gamma"),
        .rename("dist_head", "head_dist"),
      ])
  ]
}
