// Made by `Scripts/facts configurations` from timm 1.0.31.
extension ViTamin {
  static let configurations = ConfigurationTable(
    """
    vitamin_base_224.datacomp1b_clip_ltt fixed_input_size crop_pct=0.9 norm=clip num_classes=768 hf_hub_id=jienengchen/ViTamin-B-LTT license=mit
    vitamin_base_224.datacomp1b_clip fixed_input_size crop_pct=0.9 norm=clip num_classes=768 hf_hub_id=jienengchen/ViTamin-B license=mit
    vitamin_large2_224.datacomp1b_clip fixed_input_size crop_pct=0.9 norm=clip num_classes=1024 hf_hub_id=jienengchen/ViTamin-L2-224px license=mit
    vitamin_large2_256.datacomp1b_clip input_size=3x256x256 fixed_input_size crop_pct=1 norm=clip num_classes=1024 hf_hub_id=jienengchen/ViTamin-L2-256px license=mit
    vitamin_large2_336.datacomp1b_clip input_size=3x336x336 fixed_input_size crop_pct=1 norm=clip num_classes=1024 hf_hub_id=jienengchen/ViTamin-L2-336px license=mit
    vitamin_large2_384.datacomp1b_clip input_size=3x384x384 fixed_input_size crop_pct=1 norm=clip num_classes=1024 hf_hub_id=jienengchen/ViTamin-L2-384px license=mit
    vitamin_large_224.datacomp1b_clip fixed_input_size crop_pct=0.9 norm=clip num_classes=768 hf_hub_id=jienengchen/ViTamin-L-224px license=mit
    vitamin_large_256.datacomp1b_clip input_size=3x256x256 fixed_input_size crop_pct=1 norm=clip num_classes=768 hf_hub_id=jienengchen/ViTamin-L-256px license=mit
    vitamin_large_336.datacomp1b_clip input_size=3x336x336 fixed_input_size crop_pct=1 norm=clip num_classes=768 hf_hub_id=jienengchen/ViTamin-L-336px license=mit
    vitamin_large_384.datacomp1b_clip input_size=3x384x384 fixed_input_size crop_pct=1 norm=clip num_classes=768 hf_hub_id=jienengchen/ViTamin-L-384px license=mit
    vitamin_small_224.datacomp1b_clip_ltt fixed_input_size crop_pct=0.9 norm=clip num_classes=768 hf_hub_id=jienengchen/ViTamin-S-LTT license=mit
    vitamin_small_224.datacomp1b_clip fixed_input_size crop_pct=0.9 norm=clip num_classes=384 hf_hub_id=jienengchen/ViTamin-S license=mit
    vitamin_xlarge_256.datacomp1b_clip input_size=3x256x256 fixed_input_size crop_pct=1 norm=clip num_classes=1152 hf_hub_id=jienengchen/ViTamin-XL-256px license=mit
    vitamin_xlarge_336.datacomp1b_clip input_size=3x256x256 fixed_input_size crop_pct=1 norm=clip num_classes=1152 hf_hub_id=jienengchen/ViTamin-XL-256px license=mit
    vitamin_xlarge_384.datacomp1b_clip input_size=3x384x384 fixed_input_size crop_pct=1 norm=clip num_classes=1152 hf_hub_id=jienengchen/ViTamin-XL-384px license=mit
    """)
}
