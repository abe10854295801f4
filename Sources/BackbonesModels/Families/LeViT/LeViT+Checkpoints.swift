extension LeViT {
  static let checkpoints = [
    CheckpointLayout("LeViT's authors", when: "attention_bias_idxs", rules: [.drop("attention_bias_idxs")])
  ]
}
