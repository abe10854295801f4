// Made by `Scripts/facts configurations` from timm 1.0.31.
extension Res2Net {
  static let configurations = ConfigurationTable(
    """
    res2net50_14w_8s.in1k interpolation=bilinear hf_hub_id=timm/ license=unknown
    res2net50_26w_4s.in1k interpolation=bilinear hf_hub_id=timm/ license=unknown
    res2net50_26w_6s.in1k interpolation=bilinear hf_hub_id=timm/ license=unknown
    res2net50_26w_8s.in1k interpolation=bilinear hf_hub_id=timm/ license=unknown
    res2net50_48w_2s.in1k interpolation=bilinear hf_hub_id=timm/ license=unknown
    res2net50d.in1k interpolation=bilinear hf_hub_id=timm/ license=unknown
    res2net101_26w_4s.in1k interpolation=bilinear hf_hub_id=timm/ license=unknown
    res2net101d.in1k interpolation=bilinear hf_hub_id=timm/ license=unknown
    res2next50.in1k interpolation=bilinear hf_hub_id=timm/ license=unknown
    """)
}
