// Made by `Scripts/facts configurations` from timm 1.0.31.
extension HardCoReNAS {
  static let configurations = ConfigurationTable(
    """
    hardcorenas_a.miil_green_in1k interpolation=bilinear hf_hub_id=timm/
    hardcorenas_b.miil_green_in1k interpolation=bilinear hf_hub_id=timm/
    hardcorenas_c.miil_green_in1k interpolation=bilinear hf_hub_id=timm/
    hardcorenas_d.miil_green_in1k interpolation=bilinear hf_hub_id=timm/
    hardcorenas_e.miil_green_in1k interpolation=bilinear hf_hub_id=timm/
    hardcorenas_f.miil_green_in1k interpolation=bilinear hf_hub_id=timm/
    """)
}
