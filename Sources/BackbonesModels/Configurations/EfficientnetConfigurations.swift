// Made by Scripts/make_configurations.py from timm 1.0.31; see `Configuration.parse`.
let efficientnetConfigurations = """
  efficientnet_b0.ra_in1k hub=timm/efficientnet_b0.ra_in1k
  efficientnet_b0.ra4_e3600_r224_in1k test=3x256x256 crop=0.9 testcrop=1 norm=half hub=timm/efficientnet_b0.ra4_e3600_r224_in1k
  efficientnet_b0_g8_gn.untrained
  efficientnet_b0_g16_evos.untrained
  efficientnet_b0_gn.untrained
  efficientnet_b1.ra4_e3600_r240_in1k in=3x240x240 test=3x288x288 crop=0.9 testcrop=1 norm=half hub=timm/efficientnet_b1.ra4_e3600_r240_in1k
  efficientnet_b1.ft_in1k test=3x256x256 testcrop=1 hub=timm/efficientnet_b1.ft_in1k
  efficientnet_b1_pruned.in1k in=3x240x240 crop=0.882 norm=half hub=timm/efficientnet_b1_pruned.in1k
  efficientnet_b2.ra_in1k in=3x256x256 test=3x288x288 testcrop=1 hub=timm/efficientnet_b2.ra_in1k
  efficientnet_b2_pruned.in1k in=3x260x260 crop=0.89 norm=half hub=timm/efficientnet_b2_pruned.in1k
  efficientnet_b3.ra2_in1k in=3x288x288 test=3x320x320 testcrop=1 hub=timm/efficientnet_b3.ra2_in1k
  efficientnet_b3_g8_gn.untrained in=3x288x288 test=3x320x320 crop=1
  efficientnet_b3_gn.untrained in=3x288x288 test=3x320x320 crop=1
  efficientnet_b3_pruned.in1k in=3x300x300 crop=0.904 norm=half hub=timm/efficientnet_b3_pruned.in1k
  efficientnet_b4.ra2_in1k in=3x320x320 test=3x384x384 testcrop=1 hub=timm/efficientnet_b4.ra2_in1k
  efficientnet_b5.sw_in12k_ft_in1k in=3x448x448 crop=1 mode=squash hub=timm/efficientnet_b5.sw_in12k_ft_in1k
  efficientnet_b5.sw_in12k in=3x416x416 crop=0.95 classes=11821 hub=timm/efficientnet_b5.sw_in12k
  efficientnet_b6.untrained in=3x528x528 crop=0.942
  efficientnet_b7.untrained in=3x600x600 crop=0.949
  efficientnet_b8.untrained in=3x672x672 crop=0.954
  efficientnet_blur_b0.untrained
  efficientnet_cc_b0_4e.untrained
  efficientnet_cc_b0_8e.untrained
  efficientnet_cc_b1_8e.untrained in=3x240x240 crop=0.882
  efficientnet_el.ra_in1k in=3x300x300 crop=0.904 hub=timm/efficientnet_el.ra_in1k
  efficientnet_el_pruned.in1k in=3x300x300 crop=0.904 hub=timm/efficientnet_el_pruned.in1k
  efficientnet_em.ra2_in1k in=3x240x240 crop=0.882 hub=timm/efficientnet_em.ra2_in1k
  efficientnet_es.ra_in1k hub=timm/efficientnet_es.ra_in1k
  efficientnet_es_pruned.in1k hub=timm/efficientnet_es_pruned.in1k
  efficientnet_h_b5.sw_r448_e450_in1k in=3x448x448 test=3x576x576 crop=1 mode=squash hub=timm/efficientnet_h_b5.sw_r448_e450_in1k
  efficientnet_l2.untrained in=3x800x800 crop=0.961
  efficientnet_lite0.ra_in1k hub=timm/efficientnet_lite0.ra_in1k
  efficientnet_lite1.untrained in=3x240x240 crop=0.882
  efficientnet_lite2.untrained in=3x260x260 crop=0.89
  efficientnet_lite3.untrained in=3x300x300 crop=0.904
  efficientnet_lite4.untrained in=3x380x380 crop=0.922
  efficientnet_x_b3.untrained in=3x288x288 crop=0.95
  efficientnet_x_b5.sw_r448_e450_in1k in=3x448x448 test=3x576x576 crop=1 mode=squash hub=timm/efficientnet_x_b5.sw_r448_e450_in1k
  efficientnetv2_l.untrained in=3x384x384 test=3x480x480 crop=1
  efficientnetv2_m.untrained in=3x320x320 test=3x416x416 crop=1
  efficientnetv2_rw_m.agc_in1k in=3x320x320 test=3x416x416 crop=1 hub=timm/efficientnetv2_rw_m.agc_in1k
  efficientnetv2_rw_s.ra2_in1k in=3x288x288 test=3x384x384 crop=1 hub=timm/efficientnetv2_rw_s.ra2_in1k
  efficientnetv2_rw_t.ra2_in1k test=3x288x288 crop=1 hub=timm/efficientnetv2_rw_t.ra2_in1k
  efficientnetv2_s.untrained in=3x288x288 test=3x384x384 crop=1
  efficientnetv2_xl.untrained in=3x384x384 test=3x512x512 crop=1
  fbnetc_100.rmsp_in1k interp=bilinear hub=timm/fbnetc_100.rmsp_in1k
  gc_efficientnetv2_rw_t.agc_in1k test=3x288x288 crop=1 hub=timm/gc_efficientnetv2_rw_t.agc_in1k
  mixnet_l.ft_in1k hub=timm/mixnet_l.ft_in1k
  mixnet_m.ft_in1k hub=timm/mixnet_m.ft_in1k
  mixnet_s.ft_in1k hub=timm/mixnet_s.ft_in1k
  mixnet_xl.ra_in1k hub=timm/mixnet_xl.ra_in1k
  mixnet_xxl.untrained
  mnasnet_050.untrained
  mnasnet_075.untrained
  mnasnet_100.rmsp_in1k hub=timm/mnasnet_100.rmsp_in1k
  mnasnet_140.untrained
  mnasnet_small.lamb_in1k hub=timm/mnasnet_small.lamb_in1k
  mobilenet_edgetpu_100.untrained crop=0.9
  mobilenet_edgetpu_v2_l.untrained crop=0.9
  mobilenet_edgetpu_v2_m.ra4_e3600_r224_in1k test=3x256x256 crop=0.9 testcrop=0.95 norm=half hub=timm/mobilenet_edgetpu_v2_m.ra4_e3600_r224_in1k
  mobilenet_edgetpu_v2_s.untrained crop=0.9
  mobilenet_edgetpu_v2_xs.untrained crop=0.9
  mobilenetv1_100.ra4_e3600_r224_in1k test=3x256x256 testcrop=0.95 norm=half hub=timm/mobilenetv1_100.ra4_e3600_r224_in1k
  mobilenetv1_100h.ra4_e3600_r224_in1k test=3x256x256 testcrop=0.95 norm=half hub=timm/mobilenetv1_100h.ra4_e3600_r224_in1k
  mobilenetv1_125.ra4_e3600_r224_in1k test=3x256x256 crop=0.9 testcrop=1 norm=half hub=timm/mobilenetv1_125.ra4_e3600_r224_in1k
  mobilenetv2_035.untrained
  mobilenetv2_050.lamb_in1k hub=timm/mobilenetv2_050.lamb_in1k
  mobilenetv2_075.untrained
  mobilenetv2_100.ra_in1k hub=timm/mobilenetv2_100.ra_in1k
  mobilenetv2_110d.ra_in1k hub=timm/mobilenetv2_110d.ra_in1k
  mobilenetv2_120d.ra_in1k hub=timm/mobilenetv2_120d.ra_in1k
  mobilenetv2_140.ra_in1k hub=timm/mobilenetv2_140.ra_in1k
  semnasnet_050.untrained
  semnasnet_075.rmsp_in1k hub=timm/semnasnet_075.rmsp_in1k
  semnasnet_100.rmsp_in1k hub=timm/semnasnet_100.rmsp_in1k
  semnasnet_140.untrained
  spnasnet_100.rmsp_in1k interp=bilinear hub=timm/spnasnet_100.rmsp_in1k
  test_efficientnet.r160_in1k in=3x160x160 crop=0.95 hub=timm/test_efficientnet.r160_in1k
  test_efficientnet_evos.r160_in1k in=3x160x160 crop=0.95 norm=half hub=timm/test_efficientnet_evos.r160_in1k
  test_efficientnet_gn.r160_in1k in=3x160x160 crop=0.95 norm=half hub=timm/test_efficientnet_gn.r160_in1k
  test_efficientnet_ln.r160_in1k in=3x160x160 crop=0.95 hub=timm/test_efficientnet_ln.r160_in1k
  tf_efficientnet_b0.ns_jft_in1k hub=timm/tf_efficientnet_b0.ns_jft_in1k
  tf_efficientnet_b0.aa_in1k hub=timm/tf_efficientnet_b0.aa_in1k
  tf_efficientnet_b0.ap_in1k norm=half hub=timm/tf_efficientnet_b0.ap_in1k
  tf_efficientnet_b0.in1k hub=timm/tf_efficientnet_b0.in1k
  tf_efficientnet_b1.ns_jft_in1k in=3x240x240 crop=0.882 hub=timm/tf_efficientnet_b1.ns_jft_in1k
  tf_efficientnet_b1.aa_in1k in=3x240x240 crop=0.882 hub=timm/tf_efficientnet_b1.aa_in1k
  tf_efficientnet_b1.ap_in1k in=3x240x240 crop=0.882 norm=half hub=timm/tf_efficientnet_b1.ap_in1k
  tf_efficientnet_b1.in1k in=3x240x240 crop=0.882 hub=timm/tf_efficientnet_b1.in1k
  tf_efficientnet_b2.ns_jft_in1k in=3x260x260 crop=0.89 hub=timm/tf_efficientnet_b2.ns_jft_in1k
  tf_efficientnet_b2.aa_in1k in=3x260x260 crop=0.89 hub=timm/tf_efficientnet_b2.aa_in1k
  tf_efficientnet_b2.ap_in1k in=3x260x260 crop=0.89 norm=half hub=timm/tf_efficientnet_b2.ap_in1k
  tf_efficientnet_b2.in1k in=3x260x260 crop=0.89 hub=timm/tf_efficientnet_b2.in1k
  tf_efficientnet_b3.ns_jft_in1k in=3x300x300 crop=0.904 hub=timm/tf_efficientnet_b3.ns_jft_in1k
  tf_efficientnet_b3.aa_in1k in=3x300x300 crop=0.904 hub=timm/tf_efficientnet_b3.aa_in1k
  tf_efficientnet_b3.ap_in1k in=3x300x300 crop=0.904 norm=half hub=timm/tf_efficientnet_b3.ap_in1k
  tf_efficientnet_b3.in1k in=3x300x300 crop=0.904 hub=timm/tf_efficientnet_b3.in1k
  tf_efficientnet_b4.ns_jft_in1k in=3x380x380 crop=0.922 hub=timm/tf_efficientnet_b4.ns_jft_in1k
  tf_efficientnet_b4.aa_in1k in=3x380x380 crop=0.922 hub=timm/tf_efficientnet_b4.aa_in1k
  tf_efficientnet_b4.ap_in1k in=3x380x380 crop=0.922 norm=half hub=timm/tf_efficientnet_b4.ap_in1k
  tf_efficientnet_b4.in1k in=3x380x380 crop=0.922 hub=timm/tf_efficientnet_b4.in1k
  tf_efficientnet_b5.ns_jft_in1k in=3x456x456 crop=0.934 hub=timm/tf_efficientnet_b5.ns_jft_in1k
  tf_efficientnet_b5.aa_in1k in=3x456x456 crop=0.934 hub=timm/tf_efficientnet_b5.aa_in1k
  tf_efficientnet_b5.ap_in1k in=3x456x456 crop=0.934 norm=half hub=timm/tf_efficientnet_b5.ap_in1k
  tf_efficientnet_b5.in1k in=3x456x456 crop=0.934 hub=timm/tf_efficientnet_b5.in1k
  tf_efficientnet_b5.ra_in1k in=3x456x456 crop=0.934 hub=timm/tf_efficientnet_b5.ra_in1k
  tf_efficientnet_b6.ns_jft_in1k in=3x528x528 crop=0.942 hub=timm/tf_efficientnet_b6.ns_jft_in1k
  tf_efficientnet_b6.aa_in1k in=3x528x528 crop=0.942 hub=timm/tf_efficientnet_b6.aa_in1k
  tf_efficientnet_b6.ap_in1k in=3x528x528 crop=0.942 norm=half hub=timm/tf_efficientnet_b6.ap_in1k
  tf_efficientnet_b7.ns_jft_in1k in=3x600x600 crop=0.949 hub=timm/tf_efficientnet_b7.ns_jft_in1k
  tf_efficientnet_b7.aa_in1k in=3x600x600 crop=0.949 hub=timm/tf_efficientnet_b7.aa_in1k
  tf_efficientnet_b7.ap_in1k in=3x600x600 crop=0.949 norm=half hub=timm/tf_efficientnet_b7.ap_in1k
  tf_efficientnet_b7.ra_in1k in=3x600x600 crop=0.949 hub=timm/tf_efficientnet_b7.ra_in1k
  tf_efficientnet_b8.ap_in1k in=3x672x672 crop=0.954 norm=half hub=timm/tf_efficientnet_b8.ap_in1k
  tf_efficientnet_b8.ra_in1k in=3x672x672 crop=0.954 hub=timm/tf_efficientnet_b8.ra_in1k
  tf_efficientnet_cc_b0_4e.in1k norm=half hub=timm/tf_efficientnet_cc_b0_4e.in1k
  tf_efficientnet_cc_b0_8e.in1k norm=half hub=timm/tf_efficientnet_cc_b0_8e.in1k
  tf_efficientnet_cc_b1_8e.in1k in=3x240x240 crop=0.882 norm=half hub=timm/tf_efficientnet_cc_b1_8e.in1k
  tf_efficientnet_el.in1k in=3x300x300 crop=0.904 norm=half hub=timm/tf_efficientnet_el.in1k
  tf_efficientnet_em.in1k in=3x240x240 crop=0.882 norm=half hub=timm/tf_efficientnet_em.in1k
  tf_efficientnet_es.in1k norm=half hub=timm/tf_efficientnet_es.in1k
  tf_efficientnet_l2.ns_jft_in1k_475 in=3x475x475 crop=0.936 hub=timm/tf_efficientnet_l2.ns_jft_in1k_475
  tf_efficientnet_l2.ns_jft_in1k in=3x800x800 crop=0.96 hub=timm/tf_efficientnet_l2.ns_jft_in1k
  tf_efficientnet_lite0.in1k norm=half hub=timm/tf_efficientnet_lite0.in1k
  tf_efficientnet_lite1.in1k in=3x240x240 crop=0.882 norm=half hub=timm/tf_efficientnet_lite1.in1k
  tf_efficientnet_lite2.in1k in=3x260x260 crop=0.89 norm=half hub=timm/tf_efficientnet_lite2.in1k
  tf_efficientnet_lite3.in1k in=3x300x300 crop=0.904 interp=bilinear norm=half hub=timm/tf_efficientnet_lite3.in1k
  tf_efficientnet_lite4.in1k in=3x380x380 crop=0.92 interp=bilinear norm=half hub=timm/tf_efficientnet_lite4.in1k
  tf_efficientnetv2_b0.in1k in=3x192x192 test=3x224x224 hub=timm/tf_efficientnetv2_b0.in1k
  tf_efficientnetv2_b1.in1k in=3x192x192 test=3x240x240 crop=0.882 hub=timm/tf_efficientnetv2_b1.in1k
  tf_efficientnetv2_b2.in1k in=3x208x208 test=3x260x260 crop=0.89 hub=timm/tf_efficientnetv2_b2.in1k
  tf_efficientnetv2_b3.in21k_ft_in1k in=3x240x240 test=3x300x300 crop=0.9 mode=squash norm=half hub=timm/tf_efficientnetv2_b3.in21k_ft_in1k
  tf_efficientnetv2_b3.in1k in=3x240x240 test=3x300x300 crop=0.904 hub=timm/tf_efficientnetv2_b3.in1k
  tf_efficientnetv2_b3.in21k in=3x240x240 test=3x300x300 crop=0.904 norm=half classes=21843 hub=timm/tf_efficientnetv2_b3.in21k
  tf_efficientnetv2_l.in21k_ft_in1k in=3x384x384 test=3x480x480 crop=1 mode=squash norm=half hub=timm/tf_efficientnetv2_l.in21k_ft_in1k
  tf_efficientnetv2_l.in1k in=3x384x384 test=3x480x480 crop=1 mode=squash norm=half hub=timm/tf_efficientnetv2_l.in1k
  tf_efficientnetv2_l.in21k in=3x384x384 test=3x480x480 crop=1 mode=squash norm=half classes=21843 hub=timm/tf_efficientnetv2_l.in21k
  tf_efficientnetv2_m.in21k_ft_in1k in=3x384x384 test=3x480x480 crop=1 mode=squash norm=half hub=timm/tf_efficientnetv2_m.in21k_ft_in1k
  tf_efficientnetv2_m.in1k in=3x384x384 test=3x480x480 crop=1 mode=squash norm=half hub=timm/tf_efficientnetv2_m.in1k
  tf_efficientnetv2_m.in21k in=3x384x384 test=3x480x480 crop=1 mode=squash norm=half classes=21843 hub=timm/tf_efficientnetv2_m.in21k
  tf_efficientnetv2_s.in21k_ft_in1k in=3x300x300 test=3x384x384 crop=1 norm=half hub=timm/tf_efficientnetv2_s.in21k_ft_in1k
  tf_efficientnetv2_s.in1k in=3x300x300 test=3x384x384 crop=1 norm=half hub=timm/tf_efficientnetv2_s.in1k
  tf_efficientnetv2_s.in21k in=3x300x300 test=3x384x384 crop=1 norm=half classes=21843 hub=timm/tf_efficientnetv2_s.in21k
  tf_efficientnetv2_xl.in21k_ft_in1k in=3x384x384 test=3x512x512 crop=1 mode=squash norm=half hub=timm/tf_efficientnetv2_xl.in21k_ft_in1k
  tf_efficientnetv2_xl.in21k in=3x384x384 test=3x512x512 crop=1 mode=squash norm=half classes=21843 hub=timm/tf_efficientnetv2_xl.in21k
  tf_mixnet_l.in1k hub=timm/tf_mixnet_l.in1k
  tf_mixnet_m.in1k hub=timm/tf_mixnet_m.in1k
  tf_mixnet_s.in1k hub=timm/tf_mixnet_s.in1k
  tinynet_a.in1k in=3x192x192 hub=timm/tinynet_a.in1k
  tinynet_b.in1k in=3x188x188 hub=timm/tinynet_b.in1k
  tinynet_c.in1k in=3x184x184 hub=timm/tinynet_c.in1k
  tinynet_d.in1k in=3x152x152 hub=timm/tinynet_d.in1k
  tinynet_e.in1k in=3x106x106 hub=timm/tinynet_e.in1k
  """
