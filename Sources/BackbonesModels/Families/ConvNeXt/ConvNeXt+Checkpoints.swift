extension ConvNeXt {
  static let checkpoints = [
    // ConvNeXt, ConvNeXt V2, DINOv3, EUPE.
    CheckpointLayout(
      "Facebook", when: "downsample_layers.0.",
      rules: [
        .drop("^projectors."), .drop("^norms."),
        .rename("downsample_layers.0.", "stem."),
        .rename("stages.#.#", "stages.#1.blocks.#2"),
        .rename("downsample_layers.#.#", "stages.#1.downsample.#2"),
        .rename("dwconv", "conv_dw"),
        .rename("pwconv", "mlp.fc"),
        .rename("grn.gamma", "mlp.grn.weight"),
        .rename("grn.beta", "mlp.grn.bias"),
        .rename("^head.", "head.fc."),
        .rename("^norm.", "head.norm."),
        .reshape("^stages."),
      ]),
    CheckpointLayout(
      "OpenCLIP", when: "^visual.trunk.stem.",
      rules: [
        .rename("^visual.head.proj.", "visual.trunk.head.fc."),
        .rename("^visual.head.mlp.fc1.", "visual.trunk.head.pre_logits.fc."),
        .rename("^visual.head.mlp.fc2.", "visual.trunk.head.fc."),
        .under(["visual.trunk."]),
        .zeros("^head.fc.weight$", "head.fc.bias"),
      ]),
  ]
}
