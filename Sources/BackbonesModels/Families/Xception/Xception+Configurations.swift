// Made by `Scripts/facts configurations` from timm 1.0.31.
extension Xception {
  static let configurations = ConfigurationTable(
    """
    legacy_xception.tf_in1k input_size=3x299x299 crop_pct=0.8975 norm=half url=https://github.com/rwightman/pytorch-image-models/releases/download/v0.1-cadene/xception-43020ad28.pth
    """)
}
