// Made by `Scripts/facts configurations` from timm 1.0.31.
extension EfficientViM {
  static let configurations = ConfigurationTable(
    """
    efficientvim_m1.e300_in1k hf_hub_id=timm/ license=mit
    efficientvim_m1.e450_in1k hf_hub_id=timm/ license=mit
    efficientvim_m1_dist.in1k hf_hub_id=timm/ license=mit
    efficientvim_m2.e300_in1k hf_hub_id=timm/ license=mit
    efficientvim_m2.e450_in1k hf_hub_id=timm/ license=mit
    efficientvim_m2_dist.in1k hf_hub_id=timm/ license=mit
    efficientvim_m3.e300_in1k hf_hub_id=timm/ license=mit
    efficientvim_m3.e450_in1k hf_hub_id=timm/ license=mit
    efficientvim_m3_dist.in1k hf_hub_id=timm/ license=mit
    efficientvim_m4.e300_in1k input_size=3x256x256 hf_hub_id=timm/ license=mit
    efficientvim_m4.e450_in1k input_size=3x256x256 hf_hub_id=timm/ license=mit
    efficientvim_m4_dist.in1k input_size=3x256x256 hf_hub_id=timm/ license=mit
    """)
}
