// Made by `Scripts/facts configurations` from timm 1.0.31.
extension MobileNetV5 {
  static let configurations = ConfigurationTable(
    """
    mobilenetv5_300m.gemma3n input_size=3x768x768 crop_pct=1 norm=unit num_classes=0 hf_hub_id=timm/ license=gemma
    mobilenetv5_300m_enc input_size=3x768x768 crop_pct=1 norm=unit num_classes=0
    mobilenetv5_base.untrained input_size=3x256x256 crop_pct=1 norm=half license=
    """)
}
