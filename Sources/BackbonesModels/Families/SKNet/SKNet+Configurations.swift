// Made by `Scripts/facts configurations` from timm 1.0.31.
extension SKNet {
  static let configurations = ConfigurationTable(
    """
    skresnet18.ra_in1k hf_hub_id=timm/
    skresnet34.ra_in1k hf_hub_id=timm/
    skresnet50.untrained
    skresnet50d.untrained
    skresnext50_32x4d.ra_in1k hf_hub_id=timm/
    """)
}
