// Made by `Scripts/facts configurations` from timm 1.0.31.
extension DLA {
  static let configurations = ConfigurationTable(
    """
    dla34.in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    dla46_c.in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    dla46x_c.in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    dla60.in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    dla60_res2net.in1k interpolation=bilinear hf_hub_id=timm/ license=unknown
    dla60_res2next.in1k interpolation=bilinear hf_hub_id=timm/ license=unknown
    dla60x.in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    dla60x_c.in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    dla102.in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    dla102x.in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    dla102x2.in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    dla169.in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    """)
}
