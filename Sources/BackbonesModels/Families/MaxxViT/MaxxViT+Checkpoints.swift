extension MaxxViT {
  static let checkpoints = [
    // Linear layers and 1x1 convolutions are each other's.
    CheckpointLayout("a network of other layers", when: "^stem.conv1.", rules: [.reshape("")])
  ]
}
