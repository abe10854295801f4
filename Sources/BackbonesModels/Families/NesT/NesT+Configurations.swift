// Made by `Scripts/facts configurations` from timm 1.0.31.
extension NesT {
  static let configurations = ConfigurationTable(
    """
    nest_base.untrained fixed_input_size
    nest_base_jx.goog_in1k fixed_input_size hf_hub_id=timm/
    nest_small.untrained fixed_input_size
    nest_small_jx.goog_in1k fixed_input_size hf_hub_id=timm/
    nest_tiny.untrained fixed_input_size
    nest_tiny_jx.goog_in1k fixed_input_size hf_hub_id=timm/
    """)
}
