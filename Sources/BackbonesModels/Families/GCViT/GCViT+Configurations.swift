// Made by `Scripts/facts configurations` from timm 1.0.31.
extension GCViT {
  static let configurations = ConfigurationTable(
    """
    gcvit_base.in1k fixed_input_size
    gcvit_small.in1k fixed_input_size
    gcvit_tiny.in1k fixed_input_size
    gcvit_xtiny.in1k fixed_input_size
    gcvit_xxtiny.in1k fixed_input_size
    """)
}
