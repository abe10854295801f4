// Made by `Scripts/facts configurations` from timm 1.0.31.
extension StarNet {
  static let configurations = ConfigurationTable(
    """
    starnet_s1.in1k hf_hub_id=timm/
    starnet_s2.in1k hf_hub_id=timm/
    starnet_s3.in1k hf_hub_id=timm/
    starnet_s4.in1k hf_hub_id=timm/
    starnet_s050.untrained
    starnet_s100.untrained
    starnet_s150.untrained
    """)
}
