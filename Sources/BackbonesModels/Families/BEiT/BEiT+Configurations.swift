// Made by `Scripts/facts configurations` from timm 1.0.31.
extension BEiT {
  static let configurations = ConfigurationTable(
    """
    beit_base_patch16_224.in22k_ft_in22k_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    beit_base_patch16_224.in22k_ft_in22k fixed_input_size crop_pct=0.9 norm=half num_classes=21841 hf_hub_id=timm/
    beit_base_patch16_384.in22k_ft_in22k_in1k input_size=3x384x384 fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    beit_large_patch16_224.in22k_ft_in22k_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    beit_large_patch16_224.in22k_ft_in22k fixed_input_size crop_pct=0.9 norm=half num_classes=21841 hf_hub_id=timm/
    beit_large_patch16_384.in22k_ft_in22k_in1k input_size=3x384x384 fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    beit_large_patch16_512.in22k_ft_in22k_in1k input_size=3x512x512 fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    beitv2_base_patch16_224.in1k_ft_in22k_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    beitv2_base_patch16_224.in1k_ft_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    beitv2_base_patch16_224.in1k_ft_in22k fixed_input_size crop_pct=0.9 num_classes=21841 hf_hub_id=timm/
    beitv2_large_patch16_224.in1k_ft_in22k_in1k fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    beitv2_large_patch16_224.in1k_ft_in1k fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    beitv2_large_patch16_224.in1k_ft_in22k fixed_input_size crop_pct=0.9 num_classes=21841 hf_hub_id=timm/
    """)
}
