extension Registry {
  /// Every family: a line a timm module, in the order of modules.
  static let families: [any Family.Type] = [
    ConvMixer.self,
    ConvNeXt.self,
    DenseNet.self,
    DLA.self,
    DPN.self,
    EfficientNet.self,
    InceptionNeXt.self,
    MambaOut.self,
    RDNet.self,
    RegNet.self,
    Res2Net.self,
    ResNeSt.self,
    ResNet.self,
    SelecSLS.self,
    SENet.self,
    SKNet.self,
    VGG.self,
    VisionTransformer.self,
    VoVNet.self,
    XceptionAligned.self,
  ]
}
