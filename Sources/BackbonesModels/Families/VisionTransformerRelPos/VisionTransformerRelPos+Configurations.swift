// Made by `Scripts/facts configurations` from timm 1.0.31.
extension VisionTransformerRelPos {
  static let configurations = ConfigurationTable(
    """
    test_vit_relpos.untrained input_size=3x160x160 fixed_input_size crop_pct=0.95 norm=half
    vit_relpos_base_patch16_224.sw_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_relpos_base_patch16_cls_224.untrained fixed_input_size crop_pct=0.9 norm=half
    vit_relpos_base_patch16_clsgap_224.sw_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_relpos_base_patch16_plus_240.untrained input_size=3x240x240 fixed_input_size crop_pct=0.9 norm=half
    vit_relpos_base_patch16_rpn_224.untrained fixed_input_size crop_pct=0.9 norm=half
    vit_relpos_base_patch32_plus_rpn_256.sw_in1k input_size=3x256x256 fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_relpos_medium_patch16_224.sw_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_relpos_medium_patch16_cls_224.sw_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_relpos_medium_patch16_rpn_224.sw_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_relpos_small_patch16_224.sw_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_relpos_small_patch16_rpn_224.untrained fixed_input_size crop_pct=0.9 norm=half
    vit_srelpos_medium_patch16_224.sw_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_srelpos_small_patch16_224.sw_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    """)
}
