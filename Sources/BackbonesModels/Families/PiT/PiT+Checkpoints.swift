extension PiT {
  static let checkpoints = [
    CheckpointLayout(
      "PiT's authors", when: "pools.0.", rules: [.rename("pools.#.", "transformers.#1+1.pool.")])
  ]
}
