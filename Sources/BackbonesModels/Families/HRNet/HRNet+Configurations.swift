// Made by `Scripts/facts configurations` from timm 1.0.31.
extension HRNet {
  static let configurations = ConfigurationTable(
    """
    hrnet_w18.ms_aug_in1k crop_pct=0.95 interpolation=bilinear hf_hub_id=timm/ license=mit
    hrnet_w18.ms_in1k interpolation=bilinear hf_hub_id=timm/ license=mit
    hrnet_w18_small.gluon_in1k hf_hub_id=timm/
    hrnet_w18_small.ms_in1k interpolation=bilinear hf_hub_id=timm/ license=mit
    hrnet_w18_small_v2.gluon_in1k hf_hub_id=timm/
    hrnet_w18_small_v2.ms_in1k interpolation=bilinear hf_hub_id=timm/ license=mit
    hrnet_w18_ssld.paddle_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 interpolation=bilinear hf_hub_id=timm/ license=mit
    hrnet_w30.ms_in1k interpolation=bilinear hf_hub_id=timm/ license=mit
    hrnet_w32.ms_in1k interpolation=bilinear hf_hub_id=timm/ license=mit
    hrnet_w40.ms_in1k interpolation=bilinear hf_hub_id=timm/ license=mit
    hrnet_w44.ms_in1k interpolation=bilinear hf_hub_id=timm/ license=mit
    hrnet_w48.ms_in1k interpolation=bilinear hf_hub_id=timm/ license=mit
    hrnet_w48_ssld.paddle_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 interpolation=bilinear hf_hub_id=timm/ license=mit
    hrnet_w64.ms_in1k interpolation=bilinear hf_hub_id=timm/ license=mit
    """)
}
