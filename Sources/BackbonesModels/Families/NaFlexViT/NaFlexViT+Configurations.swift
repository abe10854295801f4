// Made by `Scripts/facts configurations` from timm 1.0.31.
extension NaFlexViT {
  static let configurations = ConfigurationTable(
    """
    naflexvit_base_patch16_gap.e300_s576_in1k input_size=3x384x384 crop_pct=1 norm=half hf_hub_id=timm/
    naflexvit_base_patch16_map.untrained input_size=3x384x384 crop_pct=1 norm=half
    naflexvit_base_patch16_par_gap.e300_s576_in1k input_size=3x384x384 crop_pct=1 norm=half hf_hub_id=timm/
    naflexvit_base_patch16_parfac_gap.e300_s576_in1k input_size=3x384x384 crop_pct=1 norm=half hf_hub_id=timm/
    naflexvit_base_patch16_radio_v3.c_radio input_size=3x512x512 crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=nvidia-open-model-license
    naflexvit_base_patch16_siglip.v2_webli input_size=3x384x384 crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    naflexvit_giant_patch16_radio_v3.c_radio input_size=3x512x512 crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=nvidia-open-model-license
    naflexvit_huge_patch16_radio_v3.c_radio input_size=3x512x512 crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=nvidia-open-model-license
    naflexvit_huge_patch16_radio_v4.c_radio input_size=3x512x512 crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=nvidia-open-model-license
    naflexvit_large_patch16_radio_v3.c_radio input_size=3x512x512 crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=nvidia-open-model-license
    naflexvit_so150m2_patch16_reg1_gap.untrained input_size=3x384x384 crop_pct=1 norm=half
    naflexvit_so150m2_patch16_reg1_map.untrained input_size=3x384x384 crop_pct=1 norm=half
    naflexvit_so400m_patch16_radio_v4.c_radio input_size=3x512x512 crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=nvidia-open-model-license
    naflexvit_so400m_patch16_siglip.v2_webli input_size=3x384x384 crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    """)
}
