// Made by `Scripts/facts configurations` from timm 1.0.31.
extension SENet {
  static let configurations = ConfigurationTable(
    """
    legacy_senet154.in1k interpolation=bilinear
    legacy_seresnet18.in1k
    legacy_seresnet34.in1k interpolation=bilinear
    legacy_seresnet50.in1k interpolation=bilinear
    legacy_seresnet101.in1k interpolation=bilinear
    legacy_seresnet152.in1k interpolation=bilinear
    legacy_seresnext26_32x4d.in1k
    legacy_seresnext50_32x4d.in1k interpolation=bilinear
    legacy_seresnext101_32x4d.in1k interpolation=bilinear
    """)
}
