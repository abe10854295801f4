// Made by `Scripts/facts configurations` from timm 1.0.31.
extension NextViT {
  static let configurations = ConfigurationTable(
    """
    nextvit_base.bd_in1k crop_pct=0.95 hf_hub_id=timm/
    nextvit_base.bd_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    nextvit_base.bd_ssld_6m_in1k crop_pct=0.95 hf_hub_id=timm/
    nextvit_base.bd_ssld_6m_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    nextvit_large.bd_in1k crop_pct=0.95 hf_hub_id=timm/
    nextvit_large.bd_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    nextvit_large.bd_ssld_6m_in1k crop_pct=0.95 hf_hub_id=timm/
    nextvit_large.bd_ssld_6m_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    nextvit_small.bd_in1k crop_pct=0.95 hf_hub_id=timm/
    nextvit_small.bd_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    nextvit_small.bd_ssld_6m_in1k crop_pct=0.95 hf_hub_id=timm/
    nextvit_small.bd_ssld_6m_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    """)
}
