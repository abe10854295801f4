// Made by `Scripts/facts configurations` from timm 1.0.31.
extension Visformer {
  static let configurations = ConfigurationTable(
    """
    visformer_small.in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    visformer_tiny.in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    """)
}
