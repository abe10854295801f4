extension DenseNet {
  static let checkpoints = [
    CheckpointLayout(
      "torchvision", when: "denselayer1.norm.1.",
      rules: [
        .rename("denselayer#.norm.#.", "denselayer#1.norm#2."),
        .rename("denselayer#.conv.#.", "denselayer#1.conv#2."),
      ])
  ]
}
