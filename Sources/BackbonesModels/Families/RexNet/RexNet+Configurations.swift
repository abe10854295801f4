// Made by `Scripts/facts configurations` from timm 1.0.31.
extension RexNet {
  static let configurations = ConfigurationTable(
    """
    rexnet_100.nav_in1k hf_hub_id=timm/ license=mit
    rexnet_130.nav_in1k hf_hub_id=timm/ license=mit
    rexnet_150.nav_in1k hf_hub_id=timm/ license=mit
    rexnet_200.nav_in1k hf_hub_id=timm/ license=mit
    rexnet_300.nav_in1k hf_hub_id=timm/ license=mit
    rexnetr_100.untrained license=mit
    rexnetr_130.untrained license=mit
    rexnetr_150.untrained license=mit
    rexnetr_200.sw_in12k_ft_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    rexnetr_200.sw_in12k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 num_classes=11821 hf_hub_id=timm/
    rexnetr_300.sw_in12k_ft_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    rexnetr_300.sw_in12k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 num_classes=11821 hf_hub_id=timm/
    """)
}
