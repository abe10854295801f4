// Made by `Scripts/facts configurations` from timm 1.0.31.
extension PNASNet {
  static let configurations = ConfigurationTable(
    """
    pnasnet5large.tf_in1k input_size=3x331x331 crop_pct=0.911 norm=half hf_hub_id=timm/
    """)
}
