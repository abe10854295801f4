// Made by `Scripts/facts configurations` from timm 1.0.31.
extension MLPMixer {
  static let configurations = ConfigurationTable(
    """
    gmixer_12_224.untrained fixed_input_size
    gmixer_24_224.ra3_in1k fixed_input_size hf_hub_id=timm/
    gmlp_b16_224.untrained fixed_input_size norm=half
    gmlp_s16_224.ra3_in1k fixed_input_size norm=half hf_hub_id=timm/
    gmlp_ti16_224.untrained fixed_input_size norm=half
    mixer_b16_224.goog_in21k_ft_in1k fixed_input_size norm=half hf_hub_id=timm/
    mixer_b16_224.goog_in21k fixed_input_size norm=half num_classes=21843 hf_hub_id=timm/
    mixer_b16_224.miil_in21k fixed_input_size interpolation=bilinear norm=unit num_classes=11221 hf_hub_id=timm/
    mixer_b16_224.miil_in21k_ft_in1k fixed_input_size interpolation=bilinear norm=unit hf_hub_id=timm/
    mixer_b32_224.untrained fixed_input_size norm=half
    mixer_l16_224.goog_in21k_ft_in1k fixed_input_size norm=half hf_hub_id=timm/
    mixer_l16_224.goog_in21k fixed_input_size norm=half num_classes=21843 hf_hub_id=timm/
    mixer_l32_224.untrained fixed_input_size norm=half
    mixer_s16_224.untrained fixed_input_size norm=half
    mixer_s32_224.untrained fixed_input_size norm=half
    resmlp_12_224.fb_in1k fixed_input_size hf_hub_id=timm/
    resmlp_12_224.fb_dino fixed_input_size hf_hub_id=timm/
    resmlp_12_224.fb_distilled_in1k fixed_input_size hf_hub_id=timm/
    resmlp_24_224.fb_in1k fixed_input_size hf_hub_id=timm/
    resmlp_24_224.fb_dino fixed_input_size hf_hub_id=timm/
    resmlp_24_224.fb_distilled_in1k fixed_input_size hf_hub_id=timm/
    resmlp_36_224.fb_in1k fixed_input_size hf_hub_id=timm/
    resmlp_36_224.fb_distilled_in1k fixed_input_size hf_hub_id=timm/
    resmlp_big_24_224.fb_in1k fixed_input_size hf_hub_id=timm/
    resmlp_big_24_224.fb_distilled_in1k fixed_input_size hf_hub_id=timm/
    resmlp_big_24_224.fb_in22k_ft_in1k fixed_input_size hf_hub_id=timm/
    """)
}
