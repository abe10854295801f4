extension MobileNetV5 {
  static let checkpoints = [
    CheckpointLayout(
      "Gemma 3n", when: "^model.vision_tower.timm_model.", rules: [.under(["model.vision_tower.timm_model."])])
  ]
}
