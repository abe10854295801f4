// Made by `Scripts/facts configurations` from timm 1.0.31.
extension ConViT {
  static let configurations = ConfigurationTable(
    """
    convit_base.fb_in1k fixed_input_size hf_hub_id=timm/
    convit_small.fb_in1k fixed_input_size hf_hub_id=timm/
    convit_tiny.fb_in1k fixed_input_size hf_hub_id=timm/
    """)
}
