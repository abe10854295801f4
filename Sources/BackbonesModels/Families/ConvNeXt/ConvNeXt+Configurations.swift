// Made by `Scripts/facts configurations` from timm 1.0.31.
extension ConvNeXt {
  static let configurations = ConfigurationTable(
    """
    convnext_atto.d2_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    convnext_atto_ols.a2_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    convnext_atto_rms.untrained test_input_size=3x256x256 test_crop_pct=0.95
    convnext_base.fb_in22k_ft_in1k test_input_size=3x288x288 test_crop_pct=1 hf_hub_id=timm/
    convnext_base.clip_laion2b input_size=3x256x256 crop_pct=1 norm=clip num_classes=640 hf_hub_id=timm/
    convnext_base.clip_laion2b_augreg input_size=3x256x256 crop_pct=1 norm=clip num_classes=640 hf_hub_id=timm/
    convnext_base.clip_laion2b_augreg_ft_in1k input_size=3x256x256 crop_pct=1 norm=clip hf_hub_id=timm/
    convnext_base.clip_laion2b_augreg_ft_in12k input_size=3x256x256 crop_pct=1 norm=clip num_classes=11821 hf_hub_id=timm/
    convnext_base.clip_laion2b_augreg_ft_in12k_in1k input_size=3x256x256 crop_pct=1 norm=clip hf_hub_id=timm/
    convnext_base.clip_laion2b_augreg_ft_in12k_in1k_384 input_size=3x384x384 crop_pct=1 crop_mode=squash norm=clip hf_hub_id=timm/
    convnext_base.clip_laiona input_size=3x256x256 crop_pct=1 norm=clip num_classes=640 hf_hub_id=timm/
    convnext_base.clip_laiona_320 input_size=3x320x320 crop_pct=1 norm=clip num_classes=640 hf_hub_id=timm/
    convnext_base.clip_laiona_augreg_320 input_size=3x320x320 crop_pct=1 norm=clip num_classes=640 hf_hub_id=timm/
    convnext_base.clip_laiona_augreg_ft_in1k_384 input_size=3x384x384 crop_pct=1 norm=clip hf_hub_id=timm/
    convnext_base.dinov3_lvd1689m crop_pct=1 num_classes=0 hf_hub_id=timm/ license=dinov3-license
    convnext_base.eupe_lvd1689m input_size=3x256x256 crop_pct=1 num_classes=0 hf_hub_id=timm/ license=fair-noncommercial-research-license
    convnext_base.fb_in1k test_input_size=3x288x288 test_crop_pct=1 hf_hub_id=timm/
    convnext_base.fb_in22k num_classes=21841 hf_hub_id=timm/
    convnext_base.fb_in22k_ft_in1k_384 input_size=3x384x384 crop_pct=1 crop_mode=squash hf_hub_id=timm/
    convnext_femto.d1_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    convnext_femto_ols.d1_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    convnext_large.fb_in22k_ft_in1k test_input_size=3x288x288 test_crop_pct=1 hf_hub_id=timm/
    convnext_large.dinov3_lvd1689m crop_pct=1 num_classes=0 hf_hub_id=timm/ license=dinov3-license
    convnext_large.fb_in1k test_input_size=3x288x288 test_crop_pct=1 hf_hub_id=timm/
    convnext_large.fb_in22k num_classes=21841 hf_hub_id=timm/
    convnext_large.fb_in22k_ft_in1k_384 input_size=3x384x384 crop_pct=1 crop_mode=squash hf_hub_id=timm/
    convnext_large_mlp.clip_laion2b_soup_ft_in12k_in1k_320 input_size=3x320x320 crop_pct=1 norm=clip hf_hub_id=timm/
    convnext_large_mlp.clip_laion2b_augreg input_size=3x256x256 crop_pct=1 norm=clip num_classes=768 hf_hub_id=timm/
    convnext_large_mlp.clip_laion2b_augreg_ft_in1k input_size=3x256x256 crop_pct=1 norm=clip hf_hub_id=timm/
    convnext_large_mlp.clip_laion2b_augreg_ft_in1k_384 input_size=3x384x384 crop_pct=1 crop_mode=squash norm=clip hf_hub_id=timm/
    convnext_large_mlp.clip_laion2b_augreg_ft_in12k_384 input_size=3x384x384 crop_pct=1 crop_mode=squash norm=clip num_classes=11821 hf_hub_id=timm/
    convnext_large_mlp.clip_laion2b_ft_320 input_size=3x320x320 crop_pct=1 norm=clip num_classes=768 hf_hub_id=timm/
    convnext_large_mlp.clip_laion2b_ft_soup_320 input_size=3x320x320 crop_pct=1 norm=clip num_classes=768 hf_hub_id=timm/
    convnext_large_mlp.clip_laion2b_soup_ft_in12k_320 input_size=3x320x320 crop_pct=1 norm=clip num_classes=11821 hf_hub_id=timm/
    convnext_large_mlp.clip_laion2b_soup_ft_in12k_384 input_size=3x384x384 crop_pct=1 crop_mode=squash norm=clip num_classes=11821 hf_hub_id=timm/
    convnext_large_mlp.clip_laion2b_soup_ft_in12k_in1k_384 input_size=3x384x384 crop_pct=1 crop_mode=squash norm=clip hf_hub_id=timm/
    convnext_nano.in12k_ft_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    convnext_nano.d1h_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    convnext_nano.in12k crop_pct=0.95 num_classes=11821 hf_hub_id=timm/
    convnext_nano.r384_ad_in12k input_size=3x384x384 crop_pct=1 num_classes=11821 hf_hub_id=timm/
    convnext_nano.r384_in12k input_size=3x384x384 crop_pct=1 num_classes=11821 hf_hub_id=timm/
    convnext_nano.r384_in12k_ft_in1k input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    convnext_nano_ols.d1h_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    convnext_pico.d1_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    convnext_pico_ols.d1_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    convnext_small.in12k_ft_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    convnext_small.dinov3_lvd1689m crop_pct=1 num_classes=0 hf_hub_id=timm/ license=dinov3-license
    convnext_small.eupe_lvd1689m input_size=3x256x256 crop_pct=1 num_classes=0 hf_hub_id=timm/ license=fair-noncommercial-research-license
    convnext_small.fb_in1k test_input_size=3x288x288 test_crop_pct=1 hf_hub_id=timm/
    convnext_small.fb_in22k num_classes=21841 hf_hub_id=timm/
    convnext_small.fb_in22k_ft_in1k test_input_size=3x288x288 test_crop_pct=1 hf_hub_id=timm/
    convnext_small.fb_in22k_ft_in1k_384 input_size=3x384x384 crop_pct=1 crop_mode=squash hf_hub_id=timm/
    convnext_small.in12k crop_pct=0.95 num_classes=11821 hf_hub_id=timm/
    convnext_small.in12k_ft_in1k_384 input_size=3x384x384 crop_pct=1 crop_mode=squash hf_hub_id=timm/
    convnext_tiny.in12k_ft_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    convnext_tiny.dinov3_lvd1689m crop_pct=1 num_classes=0 hf_hub_id=timm/ license=dinov3-license
    convnext_tiny.eupe_lvd1689m input_size=3x256x256 crop_pct=1 num_classes=0 hf_hub_id=timm/ license=fair-noncommercial-research-license
    convnext_tiny.fb_in1k test_input_size=3x288x288 test_crop_pct=1 hf_hub_id=timm/
    convnext_tiny.fb_in22k num_classes=21841 hf_hub_id=timm/
    convnext_tiny.fb_in22k_ft_in1k test_input_size=3x288x288 test_crop_pct=1 hf_hub_id=timm/
    convnext_tiny.fb_in22k_ft_in1k_384 input_size=3x384x384 crop_pct=1 crop_mode=squash hf_hub_id=timm/
    convnext_tiny.in12k crop_pct=0.95 num_classes=11821 hf_hub_id=timm/
    convnext_tiny.in12k_ft_in1k_384 input_size=3x384x384 crop_pct=1 crop_mode=squash hf_hub_id=timm/
    convnext_tiny_hnf.a2h_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    convnext_xlarge.fb_in22k_ft_in1k test_input_size=3x288x288 test_crop_pct=1 hf_hub_id=timm/
    convnext_xlarge.fb_in22k num_classes=21841 hf_hub_id=timm/
    convnext_xlarge.fb_in22k_ft_in1k_384 input_size=3x384x384 crop_pct=1 crop_mode=squash hf_hub_id=timm/
    convnext_xxlarge.clip_laion2b_soup_ft_in1k input_size=3x256x256 crop_pct=1 norm=clip hf_hub_id=timm/
    convnext_xxlarge.clip_laion2b_rewind input_size=3x256x256 crop_pct=1 norm=clip num_classes=1024 hf_hub_id=timm/
    convnext_xxlarge.clip_laion2b_soup input_size=3x256x256 crop_pct=1 norm=clip num_classes=1024 hf_hub_id=timm/
    convnext_xxlarge.clip_laion2b_soup_ft_in12k input_size=3x256x256 crop_pct=1 norm=clip num_classes=11821 hf_hub_id=timm/
    convnext_zepto_rms.ra4_e3600_r224_in1k norm=half hf_hub_id=timm/
    convnext_zepto_rms_ols.ra4_e3600_r224_in1k crop_pct=0.9 norm=half hf_hub_id=timm/
    convnextv2_atto.fcmae_ft_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_atto.fcmae num_classes=0 hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_base.fcmae_ft_in22k_in1k test_input_size=3x288x288 test_crop_pct=1 hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_base.fcmae num_classes=0 hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_base.fcmae_ft_in1k test_input_size=3x288x288 test_crop_pct=1 hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_base.fcmae_ft_in22k_in1k_384 input_size=3x384x384 crop_pct=1 crop_mode=squash hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_femto.fcmae_ft_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_femto.fcmae num_classes=0 hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_huge.fcmae_ft_in22k_in1k_384 input_size=3x384x384 crop_pct=1 crop_mode=squash hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_huge.fcmae num_classes=0 hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_huge.fcmae_ft_in1k test_input_size=3x288x288 test_crop_pct=1 hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_huge.fcmae_ft_in22k_in1k_512 input_size=3x512x512 crop_pct=1 crop_mode=squash hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_large.fcmae_ft_in22k_in1k test_input_size=3x288x288 test_crop_pct=1 hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_large.fcmae num_classes=0 hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_large.fcmae_ft_in1k test_input_size=3x288x288 test_crop_pct=1 hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_large.fcmae_ft_in22k_in1k_384 input_size=3x384x384 crop_pct=1 crop_mode=squash hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_nano.fcmae_ft_in22k_in1k test_input_size=3x288x288 test_crop_pct=1 hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_nano.fcmae num_classes=0 hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_nano.fcmae_ft_in1k test_input_size=3x288x288 test_crop_pct=1 hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_nano.fcmae_ft_in22k_in1k_384 input_size=3x384x384 crop_pct=1 crop_mode=squash hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_pico.fcmae_ft_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_pico.fcmae num_classes=0 hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_small.untrained
    convnextv2_tiny.fcmae_ft_in22k_in1k test_input_size=3x288x288 test_crop_pct=1 hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_tiny.fcmae num_classes=0 hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_tiny.fcmae_ft_in1k test_input_size=3x288x288 test_crop_pct=1 hf_hub_id=timm/ license=cc-by-nc-4.0
    convnextv2_tiny.fcmae_ft_in22k_in1k_384 input_size=3x384x384 crop_pct=1 crop_mode=squash hf_hub_id=timm/ license=cc-by-nc-4.0
    test_convnext.r160_in1k input_size=3x160x160 crop_pct=0.95 norm=half hf_hub_id=timm/
    test_convnext2.r160_in1k input_size=3x160x160 crop_pct=0.95 norm=half hf_hub_id=timm/
    test_convnext3.r160_in1k input_size=3x160x160 crop_pct=0.95 norm=half hf_hub_id=timm/
    """)
}
