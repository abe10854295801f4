// Made by `Scripts/facts configurations` from timm 1.0.31.
extension SwinTransformerV2 {
  static let configurations = ConfigurationTable(
    """
    swinv2_base_window8_256.ms_in1k input_size=3x256x256 fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=mit
    swinv2_base_window12_192.ms_in22k input_size=3x192x192 fixed_input_size crop_pct=0.9 num_classes=21841 hf_hub_id=timm/ license=mit
    swinv2_base_window12to16_192to256.ms_in22k_ft_in1k input_size=3x256x256 fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=mit
    swinv2_base_window12to24_192to384.ms_in22k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/ license=mit
    swinv2_base_window16_256.ms_in1k input_size=3x256x256 fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=mit
    swinv2_large_window12_192.ms_in22k input_size=3x192x192 fixed_input_size crop_pct=0.9 num_classes=21841 hf_hub_id=timm/ license=mit
    swinv2_large_window12to16_192to256.ms_in22k_ft_in1k input_size=3x256x256 fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=mit
    swinv2_large_window12to24_192to384.ms_in22k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/ license=mit
    swinv2_small_window8_256.ms_in1k input_size=3x256x256 fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=mit
    swinv2_small_window16_256.ms_in1k input_size=3x256x256 fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=mit
    swinv2_tiny_window8_256.ms_in1k input_size=3x256x256 fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=mit
    swinv2_tiny_window16_256.ms_in1k input_size=3x256x256 fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=mit
    """)
}
