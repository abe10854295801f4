// Made by `Scripts/facts configurations` from timm 1.0.31.
extension RDNet {
  static let configurations = ConfigurationTable(
    """
    rdnet_base.nv_in1k crop_pct=0.9 hf_hub_id=naver-ai/rdnet_base.nv_in1k
    rdnet_large.nv_in1k crop_pct=0.9 hf_hub_id=naver-ai/rdnet_large.nv_in1k
    rdnet_large.nv_in1k_ft_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=naver-ai/rdnet_large.nv_in1k_ft_in1k_384
    rdnet_small.nv_in1k crop_pct=0.9 hf_hub_id=naver-ai/rdnet_small.nv_in1k
    rdnet_tiny.nv_in1k crop_pct=0.9 hf_hub_id=naver-ai/rdnet_tiny.nv_in1k
    """)
}
