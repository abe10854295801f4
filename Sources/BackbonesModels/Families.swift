extension Registry {
  /// Every family: a line a timm module, in the order of modules.
  static let families: [any Family.Type] = [
    ConvNeXt.self,
    DenseNet.self,
    EfficientNet.self,
    RegNet.self,
    ResNeSt.self,
    ResNet.self,
    VGG.self,
    VisionTransformer.self,
    VoVNet.self,
    XceptionAligned.self,
  ]
}
