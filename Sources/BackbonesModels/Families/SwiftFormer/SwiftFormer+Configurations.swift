// Made by `Scripts/facts configurations` from timm 1.0.31.
extension SwiftFormer {
  static let configurations = ConfigurationTable(
    """
    swiftformer_l1.dist_in1k fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    swiftformer_l3.dist_in1k fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    swiftformer_s.dist_in1k fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    swiftformer_xs.dist_in1k fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    """)
}
