// Made by `Scripts/facts configurations` from timm 1.0.31.
extension EfficientFormerV2 {
  static let configurations = ConfigurationTable(
    """
    efficientformerv2_l.snap_dist_in1k fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    efficientformerv2_s0.snap_dist_in1k fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    efficientformerv2_s1.snap_dist_in1k fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    efficientformerv2_s2.snap_dist_in1k fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    """)
}
