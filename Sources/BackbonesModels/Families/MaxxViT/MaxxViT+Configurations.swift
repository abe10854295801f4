// Made by `Scripts/facts configurations` from timm 1.0.31.
extension MaxxViT {
  static let configurations = ConfigurationTable(
    """
    coatnet_0_224.untrained fixed_input_size crop_pct=0.95 norm=half
    coatnet_0_rw_224.sw_in1k fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    coatnet_1_224.untrained fixed_input_size crop_pct=0.95 norm=half
    coatnet_1_rw_224.sw_in1k fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    coatnet_2_224.untrained fixed_input_size crop_pct=0.95 norm=half
    coatnet_2_rw_224.sw_in12k_ft_in1k fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    coatnet_2_rw_224.sw_in12k fixed_input_size crop_pct=0.95 norm=half num_classes=11821 hf_hub_id=timm/
    coatnet_3_224.untrained fixed_input_size crop_pct=0.95 norm=half
    coatnet_3_rw_224.sw_in12k fixed_input_size crop_pct=0.95 norm=half num_classes=11821 hf_hub_id=timm/
    coatnet_4_224.untrained fixed_input_size crop_pct=0.95 norm=half
    coatnet_5_224.untrained fixed_input_size crop_pct=0.95 norm=half
    coatnet_bn_0_rw_224.sw_in1k fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    coatnet_nano_cc_224.untrained fixed_input_size crop_pct=0.95 norm=half
    coatnet_nano_rw_224.sw_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    coatnet_pico_rw_224.untrained fixed_input_size crop_pct=0.95 norm=half
    coatnet_rmlp_0_rw_224.untrained fixed_input_size crop_pct=0.95 norm=half
    coatnet_rmlp_1_rw2_224.sw_in12k_ft_in1k fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    coatnet_rmlp_1_rw2_224.sw_in12k fixed_input_size crop_pct=0.95 norm=half num_classes=11821 hf_hub_id=timm/
    coatnet_rmlp_1_rw_224.sw_in1k fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    coatnet_rmlp_2_rw_224.sw_in12k_ft_in1k fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    coatnet_rmlp_2_rw_224.sw_in1k fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    coatnet_rmlp_2_rw_224.sw_in12k fixed_input_size crop_pct=0.95 norm=half num_classes=11821 hf_hub_id=timm/
    coatnet_rmlp_2_rw_384.sw_in12k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    coatnet_rmlp_3_rw_224.untrained fixed_input_size crop_pct=0.95 norm=half
    coatnet_rmlp_nano_rw_224.sw_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    coatnext_nano_rw_224.sw_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    maxvit_base_tf_224.in1k fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    maxvit_base_tf_224.in21k fixed_input_size crop_pct=0.95 norm=half num_classes=21843 hf_hub_id=timm/
    maxvit_base_tf_384.in1k input_size=3x384x384 fixed_input_size crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    maxvit_base_tf_384.in21k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    maxvit_base_tf_512.in1k input_size=3x512x512 fixed_input_size crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    maxvit_base_tf_512.in21k_ft_in1k input_size=3x512x512 fixed_input_size crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    maxvit_large_tf_224.in1k fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    maxvit_large_tf_224.in21k fixed_input_size crop_pct=0.95 norm=half num_classes=21843 hf_hub_id=timm/
    maxvit_large_tf_384.in1k input_size=3x384x384 fixed_input_size crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    maxvit_large_tf_384.in21k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    maxvit_large_tf_512.in1k input_size=3x512x512 fixed_input_size crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    maxvit_large_tf_512.in21k_ft_in1k input_size=3x512x512 fixed_input_size crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    maxvit_nano_rw_256.sw_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    maxvit_pico_rw_256.untrained input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half
    maxvit_rmlp_base_rw_224.sw_in12k_ft_in1k fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    maxvit_rmlp_base_rw_224.sw_in12k fixed_input_size crop_pct=0.95 norm=half num_classes=11821 hf_hub_id=timm/
    maxvit_rmlp_base_rw_384.sw_in12k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    maxvit_rmlp_nano_rw_256.sw_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    maxvit_rmlp_pico_rw_256.sw_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    maxvit_rmlp_small_rw_224.sw_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    maxvit_rmlp_small_rw_256.untrained input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half
    maxvit_rmlp_tiny_rw_256.sw_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    maxvit_small_tf_224.in1k fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    maxvit_small_tf_384.in1k input_size=3x384x384 fixed_input_size crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    maxvit_small_tf_512.in1k input_size=3x512x512 fixed_input_size crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    maxvit_tiny_pm_256.untrained input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half
    maxvit_tiny_rw_224.sw_in1k fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    maxvit_tiny_rw_256.untrained input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half
    maxvit_tiny_tf_224.in1k fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    maxvit_tiny_tf_384.in1k input_size=3x384x384 fixed_input_size crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    maxvit_tiny_tf_512.in1k input_size=3x512x512 fixed_input_size crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    maxvit_xlarge_tf_224.in21k fixed_input_size crop_pct=0.95 norm=half num_classes=21843 hf_hub_id=timm/
    maxvit_xlarge_tf_384.in21k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    maxvit_xlarge_tf_512.in21k_ft_in1k input_size=3x512x512 fixed_input_size crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    maxxvit_rmlp_nano_rw_256.sw_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    maxxvit_rmlp_small_rw_256.sw_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    maxxvit_rmlp_tiny_rw_256.untrained input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half
    maxxvitv2_nano_rw_256.sw_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    maxxvitv2_rmlp_base_rw_224.sw_in12k_ft_in1k fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    maxxvitv2_rmlp_base_rw_224.sw_in12k fixed_input_size crop_pct=0.95 norm=half num_classes=11821 hf_hub_id=timm/
    maxxvitv2_rmlp_base_rw_384.sw_in12k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    maxxvitv2_rmlp_large_rw_224.untrained fixed_input_size crop_pct=0.95 norm=half
    test_coatnet.untrained input_size=3x160x160 fixed_input_size crop_pct=0.95 norm=half
    test_maxvit.untrained input_size=3x160x160 fixed_input_size crop_pct=0.95 norm=half
    """)
}
