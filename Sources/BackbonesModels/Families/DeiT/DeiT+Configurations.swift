// Made by `Scripts/facts configurations` from timm 1.0.31.
extension DeiT {
  static let configurations = ConfigurationTable(
    """
    deit3_base_patch16_224.fb_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    deit3_base_patch16_224.fb_in22k_ft_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    deit3_base_patch16_384.fb_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    deit3_base_patch16_384.fb_in22k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    deit3_huge_patch14_224.fb_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    deit3_huge_patch14_224.fb_in22k_ft_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    deit3_large_patch16_224.fb_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    deit3_large_patch16_224.fb_in22k_ft_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    deit3_large_patch16_384.fb_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    deit3_large_patch16_384.fb_in22k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    deit3_medium_patch16_224.fb_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    deit3_medium_patch16_224.fb_in22k_ft_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    deit3_small_patch16_224.fb_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    deit3_small_patch16_224.fb_in22k_ft_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    deit3_small_patch16_384.fb_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    deit3_small_patch16_384.fb_in22k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    deit_base_distilled_patch16_224.fb_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    deit_base_distilled_patch16_384.fb_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    deit_base_patch16_224.fb_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    deit_base_patch16_384.fb_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    deit_small_distilled_patch16_224.fb_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    deit_small_patch16_224.fb_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    deit_tiny_distilled_patch16_224.fb_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    deit_tiny_patch16_224.fb_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    """)
}
