// Made by `Scripts/facts configurations` from timm 1.0.31.
extension VisionTransformerSAM {
  static let configurations = ConfigurationTable(
    """
    samvit_base_patch16.sa1b input_size=3x1024x1024 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/
    samvit_base_patch16_224 fixed_input_size crop_pct=0.9
    samvit_huge_patch16.sa1b input_size=3x1024x1024 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/
    samvit_large_patch16.sa1b input_size=3x1024x1024 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/
    """)
}
