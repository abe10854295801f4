// Made by `Scripts/facts configurations` from timm 1.0.31.
extension SwinTransformerV2CR {
  static let configurations = ConfigurationTable(
    """
    swinv2_cr_base_224.untrained fixed_input_size crop_pct=0.9
    swinv2_cr_base_384.untrained input_size=3x384x384 fixed_input_size crop_pct=1
    swinv2_cr_base_ns_224.untrained fixed_input_size crop_pct=0.9
    swinv2_cr_giant_224.untrained fixed_input_size crop_pct=0.9
    swinv2_cr_giant_384.untrained input_size=3x384x384 fixed_input_size crop_pct=1
    swinv2_cr_huge_224.untrained fixed_input_size crop_pct=0.9
    swinv2_cr_huge_384.untrained input_size=3x384x384 fixed_input_size crop_pct=1
    swinv2_cr_large_224.untrained fixed_input_size crop_pct=0.9
    swinv2_cr_large_384.untrained input_size=3x384x384 fixed_input_size crop_pct=1
    swinv2_cr_small_224.sw_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    swinv2_cr_small_384.untrained input_size=3x384x384 fixed_input_size crop_pct=1
    swinv2_cr_small_ns_224.sw_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    swinv2_cr_small_ns_256.untrained input_size=3x256x256 fixed_input_size crop_pct=1
    swinv2_cr_tiny_224.untrained fixed_input_size crop_pct=0.9
    swinv2_cr_tiny_384.untrained input_size=3x384x384 fixed_input_size crop_pct=1
    swinv2_cr_tiny_ns_224.sw_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    """)
}
