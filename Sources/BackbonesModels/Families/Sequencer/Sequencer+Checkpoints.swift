extension Sequencer {
  static let checkpoints = [
    CheckpointLayout(
      "Sequencer's authors", when: "^blocks.0.0.",
      rules: [
        .rename("^blocks.#.#.down", "stages.#1+1.downsample.down"),
        .rename("^blocks.#.#", "stages.#1.blocks.#2"),
        .rename("^head.", "head.fc."),
      ])
  ]
}
