// Made by `Scripts/facts configurations` from timm 1.0.31.
extension CSATv2 {
  static let configurations = ConfigurationTable(
    """
    csatv2.r512_in1k input_size=3x512x512 crop_pct=1 interpolation=bilinear hf_hub_id=timm/ license=
    csatv2_21m.sw_r640_in1k input_size=3x640x640 crop_pct=1 hf_hub_id=timm/ license=
    csatv2_21m.sw_r512_in1k input_size=3x512x512 crop_pct=1 hf_hub_id=timm/ license=
    """)
}
