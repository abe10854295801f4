// Made by `Scripts/facts configurations` from timm 1.0.31.
extension DLA {
  static let configurations = ConfigurationTable(
    """
    dla34.in1k interpolation=bilinear hf_hub_id=timm/
    dla46_c.in1k interpolation=bilinear hf_hub_id=timm/
    dla46x_c.in1k interpolation=bilinear hf_hub_id=timm/
    dla60.in1k interpolation=bilinear hf_hub_id=timm/
    dla60_res2net.in1k interpolation=bilinear hf_hub_id=timm/
    dla60_res2next.in1k interpolation=bilinear hf_hub_id=timm/
    dla60x.in1k interpolation=bilinear hf_hub_id=timm/
    dla60x_c.in1k interpolation=bilinear hf_hub_id=timm/
    dla102.in1k interpolation=bilinear hf_hub_id=timm/
    dla102x.in1k interpolation=bilinear hf_hub_id=timm/
    dla102x2.in1k interpolation=bilinear hf_hub_id=timm/
    dla169.in1k interpolation=bilinear hf_hub_id=timm/
    """)
}
