// Made by `Scripts/facts configurations` from timm 1.0.31.
extension ResNeSt {
  static let configurations = ConfigurationTable(
    """
    resnest14d.gluon_in1k interpolation=bilinear hf_hub_id=timm/
    resnest26d.gluon_in1k interpolation=bilinear hf_hub_id=timm/
    resnest50d.in1k interpolation=bilinear hf_hub_id=timm/
    resnest50d_1s4x24d.in1k hf_hub_id=timm/
    resnest50d_4s2x40d.in1k hf_hub_id=timm/
    resnest101e.in1k input_size=3x256x256 interpolation=bilinear hf_hub_id=timm/
    resnest200e.in1k input_size=3x320x320 crop_pct=0.909 hf_hub_id=timm/
    resnest269e.in1k input_size=3x416x416 crop_pct=0.928 hf_hub_id=timm/
    """)
}
