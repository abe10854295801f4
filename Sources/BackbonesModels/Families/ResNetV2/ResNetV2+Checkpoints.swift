extension ResNetV2 {
  static let checkpoints: [CheckpointLayout] = [.bigTransfer]
}
