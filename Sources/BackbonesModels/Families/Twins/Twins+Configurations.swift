// Made by `Scripts/facts configurations` from timm 1.0.31.
extension Twins {
  static let configurations = ConfigurationTable(
    """
    twins_pcpvt_base.in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    twins_pcpvt_large.in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    twins_pcpvt_small.in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    twins_svt_base.in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    twins_svt_large.in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    twins_svt_small.in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    """)
}
