// Made by `Scripts/facts configurations` from timm 1.0.31.
extension EdgeNeXt {
  static let configurations = ConfigurationTable(
    """
    edgenext_base.usi_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/ license=mit
    edgenext_base.in21k_ft_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/ license=mit
    edgenext_small.usi_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/ license=mit
    edgenext_small_rw.sw_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.9 test_crop_pct=1 hf_hub_id=timm/ license=mit
    edgenext_x_small.in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.9 test_crop_pct=1 hf_hub_id=timm/ license=mit
    edgenext_xx_small.in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.9 test_crop_pct=1 hf_hub_id=timm/ license=mit
    """)
}
