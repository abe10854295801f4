extension TResNet {
  static let checkpoints = [
    CheckpointLayout(
      "TResNet's authors", when: "^body.conv1.0.",
      rules: [
        .rename("conv#.0.0", "conv#1.conv"),
        .rename("conv#.0.1", "conv#1.bn"),
        .rename("conv#.0", "conv#1.conv"),
        .rename("conv#.1", "conv#1.bn"),
        .rename("downsample.#.0", "downsample.#1.conv"),
        .rename("downsample.#.1", "downsample.#1.bn"),
        .map("bn.weight$", .magnitude),
      ])
  ]
}
