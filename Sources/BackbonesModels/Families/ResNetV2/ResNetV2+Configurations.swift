// Made by `Scripts/facts configurations` from timm 1.0.31.
extension ResNetV2 {
  static let configurations = ConfigurationTable(
    """
    resnetv2_18.ra4_e3600_r224_in1k test_input_size=3x288x288 crop_pct=0.9 test_crop_pct=1 norm=half hf_hub_id=timm/
    resnetv2_18d.ra4_e3600_r224_in1k test_input_size=3x288x288 crop_pct=0.9 test_crop_pct=1 norm=half hf_hub_id=timm/
    resnetv2_34.ra4_e3600_r224_in1k test_input_size=3x288x288 crop_pct=0.9 test_crop_pct=1 norm=half hf_hub_id=timm/
    resnetv2_34d.ra4_e3600_r224_in1k test_input_size=3x288x288 crop_pct=0.9 test_crop_pct=1 norm=half hf_hub_id=timm/
    resnetv2_34d.ra4_e3600_r384_in1k input_size=3x384x384 test_input_size=3x448x448 crop_pct=1 norm=half hf_hub_id=timm/
    resnetv2_50.a1h_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 norm=half hf_hub_id=timm/
    resnetv2_50d.untrained norm=half
    resnetv2_50d_evos.ah_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 norm=half hf_hub_id=timm/
    resnetv2_50d_frn.untrained norm=half
    resnetv2_50d_gn.ah_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 norm=half hf_hub_id=timm/
    resnetv2_50t.untrained norm=half
    resnetv2_50x1_bit.goog_distilled_in1k norm=half hf_hub_id=timm/
    resnetv2_50x1_bit.goog_in21k interpolation=bilinear norm=half num_classes=21843 hf_hub_id=timm/
    resnetv2_50x1_bit.goog_in21k_ft_in1k input_size=3x448x448 crop_pct=1 interpolation=bilinear norm=half hf_hub_id=timm/
    resnetv2_50x3_bit.goog_in21k_ft_in1k input_size=3x448x448 crop_pct=1 interpolation=bilinear norm=half hf_hub_id=timm/
    resnetv2_50x3_bit.goog_in21k interpolation=bilinear norm=half num_classes=21843 hf_hub_id=timm/
    resnetv2_101.a1h_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 norm=half hf_hub_id=timm/
    resnetv2_101d.untrained norm=half
    resnetv2_101x1_bit.goog_in21k_ft_in1k input_size=3x448x448 crop_pct=1 interpolation=bilinear norm=half hf_hub_id=timm/
    resnetv2_101x1_bit.goog_in21k interpolation=bilinear norm=half num_classes=21843 hf_hub_id=timm/
    resnetv2_101x3_bit.goog_in21k_ft_in1k input_size=3x448x448 crop_pct=1 interpolation=bilinear norm=half hf_hub_id=timm/
    resnetv2_101x3_bit.goog_in21k interpolation=bilinear norm=half num_classes=21843 hf_hub_id=timm/
    resnetv2_152.untrained norm=half
    resnetv2_152d.untrained norm=half
    resnetv2_152x2_bit.goog_teacher_in21k_ft_in1k norm=half hf_hub_id=timm/
    resnetv2_152x2_bit.goog_in21k interpolation=bilinear norm=half num_classes=21843 hf_hub_id=timm/
    resnetv2_152x2_bit.goog_in21k_ft_in1k input_size=3x448x448 crop_pct=1 interpolation=bilinear norm=half hf_hub_id=timm/
    resnetv2_152x2_bit.goog_teacher_in21k_ft_in1k_384 input_size=3x384x384 crop_pct=1 norm=half hf_hub_id=timm/
    resnetv2_152x4_bit.goog_in21k_ft_in1k input_size=3x480x480 crop_pct=1 interpolation=bilinear norm=half hf_hub_id=timm/
    resnetv2_152x4_bit.goog_in21k interpolation=bilinear norm=half num_classes=21843 hf_hub_id=timm/
    """)
}
