extension CoaT {
  static let checkpoints = [
    // Norms, an aggregation and a classifier that the variant does not use.
    CheckpointLayout(
      "CoaT's authors", when: "^norm1.",
      rules: [
        .drop("^norm1."), .optional("^norm2."), .optional("^norm3."), .optional("^norm4."), .optional("^aggregate."),
        .optional("^head."),
      ])
  ]
}
