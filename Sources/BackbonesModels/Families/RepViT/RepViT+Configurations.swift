// Made by `Scripts/facts configurations` from timm 1.0.31.
extension RepViT {
  static let configurations = ConfigurationTable(
    """
    repvit_m0_9.dist_300e_in1k crop_pct=0.95 hf_hub_id=timm/
    repvit_m0_9.dist_450e_in1k crop_pct=0.95 hf_hub_id=timm/
    repvit_m1.dist_in1k crop_pct=0.95 hf_hub_id=timm/
    repvit_m1_0.dist_300e_in1k crop_pct=0.95 hf_hub_id=timm/
    repvit_m1_0.dist_450e_in1k crop_pct=0.95 hf_hub_id=timm/
    repvit_m1_1.dist_300e_in1k crop_pct=0.95 hf_hub_id=timm/
    repvit_m1_1.dist_450e_in1k crop_pct=0.95 hf_hub_id=timm/
    repvit_m1_5.dist_300e_in1k crop_pct=0.95 hf_hub_id=timm/
    repvit_m1_5.dist_450e_in1k crop_pct=0.95 hf_hub_id=timm/
    repvit_m2.dist_in1k crop_pct=0.95 hf_hub_id=timm/
    repvit_m2_3.dist_300e_in1k crop_pct=0.95 hf_hub_id=timm/
    repvit_m2_3.dist_450e_in1k crop_pct=0.95 hf_hub_id=timm/
    repvit_m3.dist_in1k crop_pct=0.95 hf_hub_id=timm/
    """)
}
