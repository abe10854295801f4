// Made by `Scripts/facts configurations` from timm 1.0.31.
extension GhostNet {
  static let configurations = ConfigurationTable(
    """
    ghostnet_050.untrained
    ghostnet_100.in1k hf_hub_id=timm/
    ghostnet_130.untrained
    ghostnetv2_100.in1k hf_hub_id=timm/
    ghostnetv2_130.in1k hf_hub_id=timm/
    ghostnetv2_160.in1k hf_hub_id=timm/
    ghostnetv3_050.untrained
    ghostnetv3_100.in1k hf_hub_id=timm/
    ghostnetv3_130.untrained
    ghostnetv3_160.untrained
    """)
}
