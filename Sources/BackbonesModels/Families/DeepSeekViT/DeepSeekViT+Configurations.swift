// Made by `Scripts/facts configurations` from timm 1.0.31.
extension DeepSeekViT {
  static let configurations = ConfigurationTable(
    """
    deepseek_vit_412m.deepseek_v4_1_flash input_size=3x546x546 crop_pct=1 crop_mode=border norm=half num_classes=0 hf_hub_id=timm/ license=mit
    deepseek_vit_412m.deepseek_v4_flash_vision_exp input_size=3x392x392 crop_pct=1 crop_mode=border norm=half num_classes=0 hf_hub_id=timm/ license=mit
    deepseek_vit_412m_align.deepseek_v4_1_flash input_size=3x546x546 crop_pct=1 crop_mode=border norm=half num_classes=0 hf_hub_id=timm/ license=mit
    deepseek_vit_412m_align.deepseek_v4_flash_vision_exp input_size=3x392x392 crop_pct=1 crop_mode=border norm=half num_classes=0 hf_hub_id=timm/ license=mit
    deepseek_vit_412m_enc.deepseek_v4_1_flash input_size=3x546x546 crop_pct=1 crop_mode=border norm=half num_classes=0 hf_hub_id=timm/ license=mit
    deepseek_vit_412m_enc.deepseek_v4_flash_vision_exp input_size=3x392x392 crop_pct=1 crop_mode=border norm=half num_classes=0 hf_hub_id=timm/ license=mit
    """)
}
