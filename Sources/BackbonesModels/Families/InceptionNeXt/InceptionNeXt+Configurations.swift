// Made by `Scripts/facts configurations` from timm 1.0.31.
extension InceptionNeXt {
  static let configurations = ConfigurationTable(
    """
    inception_next_atto.sail_in1k hf_hub_id=timm/
    inception_next_base.sail_in1k crop_pct=0.95 hf_hub_id=timm/
    inception_next_base.sail_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    inception_next_small.sail_in1k hf_hub_id=timm/
    inception_next_tiny.sail_in1k hf_hub_id=timm/
    """)
}
