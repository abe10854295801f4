// Made by `Scripts/facts configurations` from timm 1.0.31.
extension DenseNet {
  static let configurations = ConfigurationTable(
    """
    densenet121.ra_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    densenet121.tv_in1k hf_hub_id=timm/
    densenet161.tv_in1k hf_hub_id=timm/
    densenet169.tv_in1k hf_hub_id=timm/
    densenet201.tv_in1k hf_hub_id=timm/
    densenet264d.untrained
    densenetblur121d.ra_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    """)
}
