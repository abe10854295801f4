extension VisionTransformerSAM {
  static let checkpoints = [
    CheckpointLayout(
      "Segment Anything", when: "^image_encoder.blocks.0.",
      rules: [.under(["image_encoder."]), .rename("mlp.lin", "mlp.fc")])
  ]
}
