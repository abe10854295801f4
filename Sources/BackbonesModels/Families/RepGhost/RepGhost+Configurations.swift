// Made by `Scripts/facts configurations` from timm 1.0.31.
extension RepGhost {
  static let configurations = ConfigurationTable(
    """
    repghostnet_050.in1k hf_hub_id=timm/ license=mit
    repghostnet_058.in1k hf_hub_id=timm/ license=mit
    repghostnet_080.in1k hf_hub_id=timm/ license=mit
    repghostnet_100.in1k hf_hub_id=timm/ license=mit
    repghostnet_111.in1k hf_hub_id=timm/ license=mit
    repghostnet_130.in1k hf_hub_id=timm/ license=mit
    repghostnet_150.in1k hf_hub_id=timm/ license=mit
    repghostnet_200.in1k hf_hub_id=timm/ license=mit
    """)
}
