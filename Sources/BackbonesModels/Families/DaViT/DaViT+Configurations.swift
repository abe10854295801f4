// Made by `Scripts/facts configurations` from timm 1.0.31.
extension DaViT {
  static let configurations = ConfigurationTable(
    """
    davit_base.msft_in1k crop_pct=0.95 hf_hub_id=timm/
    davit_base_fl.msft_florence2 input_size=3x768x768 crop_pct=0.95 num_classes=0 hf_hub_id=microsoft/Florence-2-base
    davit_giant crop_pct=0.95 license=apache-2.0
    davit_huge crop_pct=0.95 license=apache-2.0
    davit_huge_fl.msft_florence2 input_size=3x768x768 crop_pct=0.95 num_classes=0 hf_hub_id=microsoft/Florence-2-large
    davit_large crop_pct=0.95 license=apache-2.0
    davit_small.msft_in1k crop_pct=0.95 hf_hub_id=timm/
    davit_tiny.msft_in1k crop_pct=0.95 hf_hub_id=timm/
    """)
}
