extension VisionTransformer {
  static let checkpoints: [CheckpointLayout] = [
    .openAI, .openCLIP, .dino, .dinoWithRegisters, .aim, .beit3, .radioAligned, .radio(), .linearPatches, .google,
    .googleClassic, .googleTower,
  ]
}
