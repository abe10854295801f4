// Made by `Scripts/facts configurations` from timm 1.0.31.
extension SwinTransformer {
  static let configurations = ConfigurationTable(
    """
    swin_base_patch4_window7_224.ms_in22k_ft_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=mit
    swin_base_patch4_window7_224.ms_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=mit
    swin_base_patch4_window7_224.ms_in22k fixed_input_size crop_pct=0.9 num_classes=21841 hf_hub_id=timm/ license=mit
    swin_base_patch4_window12_384.ms_in22k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/ license=mit
    swin_base_patch4_window12_384.ms_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/ license=mit
    swin_base_patch4_window12_384.ms_in22k input_size=3x384x384 fixed_input_size crop_pct=1 num_classes=21841 hf_hub_id=timm/ license=mit
    swin_large_patch4_window7_224.ms_in22k_ft_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=mit
    swin_large_patch4_window7_224.ms_in22k fixed_input_size crop_pct=0.9 num_classes=21841 hf_hub_id=timm/ license=mit
    swin_large_patch4_window12_384.ms_in22k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/ license=mit
    swin_large_patch4_window12_384.ms_in22k input_size=3x384x384 fixed_input_size crop_pct=1 num_classes=21841 hf_hub_id=timm/ license=mit
    swin_s3_base_224.ms_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=mit
    swin_s3_small_224.ms_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=mit
    swin_s3_tiny_224.ms_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=mit
    swin_small_patch4_window7_224.ms_in22k_ft_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=mit
    swin_small_patch4_window7_224.ms_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=mit
    swin_small_patch4_window7_224.ms_in22k fixed_input_size crop_pct=0.9 num_classes=21841 hf_hub_id=timm/ license=mit
    swin_tiny_patch4_window7_224.ms_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=mit
    swin_tiny_patch4_window7_224.ms_in22k fixed_input_size crop_pct=0.9 num_classes=21841 hf_hub_id=timm/ license=mit
    swin_tiny_patch4_window7_224.ms_in22k_ft_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=mit
    """)
}
