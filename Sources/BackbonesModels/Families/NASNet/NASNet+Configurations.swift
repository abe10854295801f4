// Made by `Scripts/facts configurations` from timm 1.0.31.
extension NASNet {
  static let configurations = ConfigurationTable(
    """
    nasnetalarge.tf_in1k input_size=3x331x331 crop_pct=0.911 norm=half hf_hub_id=timm/
    """)
}
