// Made by `Scripts/facts configurations` from timm 1.0.31.
extension Sequencer {
  static let configurations = ConfigurationTable(
    """
    sequencer2d_l.in1k fixed_input_size hf_hub_id=timm/
    sequencer2d_m.in1k fixed_input_size hf_hub_id=timm/
    sequencer2d_s.in1k fixed_input_size hf_hub_id=timm/
    """)
}
