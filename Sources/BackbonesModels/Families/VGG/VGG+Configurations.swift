// Made by `Scripts/facts configurations` from timm 1.0.31.
extension VGG {
  static let configurations = ConfigurationTable(
    """
    vgg11.tv_in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    vgg11_bn.tv_in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    vgg13.tv_in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    vgg13_bn.tv_in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    vgg16.tv_in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    vgg16_bn.tv_in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    vgg19.tv_in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    vgg19_bn.tv_in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    """)
}
