// Made by `Scripts/facts configurations` from timm 1.0.31.
extension SENet {
  static let configurations = ConfigurationTable(
    """
    legacy_senet154.in1k interpolation=bilinear url=https://github.com/rwightman/pytorch-image-models/releases/download/v0.1-weights/legacy_senet154-e9eb9fe6.pth
    legacy_seresnet18.in1k url=https://github.com/rwightman/pytorch-image-models/releases/download/v0.1-weights/seresnet18-4bb0ce65.pth
    legacy_seresnet34.in1k interpolation=bilinear url=https://github.com/rwightman/pytorch-image-models/releases/download/v0.1-weights/seresnet34-a4004e63.pth
    legacy_seresnet50.in1k interpolation=bilinear url=https://github.com/rwightman/pytorch-image-models/releases/download/v0.1-cadene/se_resnet50-ce0d4300.pth
    legacy_seresnet101.in1k interpolation=bilinear url=https://github.com/rwightman/pytorch-image-models/releases/download/v0.1-cadene/se_resnet101-7e38fcc6.pth
    legacy_seresnet152.in1k interpolation=bilinear url=https://github.com/rwightman/pytorch-image-models/releases/download/v0.1-cadene/se_resnet152-d17c99b7.pth
    legacy_seresnext26_32x4d.in1k url=https://github.com/rwightman/pytorch-image-models/releases/download/v0.1-weights/seresnext26_32x4d-65ebdb501.pth
    legacy_seresnext50_32x4d.in1k interpolation=bilinear url=https://github.com/rwightman/pytorch-image-models/releases/download/v0.1-weights/legacy_se_resnext50_32x4d-f3651bad.pth
    legacy_seresnext101_32x4d.in1k interpolation=bilinear url=https://github.com/rwightman/pytorch-image-models/releases/download/v0.1-weights/legacy_se_resnext101_32x4d-37725eac.pth
    """)
}
