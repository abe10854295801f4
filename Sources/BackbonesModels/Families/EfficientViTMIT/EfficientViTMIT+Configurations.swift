// Made by `Scripts/facts configurations` from timm 1.0.31.
extension EfficientViTMIT {
  static let configurations = ConfigurationTable(
    """
    efficientvit_b0.r224_in1k crop_pct=0.95 hf_hub_id=timm/
    efficientvit_b1.r224_in1k crop_pct=0.95 hf_hub_id=timm/
    efficientvit_b1.r256_in1k input_size=3x256x256 crop_pct=1 hf_hub_id=timm/
    efficientvit_b1.r288_in1k input_size=3x288x288 crop_pct=1 hf_hub_id=timm/
    efficientvit_b2.r224_in1k crop_pct=0.95 hf_hub_id=timm/
    efficientvit_b2.r256_in1k input_size=3x256x256 crop_pct=1 hf_hub_id=timm/
    efficientvit_b2.r288_in1k input_size=3x288x288 crop_pct=1 hf_hub_id=timm/
    efficientvit_b3.r224_in1k crop_pct=0.95 hf_hub_id=timm/
    efficientvit_b3.r256_in1k input_size=3x256x256 crop_pct=1 hf_hub_id=timm/
    efficientvit_b3.r288_in1k input_size=3x288x288 crop_pct=1 hf_hub_id=timm/
    efficientvit_l1.r224_in1k crop_pct=1 hf_hub_id=timm/
    efficientvit_l2.r224_in1k crop_pct=1 hf_hub_id=timm/
    efficientvit_l2.r256_in1k input_size=3x256x256 crop_pct=1 hf_hub_id=timm/
    efficientvit_l2.r288_in1k input_size=3x288x288 crop_pct=1 hf_hub_id=timm/
    efficientvit_l2.r384_in1k input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    efficientvit_l3.r224_in1k crop_pct=1 hf_hub_id=timm/
    efficientvit_l3.r256_in1k input_size=3x256x256 crop_pct=1 hf_hub_id=timm/
    efficientvit_l3.r320_in1k input_size=3x320x320 crop_pct=1 hf_hub_id=timm/
    efficientvit_l3.r384_in1k input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    """)
}
