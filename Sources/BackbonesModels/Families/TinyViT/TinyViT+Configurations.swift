// Made by `Scripts/facts configurations` from timm 1.0.31.
extension TinyViT {
  static let configurations = ConfigurationTable(
    """
    tiny_vit_5m_224.dist_in22k crop_pct=0.95 num_classes=21841 hf_hub_id=timm/
    tiny_vit_5m_224.dist_in22k_ft_in1k crop_pct=0.95 hf_hub_id=timm/
    tiny_vit_5m_224.in1k crop_pct=0.95 hf_hub_id=timm/
    tiny_vit_11m_224.dist_in22k crop_pct=0.95 num_classes=21841 hf_hub_id=timm/
    tiny_vit_11m_224.dist_in22k_ft_in1k crop_pct=0.95 hf_hub_id=timm/
    tiny_vit_11m_224.in1k crop_pct=0.95 hf_hub_id=timm/
    tiny_vit_21m_224.dist_in22k crop_pct=0.95 num_classes=21841 hf_hub_id=timm/
    tiny_vit_21m_224.dist_in22k_ft_in1k crop_pct=0.95 hf_hub_id=timm/
    tiny_vit_21m_224.in1k crop_pct=0.95 hf_hub_id=timm/
    tiny_vit_21m_384.dist_in22k_ft_in1k input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    tiny_vit_21m_512.dist_in22k_ft_in1k input_size=3x512x512 crop_pct=1 crop_mode=squash hf_hub_id=timm/
    """)
}
