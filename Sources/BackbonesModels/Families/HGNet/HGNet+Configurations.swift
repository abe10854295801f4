// Made by `Scripts/facts configurations` from timm 1.0.31.
extension HGNet {
  static let configurations = ConfigurationTable(
    """
    hgnet_base.ssld_in1k test_input_size=3x288x288 crop_pct=0.965 test_crop_pct=1 hf_hub_id=timm/
    hgnet_small.paddle_in1k test_input_size=3x288x288 crop_pct=0.965 test_crop_pct=1 hf_hub_id=timm/
    hgnet_small.ssld_in1k test_input_size=3x288x288 crop_pct=0.965 test_crop_pct=1 hf_hub_id=timm/
    hgnet_tiny.paddle_in1k test_input_size=3x288x288 crop_pct=0.965 test_crop_pct=1 hf_hub_id=timm/
    hgnet_tiny.ssld_in1k test_input_size=3x288x288 crop_pct=0.965 test_crop_pct=1 hf_hub_id=timm/
    hgnetv2_b0.ssld_stage2_ft_in1k test_input_size=3x288x288 crop_pct=0.965 test_crop_pct=1 hf_hub_id=timm/
    hgnetv2_b0.ssld_stage1_in22k_in1k test_input_size=3x288x288 crop_pct=0.965 test_crop_pct=1 hf_hub_id=timm/
    hgnetv2_b1.ssld_stage2_ft_in1k test_input_size=3x288x288 crop_pct=0.965 test_crop_pct=1 hf_hub_id=timm/
    hgnetv2_b1.ssld_stage1_in22k_in1k test_input_size=3x288x288 crop_pct=0.965 test_crop_pct=1 hf_hub_id=timm/
    hgnetv2_b2.ssld_stage2_ft_in1k test_input_size=3x288x288 crop_pct=0.965 test_crop_pct=1 hf_hub_id=timm/
    hgnetv2_b2.ssld_stage1_in22k_in1k test_input_size=3x288x288 crop_pct=0.965 test_crop_pct=1 hf_hub_id=timm/
    hgnetv2_b3.ssld_stage2_ft_in1k test_input_size=3x288x288 crop_pct=0.965 test_crop_pct=1 hf_hub_id=timm/
    hgnetv2_b3.ssld_stage1_in22k_in1k test_input_size=3x288x288 crop_pct=0.965 test_crop_pct=1 hf_hub_id=timm/
    hgnetv2_b4.ssld_stage2_ft_in1k test_input_size=3x288x288 crop_pct=0.965 test_crop_pct=1 hf_hub_id=timm/
    hgnetv2_b4.ssld_stage1_in22k_in1k test_input_size=3x288x288 crop_pct=0.965 test_crop_pct=1 hf_hub_id=timm/
    hgnetv2_b5.ssld_stage2_ft_in1k test_input_size=3x288x288 crop_pct=0.965 test_crop_pct=1 hf_hub_id=timm/
    hgnetv2_b5.ssld_stage1_in22k_in1k test_input_size=3x288x288 crop_pct=0.965 test_crop_pct=1 hf_hub_id=timm/
    hgnetv2_b6.ssld_stage2_ft_in1k test_input_size=3x288x288 crop_pct=0.965 test_crop_pct=1 hf_hub_id=timm/
    hgnetv2_b6.ssld_stage1_in22k_in1k test_input_size=3x288x288 crop_pct=0.965 test_crop_pct=1 hf_hub_id=timm/
    """)
}
