// Made by `Scripts/facts configurations` from timm 1.0.31.
extension EfficientFormer {
  static let configurations = ConfigurationTable(
    """
    efficientformer_l1.snap_dist_in1k fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    efficientformer_l3.snap_dist_in1k fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    efficientformer_l7.snap_dist_in1k fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    """)
}
