// Made by `Scripts/facts configurations` from timm 1.0.31.
extension FocalNet {
  static let configurations = ConfigurationTable(
    """
    focalnet_base_lrf.ms_in1k crop_pct=0.9 hf_hub_id=timm/ license=mit
    focalnet_base_srf.ms_in1k crop_pct=0.9 hf_hub_id=timm/ license=mit
    focalnet_huge_fl3.ms_in22k crop_pct=0.9 num_classes=21842 hf_hub_id=timm/ license=mit
    focalnet_huge_fl4.ms_in22k crop_pct=0.9 num_classes=0 hf_hub_id=timm/ license=mit
    focalnet_large_fl3.ms_in22k input_size=3x384x384 crop_pct=1 num_classes=21842 hf_hub_id=timm/ license=mit
    focalnet_large_fl4.ms_in22k input_size=3x384x384 crop_pct=1 num_classes=21842 hf_hub_id=timm/ license=mit
    focalnet_small_lrf.ms_in1k crop_pct=0.9 hf_hub_id=timm/ license=mit
    focalnet_small_srf.ms_in1k crop_pct=0.9 hf_hub_id=timm/ license=mit
    focalnet_tiny_lrf.ms_in1k crop_pct=0.9 hf_hub_id=timm/ license=mit
    focalnet_tiny_srf.ms_in1k crop_pct=0.9 hf_hub_id=timm/ license=mit
    focalnet_xlarge_fl3.ms_in22k input_size=3x384x384 crop_pct=1 num_classes=21842 hf_hub_id=timm/ license=mit
    focalnet_xlarge_fl4.ms_in22k input_size=3x384x384 crop_pct=1 num_classes=21842 hf_hub_id=timm/ license=mit
    """)
}
