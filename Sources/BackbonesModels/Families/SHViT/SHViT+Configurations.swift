// Made by `Scripts/facts configurations` from timm 1.0.31.
extension SHViT {
  static let configurations = ConfigurationTable(
    """
    shvit_s1.in1k hf_hub_id=timm/ license=mit
    shvit_s2.in1k hf_hub_id=timm/ license=mit
    shvit_s3.in1k hf_hub_id=timm/ license=mit
    shvit_s4.in1k input_size=3x256x256 hf_hub_id=timm/ license=mit
    """)
}
