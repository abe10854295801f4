extension DeiT {
  static let checkpoints = [
    CheckpointLayout(
      "DeiT III", when: "blocks.0.gamma_1", rules: [.rename("gamma_#", "ls#1.gamma"), .drop("^pre_logits.")])
  ]
}
