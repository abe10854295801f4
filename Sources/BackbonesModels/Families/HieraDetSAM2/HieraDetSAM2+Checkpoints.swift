extension HieraDetSAM2 {
  static let checkpoints = [
    CheckpointLayout(
      "SAM 2", when: "mlp.layers.0.",
      rules: [.rename("^image_encoder.trunk.", ""), .rename("mlp.layers.#.", "mlp.fc#1+1.")])
  ]
}
