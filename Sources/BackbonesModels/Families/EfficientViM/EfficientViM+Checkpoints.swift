extension EfficientViM {
  static let checkpoints = [
    // Norms have the shape of a map, and a teacher's heads may be beside.
    CheckpointLayout(
      "EfficientViM's authors", when: "^patch_embed.conv.0.",
      rules: [.optional("^heads_dist."), .optional("^weights_dist$"), .reshape("norm.")])
  ]
}
