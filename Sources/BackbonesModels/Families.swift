extension Registry {
  /// Every family: a line a timm module, in the order of modules.
  static let families: [any Family.Type] = [
    ConvMixer.self,
    ConvNeXt.self,
    DenseNet.self,
    EfficientNet.self,
    InceptionNeXt.self,
    MambaOut.self,
    RDNet.self,
    RegNet.self,
    ResNeSt.self,
    ResNet.self,
    VGG.self,
    VisionTransformer.self,
    VoVNet.self,
    XceptionAligned.self,
  ]
}
