extension CSPNeXt {
  static let checkpoints = [
    CheckpointLayout(
      "OpenMMLab", when: "^stage1.", "^backbone.stage1.",
      rules: [.rename("^backbone.", ""), .rename("^stage#.", "stages.#1-1.")])
  ]
}
