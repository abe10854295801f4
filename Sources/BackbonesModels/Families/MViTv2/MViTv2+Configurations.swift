// Made by `Scripts/facts configurations` from timm 1.0.31.
extension MViTv2 {
  static let configurations = ConfigurationTable(
    """
    mvitv2_base.fb_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    mvitv2_base_cls.fb_inw21k fixed_input_size crop_pct=0.9 num_classes=19168 hf_hub_id=timm/
    mvitv2_huge_cls.fb_inw21k fixed_input_size crop_pct=0.9 num_classes=19168 hf_hub_id=timm/
    mvitv2_large.fb_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    mvitv2_large_cls.fb_inw21k fixed_input_size crop_pct=0.9 num_classes=19168 hf_hub_id=timm/
    mvitv2_small.fb_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    mvitv2_small_cls fixed_input_size crop_pct=0.9 license=apache-2.0
    mvitv2_tiny.fb_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    """)
}
