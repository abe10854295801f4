// Made by `Scripts/facts configurations` from timm 1.0.31.
extension EfficientNet {
  static let configurations = ConfigurationTable(
    """
    efficientnet_b0.ra_in1k hf_hub_id=timm/
    efficientnet_b0.ra4_e3600_r224_in1k test_input_size=3x256x256 crop_pct=0.9 test_crop_pct=1 norm=half hf_hub_id=timm/
    efficientnet_b0_g8_gn.untrained
    efficientnet_b0_g16_evos.untrained
    efficientnet_b0_gn.untrained
    efficientnet_b1.ra4_e3600_r240_in1k input_size=3x240x240 test_input_size=3x288x288 crop_pct=0.9 test_crop_pct=1 norm=half hf_hub_id=timm/
    efficientnet_b1.ft_in1k test_input_size=3x256x256 test_crop_pct=1 hf_hub_id=timm/
    efficientnet_b1_pruned.in1k input_size=3x240x240 crop_pct=0.882 norm=half hf_hub_id=timm/
    efficientnet_b2.ra_in1k input_size=3x256x256 test_input_size=3x288x288 test_crop_pct=1 hf_hub_id=timm/
    efficientnet_b2_pruned.in1k input_size=3x260x260 crop_pct=0.89 norm=half hf_hub_id=timm/
    efficientnet_b3.ra2_in1k input_size=3x288x288 test_input_size=3x320x320 test_crop_pct=1 hf_hub_id=timm/
    efficientnet_b3_g8_gn.untrained input_size=3x288x288 test_input_size=3x320x320 crop_pct=1
    efficientnet_b3_gn.untrained input_size=3x288x288 test_input_size=3x320x320 crop_pct=1
    efficientnet_b3_pruned.in1k input_size=3x300x300 crop_pct=0.904 norm=half hf_hub_id=timm/
    efficientnet_b4.ra2_in1k input_size=3x320x320 test_input_size=3x384x384 test_crop_pct=1 hf_hub_id=timm/
    efficientnet_b5.sw_in12k_ft_in1k input_size=3x448x448 crop_pct=1 crop_mode=squash hf_hub_id=timm/
    efficientnet_b5.sw_in12k input_size=3x416x416 crop_pct=0.95 num_classes=11821 hf_hub_id=timm/
    efficientnet_b6.untrained input_size=3x528x528 crop_pct=0.942
    efficientnet_b7.untrained input_size=3x600x600 crop_pct=0.949
    efficientnet_b8.untrained input_size=3x672x672 crop_pct=0.954
    efficientnet_blur_b0.untrained
    efficientnet_cc_b0_4e.untrained
    efficientnet_cc_b0_8e.untrained
    efficientnet_cc_b1_8e.untrained input_size=3x240x240 crop_pct=0.882
    efficientnet_el.ra_in1k input_size=3x300x300 crop_pct=0.904 hf_hub_id=timm/
    efficientnet_el_pruned.in1k input_size=3x300x300 crop_pct=0.904 hf_hub_id=timm/
    efficientnet_em.ra2_in1k input_size=3x240x240 crop_pct=0.882 hf_hub_id=timm/
    efficientnet_es.ra_in1k hf_hub_id=timm/
    efficientnet_es_pruned.in1k hf_hub_id=timm/
    efficientnet_h_b5.sw_r448_e450_in1k input_size=3x448x448 test_input_size=3x576x576 crop_pct=1 crop_mode=squash hf_hub_id=timm/
    efficientnet_l2.untrained input_size=3x800x800 crop_pct=0.961
    efficientnet_lite0.ra_in1k hf_hub_id=timm/
    efficientnet_lite1.untrained input_size=3x240x240 crop_pct=0.882
    efficientnet_lite2.untrained input_size=3x260x260 crop_pct=0.89
    efficientnet_lite3.untrained input_size=3x300x300 crop_pct=0.904
    efficientnet_lite4.untrained input_size=3x380x380 crop_pct=0.922
    efficientnet_x_b3.untrained input_size=3x288x288 crop_pct=0.95
    efficientnet_x_b5.sw_r448_e450_in1k input_size=3x448x448 test_input_size=3x576x576 crop_pct=1 crop_mode=squash hf_hub_id=timm/
    efficientnetv2_l.untrained input_size=3x384x384 test_input_size=3x480x480 crop_pct=1
    efficientnetv2_m.untrained input_size=3x320x320 test_input_size=3x416x416 crop_pct=1
    efficientnetv2_rw_m.agc_in1k input_size=3x320x320 test_input_size=3x416x416 crop_pct=1 hf_hub_id=timm/
    efficientnetv2_rw_s.ra2_in1k input_size=3x288x288 test_input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    efficientnetv2_rw_t.ra2_in1k test_input_size=3x288x288 crop_pct=1 hf_hub_id=timm/
    efficientnetv2_s.untrained input_size=3x288x288 test_input_size=3x384x384 crop_pct=1
    efficientnetv2_xl.untrained input_size=3x384x384 test_input_size=3x512x512 crop_pct=1
    fbnetc_100.rmsp_in1k interpolation=bilinear hf_hub_id=timm/
    gc_efficientnetv2_rw_t.agc_in1k test_input_size=3x288x288 crop_pct=1 hf_hub_id=timm/
    mixnet_l.ft_in1k hf_hub_id=timm/
    mixnet_m.ft_in1k hf_hub_id=timm/
    mixnet_s.ft_in1k hf_hub_id=timm/
    mixnet_xl.ra_in1k hf_hub_id=timm/
    mixnet_xxl.untrained
    mnasnet_050.untrained
    mnasnet_075.untrained
    mnasnet_100.rmsp_in1k hf_hub_id=timm/
    mnasnet_140.untrained
    mnasnet_small.lamb_in1k hf_hub_id=timm/
    mobilenet_edgetpu_100.untrained crop_pct=0.9
    mobilenet_edgetpu_v2_l.untrained crop_pct=0.9
    mobilenet_edgetpu_v2_m.ra4_e3600_r224_in1k test_input_size=3x256x256 crop_pct=0.9 test_crop_pct=0.95 norm=half hf_hub_id=timm/
    mobilenet_edgetpu_v2_s.untrained crop_pct=0.9
    mobilenet_edgetpu_v2_xs.untrained crop_pct=0.9
    mobilenetv1_100.ra4_e3600_r224_in1k test_input_size=3x256x256 test_crop_pct=0.95 norm=half hf_hub_id=timm/
    mobilenetv1_100h.ra4_e3600_r224_in1k test_input_size=3x256x256 test_crop_pct=0.95 norm=half hf_hub_id=timm/
    mobilenetv1_125.ra4_e3600_r224_in1k test_input_size=3x256x256 crop_pct=0.9 test_crop_pct=1 norm=half hf_hub_id=timm/
    mobilenetv2_035.untrained
    mobilenetv2_050.lamb_in1k hf_hub_id=timm/
    mobilenetv2_075.untrained
    mobilenetv2_100.ra_in1k hf_hub_id=timm/
    mobilenetv2_110d.ra_in1k hf_hub_id=timm/
    mobilenetv2_120d.ra_in1k hf_hub_id=timm/
    mobilenetv2_140.ra_in1k hf_hub_id=timm/
    semnasnet_050.untrained
    semnasnet_075.rmsp_in1k hf_hub_id=timm/
    semnasnet_100.rmsp_in1k hf_hub_id=timm/
    semnasnet_140.untrained
    spnasnet_100.rmsp_in1k interpolation=bilinear hf_hub_id=timm/
    test_efficientnet.r160_in1k input_size=3x160x160 crop_pct=0.95 hf_hub_id=timm/
    test_efficientnet_evos.r160_in1k input_size=3x160x160 crop_pct=0.95 norm=half hf_hub_id=timm/
    test_efficientnet_gn.r160_in1k input_size=3x160x160 crop_pct=0.95 norm=half hf_hub_id=timm/
    test_efficientnet_ln.r160_in1k input_size=3x160x160 crop_pct=0.95 hf_hub_id=timm/
    tf_efficientnet_b0.ns_jft_in1k hf_hub_id=timm/
    tf_efficientnet_b0.aa_in1k hf_hub_id=timm/
    tf_efficientnet_b0.ap_in1k norm=half hf_hub_id=timm/
    tf_efficientnet_b0.in1k hf_hub_id=timm/
    tf_efficientnet_b1.ns_jft_in1k input_size=3x240x240 crop_pct=0.882 hf_hub_id=timm/
    tf_efficientnet_b1.aa_in1k input_size=3x240x240 crop_pct=0.882 hf_hub_id=timm/
    tf_efficientnet_b1.ap_in1k input_size=3x240x240 crop_pct=0.882 norm=half hf_hub_id=timm/
    tf_efficientnet_b1.in1k input_size=3x240x240 crop_pct=0.882 hf_hub_id=timm/
    tf_efficientnet_b2.ns_jft_in1k input_size=3x260x260 crop_pct=0.89 hf_hub_id=timm/
    tf_efficientnet_b2.aa_in1k input_size=3x260x260 crop_pct=0.89 hf_hub_id=timm/
    tf_efficientnet_b2.ap_in1k input_size=3x260x260 crop_pct=0.89 norm=half hf_hub_id=timm/
    tf_efficientnet_b2.in1k input_size=3x260x260 crop_pct=0.89 hf_hub_id=timm/
    tf_efficientnet_b3.ns_jft_in1k input_size=3x300x300 crop_pct=0.904 hf_hub_id=timm/
    tf_efficientnet_b3.aa_in1k input_size=3x300x300 crop_pct=0.904 hf_hub_id=timm/
    tf_efficientnet_b3.ap_in1k input_size=3x300x300 crop_pct=0.904 norm=half hf_hub_id=timm/
    tf_efficientnet_b3.in1k input_size=3x300x300 crop_pct=0.904 hf_hub_id=timm/
    tf_efficientnet_b4.ns_jft_in1k input_size=3x380x380 crop_pct=0.922 hf_hub_id=timm/
    tf_efficientnet_b4.aa_in1k input_size=3x380x380 crop_pct=0.922 hf_hub_id=timm/
    tf_efficientnet_b4.ap_in1k input_size=3x380x380 crop_pct=0.922 norm=half hf_hub_id=timm/
    tf_efficientnet_b4.in1k input_size=3x380x380 crop_pct=0.922 hf_hub_id=timm/
    tf_efficientnet_b5.ns_jft_in1k input_size=3x456x456 crop_pct=0.934 hf_hub_id=timm/
    tf_efficientnet_b5.aa_in1k input_size=3x456x456 crop_pct=0.934 hf_hub_id=timm/
    tf_efficientnet_b5.ap_in1k input_size=3x456x456 crop_pct=0.934 norm=half hf_hub_id=timm/
    tf_efficientnet_b5.in1k input_size=3x456x456 crop_pct=0.934 hf_hub_id=timm/
    tf_efficientnet_b5.ra_in1k input_size=3x456x456 crop_pct=0.934 hf_hub_id=timm/
    tf_efficientnet_b6.ns_jft_in1k input_size=3x528x528 crop_pct=0.942 hf_hub_id=timm/
    tf_efficientnet_b6.aa_in1k input_size=3x528x528 crop_pct=0.942 hf_hub_id=timm/
    tf_efficientnet_b6.ap_in1k input_size=3x528x528 crop_pct=0.942 norm=half hf_hub_id=timm/
    tf_efficientnet_b7.ns_jft_in1k input_size=3x600x600 crop_pct=0.949 hf_hub_id=timm/
    tf_efficientnet_b7.aa_in1k input_size=3x600x600 crop_pct=0.949 hf_hub_id=timm/
    tf_efficientnet_b7.ap_in1k input_size=3x600x600 crop_pct=0.949 norm=half hf_hub_id=timm/
    tf_efficientnet_b7.ra_in1k input_size=3x600x600 crop_pct=0.949 hf_hub_id=timm/
    tf_efficientnet_b8.ap_in1k input_size=3x672x672 crop_pct=0.954 norm=half hf_hub_id=timm/
    tf_efficientnet_b8.ra_in1k input_size=3x672x672 crop_pct=0.954 hf_hub_id=timm/
    tf_efficientnet_cc_b0_4e.in1k norm=half hf_hub_id=timm/
    tf_efficientnet_cc_b0_8e.in1k norm=half hf_hub_id=timm/
    tf_efficientnet_cc_b1_8e.in1k input_size=3x240x240 crop_pct=0.882 norm=half hf_hub_id=timm/
    tf_efficientnet_el.in1k input_size=3x300x300 crop_pct=0.904 norm=half hf_hub_id=timm/
    tf_efficientnet_em.in1k input_size=3x240x240 crop_pct=0.882 norm=half hf_hub_id=timm/
    tf_efficientnet_es.in1k norm=half hf_hub_id=timm/
    tf_efficientnet_l2.ns_jft_in1k_475 input_size=3x475x475 crop_pct=0.936 hf_hub_id=timm/
    tf_efficientnet_l2.ns_jft_in1k input_size=3x800x800 crop_pct=0.96 hf_hub_id=timm/
    tf_efficientnet_lite0.in1k norm=half hf_hub_id=timm/
    tf_efficientnet_lite1.in1k input_size=3x240x240 crop_pct=0.882 norm=half hf_hub_id=timm/
    tf_efficientnet_lite2.in1k input_size=3x260x260 crop_pct=0.89 norm=half hf_hub_id=timm/
    tf_efficientnet_lite3.in1k input_size=3x300x300 crop_pct=0.904 interpolation=bilinear norm=half hf_hub_id=timm/
    tf_efficientnet_lite4.in1k input_size=3x380x380 crop_pct=0.92 interpolation=bilinear norm=half hf_hub_id=timm/
    tf_efficientnetv2_b0.in1k input_size=3x192x192 test_input_size=3x224x224 hf_hub_id=timm/
    tf_efficientnetv2_b1.in1k input_size=3x192x192 test_input_size=3x240x240 crop_pct=0.882 hf_hub_id=timm/
    tf_efficientnetv2_b2.in1k input_size=3x208x208 test_input_size=3x260x260 crop_pct=0.89 hf_hub_id=timm/
    tf_efficientnetv2_b3.in21k_ft_in1k input_size=3x240x240 test_input_size=3x300x300 crop_pct=0.9 crop_mode=squash norm=half hf_hub_id=timm/
    tf_efficientnetv2_b3.in1k input_size=3x240x240 test_input_size=3x300x300 crop_pct=0.904 hf_hub_id=timm/
    tf_efficientnetv2_b3.in21k input_size=3x240x240 test_input_size=3x300x300 crop_pct=0.904 norm=half num_classes=21843 hf_hub_id=timm/
    tf_efficientnetv2_l.in21k_ft_in1k input_size=3x384x384 test_input_size=3x480x480 crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    tf_efficientnetv2_l.in1k input_size=3x384x384 test_input_size=3x480x480 crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    tf_efficientnetv2_l.in21k input_size=3x384x384 test_input_size=3x480x480 crop_pct=1 crop_mode=squash norm=half num_classes=21843 hf_hub_id=timm/
    tf_efficientnetv2_m.in21k_ft_in1k input_size=3x384x384 test_input_size=3x480x480 crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    tf_efficientnetv2_m.in1k input_size=3x384x384 test_input_size=3x480x480 crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    tf_efficientnetv2_m.in21k input_size=3x384x384 test_input_size=3x480x480 crop_pct=1 crop_mode=squash norm=half num_classes=21843 hf_hub_id=timm/
    tf_efficientnetv2_s.in21k_ft_in1k input_size=3x300x300 test_input_size=3x384x384 crop_pct=1 norm=half hf_hub_id=timm/
    tf_efficientnetv2_s.in1k input_size=3x300x300 test_input_size=3x384x384 crop_pct=1 norm=half hf_hub_id=timm/
    tf_efficientnetv2_s.in21k input_size=3x300x300 test_input_size=3x384x384 crop_pct=1 norm=half num_classes=21843 hf_hub_id=timm/
    tf_efficientnetv2_xl.in21k_ft_in1k input_size=3x384x384 test_input_size=3x512x512 crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    tf_efficientnetv2_xl.in21k input_size=3x384x384 test_input_size=3x512x512 crop_pct=1 crop_mode=squash norm=half num_classes=21843 hf_hub_id=timm/
    tf_mixnet_l.in1k hf_hub_id=timm/
    tf_mixnet_m.in1k hf_hub_id=timm/
    tf_mixnet_s.in1k hf_hub_id=timm/
    tinynet_a.in1k input_size=3x192x192 hf_hub_id=timm/
    tinynet_b.in1k input_size=3x188x188 hf_hub_id=timm/
    tinynet_c.in1k input_size=3x184x184 hf_hub_id=timm/
    tinynet_d.in1k input_size=3x152x152 hf_hub_id=timm/
    tinynet_e.in1k input_size=3x106x106 hf_hub_id=timm/
    """)
}
