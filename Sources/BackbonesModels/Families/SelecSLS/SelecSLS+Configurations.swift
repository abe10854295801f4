// Made by `Scripts/facts configurations` from timm 1.0.31.
extension SelecSLS {
  static let configurations = ConfigurationTable(
    """
    selecsls42.untrained
    selecsls42b.in1k hf_hub_id=timm/
    selecsls60.in1k hf_hub_id=timm/
    selecsls60b.in1k hf_hub_id=timm/
    selecsls84.untrained
    """)
}
