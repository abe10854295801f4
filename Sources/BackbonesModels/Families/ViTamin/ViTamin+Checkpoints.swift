extension ViTamin {
  static let checkpoints: [CheckpointLayout] = [.openCLIP]
}
