// Made by `Scripts/facts configurations` from timm 1.0.31.
extension LowFormer {
  static let configurations = ConfigurationTable(
    """
    lowformer_b0.in1k crop_pct=0.95 hf_hub_id=timm/
    lowformer_b1.in1k crop_pct=0.95 hf_hub_id=timm/
    lowformer_b2.untrained crop_pct=0.95
    lowformer_b3.in1k crop_pct=0.95 hf_hub_id=timm/
    lowformer_b15.in1k crop_pct=0.95 hf_hub_id=timm/
    lowformer_e1.in1k crop_pct=0.95 hf_hub_id=timm/
    lowformer_e2.in1k crop_pct=0.95 hf_hub_id=timm/
    lowformer_e3.in1k crop_pct=0.95 hf_hub_id=timm/
    """)
}
