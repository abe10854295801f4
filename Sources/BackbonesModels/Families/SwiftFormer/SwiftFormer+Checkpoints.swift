extension SwiftFormer {
  static let checkpoints = [
    CheckpointLayout(
      "SwiftFormer's authors", when: "^network.0.",
      rules: [
        .rename("^patch_embed.", "stem."),
        .rename("^dist_head.", "head_dist."),
        .rename("attn.Proj.", "attn.proj."),
        .rename(".layer_scale_#", ".layer_scale_#1.gamma"),
        .rename(".layer_scale$", ".layer_scale.gamma"),
        // Stages and the downsamplings between them take turns.
        .rename("^network.1.", "stages.1.downsample."),
        .rename("^network.3.", "stages.2.downsample."),
        .rename("^network.5.", "stages.3.downsample."),
        .rename("^network.0.", "stages.0.blocks."),
        .rename("^network.2.", "stages.1.blocks."),
        .rename("^network.4.", "stages.2.blocks."),
        .rename("^network.6.", "stages.3.blocks."),
      ])
  ]
}
