// Made by `Scripts/facts configurations` from timm 1.0.31.
extension PiT {
  static let configurations = ConfigurationTable(
    """
    pit_b_224.in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    pit_b_distilled_224.in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    pit_s_224.in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    pit_s_distilled_224.in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    pit_ti_224.in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    pit_ti_distilled_224.in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    pit_xs_224.in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    pit_xs_distilled_224.in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    """)
}
