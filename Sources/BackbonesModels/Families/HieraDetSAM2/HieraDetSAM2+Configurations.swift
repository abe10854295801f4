// Made by `Scripts/facts configurations` from timm 1.0.31.
extension HieraDetSAM2 {
  static let configurations = ConfigurationTable(
    """
    hieradet_small.untrained input_size=3x256x256 crop_pct=1
    sam2_hiera_base_plus.fb_r896 input_size=3x896x896 crop_pct=1 num_classes=0 hf_hub_id=timm/
    sam2_hiera_base_plus.fb_r896_2pt1 input_size=3x896x896 crop_pct=1 num_classes=0 hf_hub_id=timm/
    sam2_hiera_large.fb_r1024 input_size=3x1024x1024 crop_pct=1 num_classes=0 hf_hub_id=timm/
    sam2_hiera_large.fb_r1024_2pt1 input_size=3x1024x1024 crop_pct=1 num_classes=0 hf_hub_id=timm/
    sam2_hiera_small.fb_r896 input_size=3x896x896 crop_pct=1 num_classes=0 hf_hub_id=timm/
    sam2_hiera_small.fb_r896_2pt1 input_size=3x896x896 crop_pct=1 num_classes=0 hf_hub_id=timm/
    sam2_hiera_tiny.fb_r896 input_size=3x896x896 crop_pct=1 num_classes=0 hf_hub_id=timm/
    sam2_hiera_tiny.fb_r896_2pt1 input_size=3x896x896 crop_pct=1 num_classes=0 hf_hub_id=timm/
    """)
}
