extension SwinTransformerV2CR {
  static let checkpoints = [
    // Temperatures of attention divide its scores.
    CheckpointLayout(
      "older versions of timm", when: "tau", "^head.weight$",
      rules: [
        .map("tau", .inverseLogarithm), .rename("tau", "logit_scale"), .rename("^head.weight$", "head.fc.weight"),
        .rename("^head.bias$", "head.fc.bias"),
      ])
  ]
}
