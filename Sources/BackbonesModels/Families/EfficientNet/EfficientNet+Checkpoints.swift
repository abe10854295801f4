extension EfficientNet {
  /// Luke Melas-Kyriazi's EfficientNet-PyTorch, whose blocks are counted through all stages, and whose names many others have taken
  /// over. Blocks of the first stage have no expansion, so that their norms are counted otherwise.
  static let checkpoints = [
    CheckpointLayout(
      "EfficientNet-PyTorch", when: "^_conv_stem.",
      rules: [
        .runs("^_blocks.#.", "blocks.#1.#2.", counting: "^blocks.#.#."),
        .rename("^blocks.0.#._project_conv.", "blocks.0.#1.conv_pw."),
        .rename("^blocks.0.#._bn#.", "blocks.0.#1.bn#2."),
        .rename("._expand_conv.", ".conv_pw."),
        .rename("._bn0.", ".bn1."),
        .rename("._depthwise_conv.", ".conv_dw."),
        .rename("._bn1.", ".bn2."),
        .rename("._se_reduce.", ".se.conv_reduce."),
        .rename("._se_expand.", ".se.conv_expand."),
        .rename("._project_conv.", ".conv_pwl."),
        .rename("._bn2.", ".bn3."),
        .rename("^_conv_", "conv_"),
        .rename("^_bn0.", "bn1."),
        .rename("^_bn1.", "bn2."),
        .rename("^_fc.", "classifier."),
      ])
  ]
}
