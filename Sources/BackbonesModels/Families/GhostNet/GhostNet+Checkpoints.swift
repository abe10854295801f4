extension GhostNet {
  static let checkpoints = [
    CheckpointLayout(
      "GhostNetV3's authors", when: "_rpr_conv.0.bn.",
      rules: [
        .rename("_rpr_conv.#.bn.", "_rpr_conv.#1.bn1."),
        .rename("_rpr_scale.bn.", "_rpr_scale.bn1."),
        .drop("total"),
      ]),
    // Counters of operations.
    CheckpointLayout("GhostNet's authors", when: "total_ops$", rules: [.drop("total")]),
  ]
}
