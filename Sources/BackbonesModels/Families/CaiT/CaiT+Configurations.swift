// Made by `Scripts/facts configurations` from timm 1.0.31.
extension CaiT {
  static let configurations = ConfigurationTable(
    """
    cait_m36_384.fb_dist_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    cait_m48_448.fb_dist_in1k input_size=3x448x448 fixed_input_size crop_pct=1 hf_hub_id=timm/
    cait_s24_224.fb_dist_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    cait_s24_384.fb_dist_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    cait_s36_384.fb_dist_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    cait_xs24_384.fb_dist_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    cait_xxs24_224.fb_dist_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    cait_xxs24_384.fb_dist_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    cait_xxs36_224.fb_dist_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    cait_xxs36_384.fb_dist_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    """)
}
