// Made by `Scripts/facts configurations` from timm 1.0.31.
extension TResNet {
  static let configurations = ConfigurationTable(
    """
    tresnet_l.miil_in1k interpolation=bilinear norm=unit hf_hub_id=timm/
    tresnet_l.miil_in1k_448 input_size=3x448x448 interpolation=bilinear norm=unit hf_hub_id=timm/
    tresnet_m.miil_in21k_ft_in1k interpolation=bilinear norm=unit hf_hub_id=timm/
    tresnet_m.miil_in1k interpolation=bilinear norm=unit hf_hub_id=timm/
    tresnet_m.miil_in1k_448 input_size=3x448x448 interpolation=bilinear norm=unit hf_hub_id=timm/
    tresnet_m.miil_in21k interpolation=bilinear norm=unit num_classes=11221 hf_hub_id=timm/
    tresnet_v2_l.miil_in21k_ft_in1k interpolation=bilinear norm=unit hf_hub_id=timm/
    tresnet_v2_l.miil_in21k interpolation=bilinear norm=unit num_classes=11221 hf_hub_id=timm/
    tresnet_xl.miil_in1k interpolation=bilinear norm=unit hf_hub_id=timm/
    tresnet_xl.miil_in1k_448 input_size=3x448x448 interpolation=bilinear norm=unit hf_hub_id=timm/
    """)
}
