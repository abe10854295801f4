// Made by `Scripts/facts configurations` from timm 1.0.31.
extension MobileNetV3 {
  static let configurations = ConfigurationTable(
    """
    fbnetv3_b.ra2_in1k test_input_size=3x256x256 crop_pct=0.95 interpolation=bilinear hf_hub_id=timm/
    fbnetv3_d.ra2_in1k test_input_size=3x256x256 crop_pct=0.95 interpolation=bilinear hf_hub_id=timm/
    fbnetv3_g.ra2_in1k input_size=3x240x240 test_input_size=3x288x288 crop_pct=0.95 interpolation=bilinear hf_hub_id=timm/
    lcnet_035.untrained interpolation=bilinear
    lcnet_050.ra2_in1k hf_hub_id=timm/
    lcnet_075.ra2_in1k hf_hub_id=timm/
    lcnet_100.ra2_in1k hf_hub_id=timm/
    lcnet_150.untrained interpolation=bilinear
    mobilenetv3_large_075.untrained interpolation=bilinear
    mobilenetv3_large_100.ra_in1k hf_hub_id=timm/
    mobilenetv3_large_100.miil_in21k interpolation=bilinear norm=unit num_classes=11221 hf_hub_id=timm/
    mobilenetv3_large_100.miil_in21k_ft_in1k interpolation=bilinear norm=unit hf_hub_id=timm/
    mobilenetv3_large_100.ra4_e3600_r224_in1k test_input_size=3x256x256 crop_pct=0.95 test_crop_pct=1 norm=half hf_hub_id=timm/
    mobilenetv3_large_150d.ra4_e3600_r256_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.95 test_crop_pct=1 interpolation=bilinear norm=half hf_hub_id=timm/
    mobilenetv3_rw.rmsp_in1k hf_hub_id=timm/
    mobilenetv3_small_050.lamb_in1k hf_hub_id=timm/
    mobilenetv3_small_075.lamb_in1k hf_hub_id=timm/
    mobilenetv3_small_100.lamb_in1k hf_hub_id=timm/
    mobilenetv4_conv_aa_large.e230_r448_in12k_ft_in1k input_size=3x448x448 test_input_size=3x544x544 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    mobilenetv4_conv_aa_large.e230_r384_in12k input_size=3x384x384 test_input_size=3x448x448 crop_pct=0.95 test_crop_pct=1 num_classes=11821 hf_hub_id=timm/
    mobilenetv4_conv_aa_large.e230_r384_in12k_ft_in1k input_size=3x384x384 test_input_size=3x480x480 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    mobilenetv4_conv_aa_large.e600_r384_in1k input_size=3x384x384 test_input_size=3x480x480 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    mobilenetv4_conv_aa_medium.untrained input_size=3x256x256 crop_pct=0.95
    mobilenetv4_conv_blur_medium.e500_r224_in1k test_input_size=3x256x256 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    mobilenetv4_conv_large.e600_r384_in1k input_size=3x384x384 test_input_size=3x448x448 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    mobilenetv4_conv_large.e500_r256_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    mobilenetv4_conv_medium.e500_r256_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    mobilenetv4_conv_medium.e180_ad_r384_in12k input_size=3x384x384 crop_pct=1 num_classes=11821 hf_hub_id=timm/
    mobilenetv4_conv_medium.e180_r384_in12k input_size=3x384x384 crop_pct=1 num_classes=11821 hf_hub_id=timm/
    mobilenetv4_conv_medium.e250_r384_in12k input_size=3x384x384 crop_pct=1 num_classes=11821 hf_hub_id=timm/
    mobilenetv4_conv_medium.e250_r384_in12k_ft_in1k input_size=3x384x384 crop_pct=0.95 hf_hub_id=timm/
    mobilenetv4_conv_medium.e500_r224_in1k test_input_size=3x256x256 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    mobilenetv4_conv_small.e2400_r224_in1k test_input_size=3x256x256 test_crop_pct=0.95 hf_hub_id=timm/
    mobilenetv4_conv_small.e1200_r224_in1k test_input_size=3x256x256 test_crop_pct=0.95 hf_hub_id=timm/
    mobilenetv4_conv_small.e3600_r256_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.95 test_crop_pct=1 norm=half hf_hub_id=timm/
    mobilenetv4_conv_small_035.untrained test_input_size=3x256x256 test_crop_pct=0.95 norm=half
    mobilenetv4_conv_small_050.e3000_r224_in1k test_input_size=3x256x256 test_crop_pct=0.95 norm=half hf_hub_id=timm/
    mobilenetv4_hybrid_large.ix_e600_r384_in1k input_size=3x384x384 test_input_size=3x448x448 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    mobilenetv4_hybrid_large.e600_r384_in1k input_size=3x384x384 test_input_size=3x448x448 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    mobilenetv4_hybrid_large_075.untrained input_size=3x256x256 crop_pct=0.95
    mobilenetv4_hybrid_medium.e200_r256_in12k_ft_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    mobilenetv4_hybrid_medium.e200_r256_in12k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.95 test_crop_pct=1 num_classes=11821 hf_hub_id=timm/
    mobilenetv4_hybrid_medium.e500_r224_in1k test_input_size=3x256x256 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    mobilenetv4_hybrid_medium.ix_e550_r256_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    mobilenetv4_hybrid_medium.ix_e550_r384_in1k input_size=3x384x384 test_input_size=3x448x448 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    mobilenetv4_hybrid_medium_075.untrained crop_pct=0.95
    tf_mobilenetv3_large_075.in1k interpolation=bilinear norm=half hf_hub_id=timm/
    tf_mobilenetv3_large_100.in1k interpolation=bilinear norm=half hf_hub_id=timm/
    tf_mobilenetv3_large_minimal_100.in1k interpolation=bilinear norm=half hf_hub_id=timm/
    tf_mobilenetv3_small_075.in1k interpolation=bilinear norm=half hf_hub_id=timm/
    tf_mobilenetv3_small_100.in1k interpolation=bilinear norm=half hf_hub_id=timm/
    tf_mobilenetv3_small_minimal_100.in1k interpolation=bilinear norm=half hf_hub_id=timm/
    """)
}
