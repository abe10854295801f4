// Made by `Scripts/facts configurations` from timm 1.0.31.
extension EfficientViTMSRA {
  static let configurations = ConfigurationTable(
    """
    efficientvit_m0.r224_in1k fixed_input_size hf_hub_id=timm/ license=mit
    efficientvit_m1.r224_in1k fixed_input_size hf_hub_id=timm/ license=mit
    efficientvit_m2.r224_in1k fixed_input_size hf_hub_id=timm/ license=mit
    efficientvit_m3.r224_in1k fixed_input_size hf_hub_id=timm/ license=mit
    efficientvit_m4.r224_in1k fixed_input_size hf_hub_id=timm/ license=mit
    efficientvit_m5.r224_in1k fixed_input_size hf_hub_id=timm/ license=mit
    """)
}
