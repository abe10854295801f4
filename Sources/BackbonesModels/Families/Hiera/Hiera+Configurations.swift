// Made by `Scripts/facts configurations` from timm 1.0.31.
extension Hiera {
  static let configurations = ConfigurationTable(
    """
    hiera_base_224.mae_in1k_ft_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=cc-by-nc-4.0
    hiera_base_224.mae fixed_input_size crop_pct=0.9 num_classes=0 hf_hub_id=timm/ license=cc-by-nc-4.0
    hiera_base_abswin_256.untrained input_size=3x256x256 fixed_input_size crop_pct=0.95
    hiera_base_plus_224.mae_in1k_ft_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=cc-by-nc-4.0
    hiera_base_plus_224.mae fixed_input_size crop_pct=0.9 num_classes=0 hf_hub_id=timm/ license=cc-by-nc-4.0
    hiera_huge_224.mae_in1k_ft_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=cc-by-nc-4.0
    hiera_huge_224.mae fixed_input_size crop_pct=0.9 num_classes=0 hf_hub_id=timm/ license=cc-by-nc-4.0
    hiera_large_224.mae_in1k_ft_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=cc-by-nc-4.0
    hiera_large_224.mae fixed_input_size crop_pct=0.9 num_classes=0 hf_hub_id=timm/ license=cc-by-nc-4.0
    hiera_small_224.mae_in1k_ft_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=cc-by-nc-4.0
    hiera_small_224.mae fixed_input_size crop_pct=0.9 num_classes=0 hf_hub_id=timm/ license=cc-by-nc-4.0
    hiera_small_abswin_256.sbb2_e200_in12k_ft_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    hiera_small_abswin_256.sbb2_e200_in12k input_size=3x256x256 fixed_input_size crop_pct=0.95 num_classes=11821 hf_hub_id=timm/
    hiera_small_abswin_256.sbb2_pd_e200_in12k input_size=3x256x256 fixed_input_size crop_pct=0.95 num_classes=11821 hf_hub_id=timm/
    hiera_small_abswin_256.sbb2_pd_e200_in12k_ft_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    hiera_tiny_224.mae_in1k_ft_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/ license=cc-by-nc-4.0
    hiera_tiny_224.mae fixed_input_size crop_pct=0.9 num_classes=0 hf_hub_id=timm/ license=cc-by-nc-4.0
    """)
}
