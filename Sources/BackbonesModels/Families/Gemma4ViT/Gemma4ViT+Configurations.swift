// Made by `Scripts/facts configurations` from timm 1.0.31.
extension Gemma4ViT {
  static let configurations = ConfigurationTable(
    """
    gemma4_vit_167m.gemma4_e4b_it input_size=3x768x768 crop_pct=1 norm=unit num_classes=0 hf_hub_id=timm/
    gemma4_vit_167m_enc.gemma4_e4b_it input_size=3x768x768 crop_pct=1 norm=unit num_classes=0 hf_hub_id=timm/
    gemma4_vit_570m.gemma4_31b_it input_size=3x768x768 crop_pct=1 norm=unit num_classes=0 hf_hub_id=timm/
    gemma4_vit_570m_enc.gemma4_31b_it input_size=3x768x768 crop_pct=1 norm=unit num_classes=0 hf_hub_id=timm/
    """)
}
