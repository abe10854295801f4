// Made by `Scripts/facts configurations` from timm 1.0.31.
extension XCiT {
  static let configurations = ConfigurationTable(
    """
    xcit_large_24_p8_224.fb_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_large_24_p8_224.fb_dist_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_large_24_p8_384.fb_dist_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_large_24_p16_224.fb_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_large_24_p16_224.fb_dist_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_large_24_p16_384.fb_dist_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_medium_24_p8_224.fb_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_medium_24_p8_224.fb_dist_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_medium_24_p8_384.fb_dist_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_medium_24_p16_224.fb_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_medium_24_p16_224.fb_dist_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_medium_24_p16_384.fb_dist_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_nano_12_p8_224.fb_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_nano_12_p8_224.fb_dist_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_nano_12_p8_384.fb_dist_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_nano_12_p16_224.fb_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_nano_12_p16_224.fb_dist_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_nano_12_p16_384.fb_dist_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_small_12_p8_224.fb_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_small_12_p8_224.fb_dist_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_small_12_p8_384.fb_dist_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_small_12_p16_224.fb_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_small_12_p16_224.fb_dist_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_small_12_p16_384.fb_dist_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_small_24_p8_224.fb_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_small_24_p8_224.fb_dist_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_small_24_p8_384.fb_dist_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_small_24_p16_224.fb_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_small_24_p16_224.fb_dist_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_small_24_p16_384.fb_dist_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_tiny_12_p8_224.fb_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_tiny_12_p8_224.fb_dist_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_tiny_12_p8_384.fb_dist_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_tiny_12_p16_224.fb_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_tiny_12_p16_224.fb_dist_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_tiny_12_p16_384.fb_dist_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_tiny_24_p8_224.fb_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_tiny_24_p8_224.fb_dist_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_tiny_24_p8_384.fb_dist_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_tiny_24_p16_224.fb_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_tiny_24_p16_224.fb_dist_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    xcit_tiny_24_p16_384.fb_dist_in1k input_size=3x384x384 fixed_input_size crop_pct=1 hf_hub_id=timm/
    """)
}
