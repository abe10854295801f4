// Made by `Scripts/facts configurations` from timm 1.0.31.
extension VOLO {
  static let configurations = ConfigurationTable(
    """
    volo_d1_224.sail_in1k fixed_input_size crop_pct=0.96 hf_hub_id=timm/
    volo_d1_384.sail_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    volo_d2_224.sail_in1k fixed_input_size crop_pct=0.96 hf_hub_id=timm/
    volo_d2_384.sail_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    volo_d3_224.sail_in1k fixed_input_size crop_pct=0.96 hf_hub_id=timm/
    volo_d3_448.sail_in1k input_size=3x448x448 fixed_input_size crop_pct=1 hf_hub_id=timm/
    volo_d4_224.sail_in1k fixed_input_size crop_pct=0.96 hf_hub_id=timm/
    volo_d4_448.sail_in1k input_size=3x448x448 fixed_input_size crop_pct=1.15 hf_hub_id=timm/
    volo_d5_224.sail_in1k fixed_input_size crop_pct=0.96 hf_hub_id=timm/
    volo_d5_448.sail_in1k input_size=3x448x448 fixed_input_size crop_pct=1.15 hf_hub_id=timm/
    volo_d5_512.sail_in1k input_size=3x512x512 fixed_input_size crop_pct=1.15 hf_hub_id=timm/
    """)
}
