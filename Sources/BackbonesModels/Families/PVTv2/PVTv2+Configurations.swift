// Made by `Scripts/facts configurations` from timm 1.0.31.
extension PVTv2 {
  static let configurations = ConfigurationTable(
    """
    pvt_v2_b0.in1k crop_pct=0.9 hf_hub_id=timm/
    pvt_v2_b1.in1k crop_pct=0.9 hf_hub_id=timm/
    pvt_v2_b2.in1k crop_pct=0.9 hf_hub_id=timm/
    pvt_v2_b2_li.in1k crop_pct=0.9 hf_hub_id=timm/
    pvt_v2_b3.in1k crop_pct=0.9 hf_hub_id=timm/
    pvt_v2_b4.in1k crop_pct=0.9 hf_hub_id=timm/
    pvt_v2_b5.in1k crop_pct=0.9 hf_hub_id=timm/
    """)
}
