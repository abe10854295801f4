// Made by `Scripts/facts configurations` from timm 1.0.31.
extension SelecSLS {
  static let configurations = ConfigurationTable(
    """
    selecsls42.untrained license=cc-by-4.0
    selecsls42b.in1k hf_hub_id=timm/ license=cc-by-4.0
    selecsls60.in1k hf_hub_id=timm/ license=cc-by-4.0
    selecsls60b.in1k hf_hub_id=timm/ license=cc-by-4.0
    selecsls84.untrained license=cc-by-4.0
    """)
}
