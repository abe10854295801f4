// Made by `Scripts/facts configurations` from timm 1.0.31.
extension CoaT {
  static let configurations = ConfigurationTable(
    """
    coat_lite_medium.in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    coat_lite_medium_384.in1k input_size=3x384x384 fixed_input_size crop_pct=1 crop_mode=squash hf_hub_id=timm/
    coat_lite_mini.in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    coat_lite_small.in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    coat_lite_tiny.in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    coat_mini.in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    coat_small.in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    coat_tiny.in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    """)
}
