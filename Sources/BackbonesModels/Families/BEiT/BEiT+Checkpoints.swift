extension BEiT {
  static let checkpoints = [
    CheckpointLayout("BEiT's authors", when: "relative_position_index", rules: [.drop("relative_position_index")])
  ]
}
