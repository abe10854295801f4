extension PVTv2 {
  static let checkpoints = [
    CheckpointLayout(
      "PVTv2's authors", when: "^patch_embed1.",
      rules: [
        .rename("^patch_embed1", "patch_embed"),
        .rename("^patch_embed2", "stages.1.downsample"),
        .rename("^patch_embed3", "stages.2.downsample"),
        .rename("^patch_embed4", "stages.3.downsample"),
        .rename("dwconv.dwconv", "dwconv"),
        .rename("^block#.#", "stages.#1-1.blocks.#2"),
        .rename("^norm#", "stages.#1-1.norm"),
      ])
  ]
}
