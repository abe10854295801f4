// Made by `Scripts/facts configurations` from timm 1.0.31.
extension CrossViT {
  static let configurations = ConfigurationTable(
    """
    crossvit_9_240.in1k input_size=3x240x240 fixed_input_size hf_hub_id=timm/
    crossvit_9_dagger_240.in1k input_size=3x240x240 fixed_input_size hf_hub_id=timm/
    crossvit_15_240.in1k input_size=3x240x240 fixed_input_size hf_hub_id=timm/
    crossvit_15_dagger_240.in1k input_size=3x240x240 fixed_input_size hf_hub_id=timm/
    crossvit_15_dagger_408.in1k input_size=3x408x408 fixed_input_size crop_pct=1 hf_hub_id=timm/
    crossvit_18_240.in1k input_size=3x240x240 fixed_input_size hf_hub_id=timm/
    crossvit_18_dagger_240.in1k input_size=3x240x240 fixed_input_size hf_hub_id=timm/
    crossvit_18_dagger_408.in1k input_size=3x408x408 fixed_input_size crop_pct=1 hf_hub_id=timm/
    crossvit_base_240.in1k input_size=3x240x240 fixed_input_size hf_hub_id=timm/
    crossvit_small_240.in1k input_size=3x240x240 fixed_input_size hf_hub_id=timm/
    crossvit_tiny_240.in1k input_size=3x240x240 fixed_input_size hf_hub_id=timm/
    """)
}
