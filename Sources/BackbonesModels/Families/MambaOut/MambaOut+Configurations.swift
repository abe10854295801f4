// Made by `Scripts/facts configurations` from timm 1.0.31.
extension MambaOut {
  static let configurations = ConfigurationTable(
    """
    mambaout_base.in1k test_input_size=3x288x288 crop_pct=1 hf_hub_id=timm/
    mambaout_base_plus_rw.sw_e150_in12k_ft_in1k test_input_size=3x288x288 crop_pct=1 hf_hub_id=timm/
    mambaout_base_plus_rw.sw_e150_in12k test_input_size=3x288x288 crop_pct=1 num_classes=11821 hf_hub_id=timm/
    mambaout_base_plus_rw.sw_e150_r384_in12k_ft_in1k input_size=3x384x384 test_input_size=3x384x384 crop_pct=1 crop_mode=squash hf_hub_id=timm/
    mambaout_base_short_rw.sw_e500_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    mambaout_base_tall_rw.sw_e500_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    mambaout_base_wide_rw.sw_e500_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    mambaout_femto.in1k test_input_size=3x288x288 crop_pct=1 hf_hub_id=timm/
    mambaout_kobe.in1k test_input_size=3x288x288 crop_pct=1 hf_hub_id=timm/
    mambaout_small.in1k test_input_size=3x288x288 crop_pct=1 hf_hub_id=timm/
    mambaout_small_rw.sw_e450_in1k test_input_size=3x288x288 crop_pct=1 hf_hub_id=timm/
    mambaout_tiny.in1k test_input_size=3x288x288 crop_pct=1 hf_hub_id=timm/
    test_mambaout input_size=3x160x160 test_input_size=3x192x192 crop_pct=1 license=apache-2.0
    """)
}
