extension EfficientViTMSRA {
  static let checkpoints = [
    CheckpointLayout("EfficientViT's authors", when: "attention_bias_idxs", rules: [.drop("attention_bias_idxs")])
  ]
}
