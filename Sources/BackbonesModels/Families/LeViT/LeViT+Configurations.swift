// Made by `Scripts/facts configurations` from timm 1.0.31.
extension LeViT {
  static let configurations = ConfigurationTable(
    """
    levit_128.fb_dist_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    levit_128s.fb_dist_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    levit_192.fb_dist_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    levit_256.fb_dist_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    levit_256d.untrained fixed_input_size crop_pct=0.9
    levit_384.fb_dist_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    levit_384_s8.untrained fixed_input_size crop_pct=0.9
    levit_512.untrained fixed_input_size crop_pct=0.9
    levit_512_s8.untrained fixed_input_size crop_pct=0.9
    levit_512d.untrained fixed_input_size crop_pct=0.9
    levit_conv_128.fb_dist_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    levit_conv_128s.fb_dist_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    levit_conv_192.fb_dist_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    levit_conv_256.fb_dist_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    levit_conv_256d.untrained fixed_input_size crop_pct=0.9
    levit_conv_384.fb_dist_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    levit_conv_384_s8.untrained fixed_input_size crop_pct=0.9
    levit_conv_512.untrained fixed_input_size crop_pct=0.9
    levit_conv_512_s8.untrained fixed_input_size crop_pct=0.9
    levit_conv_512d.untrained fixed_input_size crop_pct=0.9
    """)
}
