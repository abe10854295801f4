// Made by `Scripts/facts configurations` from timm 1.0.31.
extension LCNetV2 {
  static let configurations = ConfigurationTable(
    """
    lcnetv2_base.ssld_in1k hf_hub_id=timm/
    lcnetv2_base.paddle_in1k hf_hub_id=timm/
    lcnetv2_large.paddle_in1k hf_hub_id=timm/
    lcnetv2_small.paddle_in1k hf_hub_id=timm/
    """)
}
