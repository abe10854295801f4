// Made by `Scripts/facts configurations` from timm 1.0.31.
extension FasterNet {
  static let configurations = ConfigurationTable(
    """
    fasternet_l.in1k crop_pct=1 test_crop_pct=0.9 hf_hub_id=timm/
    fasternet_m.in1k crop_pct=1 test_crop_pct=0.9 hf_hub_id=timm/
    fasternet_s.in1k crop_pct=1 test_crop_pct=0.9 hf_hub_id=timm/
    fasternet_t0.in1k crop_pct=1 test_crop_pct=0.9 hf_hub_id=timm/
    fasternet_t1.in1k crop_pct=1 test_crop_pct=0.9 hf_hub_id=timm/
    fasternet_t2.in1k crop_pct=1 test_crop_pct=0.9 hf_hub_id=timm/
    """)
}
