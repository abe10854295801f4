extension TinyViT {
  static let checkpoints = [
    CheckpointLayout("TinyViT's authors", when: "attention_bias_idxs", rules: [.drop("attention_bias_idxs")])
  ]
}
