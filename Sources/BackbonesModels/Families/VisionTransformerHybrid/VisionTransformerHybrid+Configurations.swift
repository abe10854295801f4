// Made by `Scripts/facts configurations` from timm 1.0.31.
extension VisionTransformerHybrid {
  static let configurations = ConfigurationTable(
    """
    vit_base_mci_224.apple_mclip_lt fixed_input_size crop_pct=0.9 norm=unit num_classes=512 hf_hub_id=apple/mobileclip_b_lt_timm license=apple-amlr
    vit_base_mci_224.apple_mclip fixed_input_size crop_pct=0.9 norm=unit num_classes=512 hf_hub_id=apple/mobileclip_b_timm license=apple-amlr
    vit_base_mci_224.apple_mclip2_dfndr2b fixed_input_size crop_pct=0.9 norm=unit num_classes=512 hf_hub_id=timm/ license=apple-amlr
    vit_base_r26_s32_224.untrained fixed_input_size crop_pct=0.9 norm=half
    vit_base_r50_s16_224.orig_in21k fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_base_r50_s16_384.orig_in21k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    vit_base_resnet26d_224.untrained fixed_input_size crop_pct=0.9
    vit_base_resnet50d_224.untrained fixed_input_size crop_pct=0.9
    vit_large_r50_s32_224.augreg_in21k_ft_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_large_r50_s32_224.augreg_in21k fixed_input_size crop_pct=0.9 norm=half num_classes=21843 hf_hub_id=timm/
    vit_large_r50_s32_384.augreg_in21k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    vit_small_r26_s32_224.augreg_in21k_ft_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_small_r26_s32_224.augreg_in21k fixed_input_size crop_pct=0.9 norm=half num_classes=21843 hf_hub_id=timm/
    vit_small_r26_s32_384.augreg_in21k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    vit_small_resnet26d_224.untrained fixed_input_size crop_pct=0.9
    vit_small_resnet50d_s16_224.untrained fixed_input_size crop_pct=0.9
    vit_tiny_r_s16_p8_224.augreg_in21k_ft_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_tiny_r_s16_p8_224.augreg_in21k fixed_input_size crop_pct=0.9 norm=half num_classes=21843 hf_hub_id=timm/
    vit_tiny_r_s16_p8_384.augreg_in21k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    """)
}
