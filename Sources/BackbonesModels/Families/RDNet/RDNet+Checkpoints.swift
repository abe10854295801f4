extension RDNet {
  static let checkpoints = [
    CheckpointLayout("RDNet's authors", when: "^stem.stem.", rules: [.rename("^stem.stem.", "stem.")])
  ]
}
