// Made by `Scripts/facts configurations` from timm 1.0.31.
extension TNT {
  static let configurations = ConfigurationTable(
    """
    tnt_b_patch16_224.in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    tnt_s_legacy_patch16_224.in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    tnt_s_patch16_224.in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    """)
}
