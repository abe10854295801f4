extension VGG {
  static let checkpoints = [
    CheckpointLayout(
      "torchvision", when: "^classifier.0.",
      rules: [
        .rename("^classifier.0", "pre_logits.fc1"),
        .rename("^classifier.3", "pre_logits.fc2"),
        .rename("^classifier.6", "head.fc"),
        .reshape("^pre_logits."),
      ])
  ]
}
