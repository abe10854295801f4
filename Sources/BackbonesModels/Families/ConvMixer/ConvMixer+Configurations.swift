// Made by `Scripts/facts configurations` from timm 1.0.31.
extension ConvMixer {
  static let configurations = ConfigurationTable(
    """
    convmixer_768_32.in1k crop_pct=0.96 hf_hub_id=timm/ license=mit
    convmixer_1024_20_ks9_p14.in1k crop_pct=0.96 hf_hub_id=timm/ license=mit
    convmixer_1536_20.in1k crop_pct=0.96 hf_hub_id=timm/ license=mit
    """)
}
