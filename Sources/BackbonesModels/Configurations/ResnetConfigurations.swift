// Made by Scripts/make_configurations.py from timm 1.0.31; see `Configuration.parse`.
let resnetConfigurations = """
  ecaresnet26t.ra2_in1k in=3x256x256 test=3x320x320 testcrop=0.95 hub=timm/ecaresnet26t.ra2_in1k
  ecaresnet50d.miil_in1k test=3x288x288 testcrop=0.95 hub=timm/ecaresnet50d.miil_in1k
  ecaresnet50d_pruned.miil_in1k test=3x288x288 testcrop=0.95 hub=timm/ecaresnet50d_pruned.miil_in1k
  ecaresnet50t.ra2_in1k in=3x256x256 test=3x320x320 testcrop=0.95 hub=timm/ecaresnet50t.ra2_in1k
  ecaresnet50t.a1_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/ecaresnet50t.a1_in1k
  ecaresnet50t.a2_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/ecaresnet50t.a2_in1k
  ecaresnet50t.a3_in1k in=3x160x160 test=3x224x224 crop=0.95 testcrop=0.95 hub=timm/ecaresnet50t.a3_in1k
  ecaresnet101d.miil_in1k test=3x288x288 testcrop=0.95 hub=timm/ecaresnet101d.miil_in1k
  ecaresnet101d_pruned.miil_in1k test=3x288x288 testcrop=0.95 hub=timm/ecaresnet101d_pruned.miil_in1k
  ecaresnet200d.untrained in=3x256x256 test=3x288x288 crop=0.95 testcrop=0.95
  ecaresnet269d.ra2_in1k in=3x320x320 test=3x352x352 crop=0.95 testcrop=1 hub=timm/ecaresnet269d.ra2_in1k
  ecaresnetlight.miil_in1k test=3x288x288 testcrop=0.95 hub=timm/ecaresnetlight.miil_in1k
  ecaresnext26t_32x4d.untrained
  ecaresnext50t_32x4d.untrained
  resnet10t.c3_in1k in=3x176x176 test=3x224x224 testcrop=0.95 hub=timm/resnet10t.c3_in1k
  resnet14t.c3_in1k in=3x176x176 test=3x224x224 testcrop=0.95 hub=timm/resnet14t.c3_in1k
  resnet18.a1_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnet18.a1_in1k
  resnet18.a2_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnet18.a2_in1k
  resnet18.a3_in1k in=3x160x160 test=3x224x224 crop=0.95 testcrop=0.95 hub=timm/resnet18.a3_in1k
  resnet18.fb_ssl_yfcc100m_ft_in1k interp=bilinear hub=timm/resnet18.fb_ssl_yfcc100m_ft_in1k
  resnet18.fb_swsl_ig1b_ft_in1k interp=bilinear hub=timm/resnet18.fb_swsl_ig1b_ft_in1k
  resnet18.gluon_in1k hub=timm/resnet18.gluon_in1k
  resnet18.tv_in1k interp=bilinear hub=timm/resnet18.tv_in1k
  resnet18d.ra2_in1k test=3x288x288 testcrop=0.95 hub=timm/resnet18d.ra2_in1k
  resnet18d.ra4_e3600_r224_in1k test=3x288x288 crop=0.9 testcrop=1 norm=half hub=timm/resnet18d.ra4_e3600_r224_in1k
  resnet26.bt_in1k test=3x288x288 testcrop=0.95 hub=timm/resnet26.bt_in1k
  resnet26d.bt_in1k test=3x288x288 testcrop=0.95 hub=timm/resnet26d.bt_in1k
  resnet26t.ra2_in1k in=3x256x256 test=3x320x320 crop=0.94 testcrop=1 hub=timm/resnet26t.ra2_in1k
  resnet34.a1_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnet34.a1_in1k
  resnet34.a2_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnet34.a2_in1k
  resnet34.a3_in1k in=3x160x160 test=3x224x224 crop=0.95 testcrop=0.95 hub=timm/resnet34.a3_in1k
  resnet34.bt_in1k test=3x288x288 testcrop=0.95 hub=timm/resnet34.bt_in1k
  resnet34.gluon_in1k hub=timm/resnet34.gluon_in1k
  resnet34.ra4_e3600_r224_in1k test=3x288x288 crop=0.9 testcrop=1 norm=half hub=timm/resnet34.ra4_e3600_r224_in1k
  resnet34.tv_in1k interp=bilinear hub=timm/resnet34.tv_in1k
  resnet34d.ra2_in1k test=3x288x288 testcrop=0.95 hub=timm/resnet34d.ra2_in1k
  resnet50.a1_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnet50.a1_in1k
  resnet50.a1h_in1k in=3x176x176 test=3x224x224 crop=0.9 testcrop=1 hub=timm/resnet50.a1h_in1k
  resnet50.a2_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnet50.a2_in1k
  resnet50.a3_in1k in=3x160x160 test=3x224x224 crop=0.95 testcrop=0.95 hub=timm/resnet50.a3_in1k
  resnet50.am_in1k hub=timm/resnet50.am_in1k
  resnet50.b1k_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnet50.b1k_in1k
  resnet50.b2k_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnet50.b2k_in1k
  resnet50.bamboo crop=1 classes=0 hub=timm/resnet50.bamboo
  resnet50.bt_in1k test=3x288x288 testcrop=0.95 hub=timm/resnet50.bt_in1k
  resnet50.c1_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnet50.c1_in1k
  resnet50.c2_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnet50.c2_in1k
  resnet50.d_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnet50.d_in1k
  resnet50.fb_ssl_yfcc100m_ft_in1k interp=bilinear hub=timm/resnet50.fb_ssl_yfcc100m_ft_in1k
  resnet50.fb_swsl_ig1b_ft_in1k interp=bilinear hub=timm/resnet50.fb_swsl_ig1b_ft_in1k
  resnet50.gluon_in1k hub=timm/resnet50.gluon_in1k
  resnet50.ra_in1k test=3x288x288 testcrop=0.95 hub=timm/resnet50.ra_in1k
  resnet50.ram_in1k test=3x288x288 testcrop=0.95 hub=timm/resnet50.ram_in1k
  resnet50.tv2_in1k in=3x176x176 test=3x224x224 testcrop=0.965 interp=bilinear hub=timm/resnet50.tv2_in1k
  resnet50.tv_in1k interp=bilinear hub=timm/resnet50.tv_in1k
  resnet50_gn.a1h_in1k test=3x288x288 crop=0.94 testcrop=0.95 hub=timm/resnet50_gn.a1h_in1k
  resnet50c.gluon_in1k hub=timm/resnet50c.gluon_in1k
  resnet50d.ra2_in1k test=3x288x288 testcrop=0.95 hub=timm/resnet50d.ra2_in1k
  resnet50d.a1_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnet50d.a1_in1k
  resnet50d.a2_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnet50d.a2_in1k
  resnet50d.a3_in1k in=3x160x160 test=3x224x224 crop=0.95 testcrop=0.95 hub=timm/resnet50d.a3_in1k
  resnet50d.gluon_in1k hub=timm/resnet50d.gluon_in1k
  resnet50d.ra4_e3600_r224_in1k test=3x288x288 crop=0.95 testcrop=1 norm=half hub=timm/resnet50d.ra4_e3600_r224_in1k
  resnet50s.gluon_in1k hub=timm/resnet50s.gluon_in1k
  resnet50t.untrained test=3x288x288 testcrop=0.95
  resnet101.a1h_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnet101.a1h_in1k
  resnet101.a1_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnet101.a1_in1k
  resnet101.a2_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnet101.a2_in1k
  resnet101.a3_in1k in=3x160x160 test=3x224x224 crop=0.95 testcrop=0.95 hub=timm/resnet101.a3_in1k
  resnet101.gluon_in1k hub=timm/resnet101.gluon_in1k
  resnet101.tv2_in1k in=3x176x176 test=3x224x224 testcrop=0.965 interp=bilinear hub=timm/resnet101.tv2_in1k
  resnet101.tv_in1k interp=bilinear hub=timm/resnet101.tv_in1k
  resnet101c.gluon_in1k hub=timm/resnet101c.gluon_in1k
  resnet101d.ra2_in1k in=3x256x256 test=3x320x320 crop=0.95 testcrop=1 hub=timm/resnet101d.ra2_in1k
  resnet101d.gluon_in1k hub=timm/resnet101d.gluon_in1k
  resnet101s.gluon_in1k hub=timm/resnet101s.gluon_in1k
  resnet152.a1h_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnet152.a1h_in1k
  resnet152.a1_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnet152.a1_in1k
  resnet152.a2_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnet152.a2_in1k
  resnet152.a3_in1k in=3x160x160 test=3x224x224 crop=0.95 testcrop=0.95 hub=timm/resnet152.a3_in1k
  resnet152.gluon_in1k hub=timm/resnet152.gluon_in1k
  resnet152.tv2_in1k in=3x176x176 test=3x224x224 testcrop=0.965 interp=bilinear hub=timm/resnet152.tv2_in1k
  resnet152.tv_in1k interp=bilinear hub=timm/resnet152.tv_in1k
  resnet152c.gluon_in1k hub=timm/resnet152c.gluon_in1k
  resnet152d.ra2_in1k in=3x256x256 test=3x320x320 crop=0.95 testcrop=1 hub=timm/resnet152d.ra2_in1k
  resnet152d.gluon_in1k hub=timm/resnet152d.gluon_in1k
  resnet152s.gluon_in1k hub=timm/resnet152s.gluon_in1k
  resnet200.untrained test=3x288x288 testcrop=0.95
  resnet200d.ra2_in1k in=3x256x256 test=3x320x320 crop=0.95 testcrop=1 hub=timm/resnet200d.ra2_in1k
  resnetaa34d.untrained test=3x288x288 testcrop=0.95
  resnetaa50.a1h_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnetaa50.a1h_in1k
  resnetaa50d.sw_in12k_ft_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnetaa50d.sw_in12k_ft_in1k
  resnetaa50d.d_in12k test=3x288x288 crop=0.95 testcrop=1 classes=11821 hub=timm/resnetaa50d.d_in12k
  resnetaa50d.sw_in12k test=3x288x288 crop=0.95 testcrop=1 classes=11821 hub=timm/resnetaa50d.sw_in12k
  resnetaa101d.sw_in12k_ft_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnetaa101d.sw_in12k_ft_in1k
  resnetaa101d.sw_in12k test=3x288x288 crop=0.95 testcrop=1 classes=11821 hub=timm/resnetaa101d.sw_in12k
  resnetblur18.untrained test=3x288x288 testcrop=0.95
  resnetblur50.bt_in1k test=3x288x288 testcrop=0.95 hub=timm/resnetblur50.bt_in1k
  resnetblur50d.untrained test=3x288x288 testcrop=0.95
  resnetblur101d.untrained test=3x288x288 testcrop=0.95
  resnetrs50.tf_in1k in=3x160x160 test=3x224x224 crop=0.91 hub=timm/resnetrs50.tf_in1k
  resnetrs101.tf_in1k in=3x192x192 test=3x288x288 crop=0.94 hub=timm/resnetrs101.tf_in1k
  resnetrs152.tf_in1k in=3x256x256 test=3x320x320 crop=1 hub=timm/resnetrs152.tf_in1k
  resnetrs200.tf_in1k in=3x256x256 test=3x320x320 crop=1 hub=timm/resnetrs200.tf_in1k
  resnetrs270.tf_in1k in=3x256x256 test=3x352x352 crop=1 hub=timm/resnetrs270.tf_in1k
  resnetrs350.tf_in1k in=3x288x288 test=3x384x384 crop=1 hub=timm/resnetrs350.tf_in1k
  resnetrs420.tf_in1k in=3x320x320 test=3x416x416 crop=1 hub=timm/resnetrs420.tf_in1k
  resnext50_32x4d.a1h_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnext50_32x4d.a1h_in1k
  resnext50_32x4d.a1_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnext50_32x4d.a1_in1k
  resnext50_32x4d.a2_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnext50_32x4d.a2_in1k
  resnext50_32x4d.a3_in1k in=3x160x160 test=3x224x224 crop=0.95 testcrop=0.95 hub=timm/resnext50_32x4d.a3_in1k
  resnext50_32x4d.fb_ssl_yfcc100m_ft_in1k interp=bilinear hub=timm/resnext50_32x4d.fb_ssl_yfcc100m_ft_in1k
  resnext50_32x4d.fb_swsl_ig1b_ft_in1k interp=bilinear hub=timm/resnext50_32x4d.fb_swsl_ig1b_ft_in1k
  resnext50_32x4d.gluon_in1k hub=timm/resnext50_32x4d.gluon_in1k
  resnext50_32x4d.ra_in1k test=3x288x288 testcrop=0.95 hub=timm/resnext50_32x4d.ra_in1k
  resnext50_32x4d.tv2_in1k in=3x176x176 test=3x224x224 testcrop=0.965 interp=bilinear hub=timm/resnext50_32x4d.tv2_in1k
  resnext50_32x4d.tv_in1k interp=bilinear hub=timm/resnext50_32x4d.tv_in1k
  resnext50d_32x4d.bt_in1k test=3x288x288 testcrop=0.95 hub=timm/resnext50d_32x4d.bt_in1k
  resnext101_32x4d.fb_ssl_yfcc100m_ft_in1k interp=bilinear hub=timm/resnext101_32x4d.fb_ssl_yfcc100m_ft_in1k
  resnext101_32x4d.fb_swsl_ig1b_ft_in1k interp=bilinear hub=timm/resnext101_32x4d.fb_swsl_ig1b_ft_in1k
  resnext101_32x4d.gluon_in1k hub=timm/resnext101_32x4d.gluon_in1k
  resnext101_32x8d.tv_in1k interp=bilinear hub=timm/resnext101_32x8d.tv_in1k
  resnext101_32x8d.fb_ssl_yfcc100m_ft_in1k interp=bilinear hub=timm/resnext101_32x8d.fb_ssl_yfcc100m_ft_in1k
  resnext101_32x8d.fb_swsl_ig1b_ft_in1k interp=bilinear hub=timm/resnext101_32x8d.fb_swsl_ig1b_ft_in1k
  resnext101_32x8d.fb_wsl_ig1b_ft_in1k interp=bilinear hub=timm/resnext101_32x8d.fb_wsl_ig1b_ft_in1k
  resnext101_32x8d.tv2_in1k in=3x176x176 test=3x224x224 testcrop=0.965 interp=bilinear hub=timm/resnext101_32x8d.tv2_in1k
  resnext101_32x16d.fb_wsl_ig1b_ft_in1k interp=bilinear hub=timm/resnext101_32x16d.fb_wsl_ig1b_ft_in1k
  resnext101_32x16d.fb_ssl_yfcc100m_ft_in1k interp=bilinear hub=timm/resnext101_32x16d.fb_ssl_yfcc100m_ft_in1k
  resnext101_32x16d.fb_swsl_ig1b_ft_in1k interp=bilinear hub=timm/resnext101_32x16d.fb_swsl_ig1b_ft_in1k
  resnext101_32x32d.fb_wsl_ig1b_ft_in1k interp=bilinear hub=timm/resnext101_32x32d.fb_wsl_ig1b_ft_in1k
  resnext101_64x4d.c1_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/resnext101_64x4d.c1_in1k
  resnext101_64x4d.gluon_in1k hub=timm/resnext101_64x4d.gluon_in1k
  resnext101_64x4d.tv_in1k interp=bilinear hub=timm/resnext101_64x4d.tv_in1k
  senet154.gluon_in1k hub=timm/senet154.gluon_in1k
  seresnet18.untrained test=3x288x288 testcrop=0.95
  seresnet34.untrained test=3x288x288 testcrop=0.95
  seresnet50.a1_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/seresnet50.a1_in1k
  seresnet50.a2_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/seresnet50.a2_in1k
  seresnet50.a3_in1k in=3x160x160 test=3x224x224 crop=0.95 testcrop=0.95 hub=timm/seresnet50.a3_in1k
  seresnet50.ra2_in1k test=3x288x288 testcrop=0.95 hub=timm/seresnet50.ra2_in1k
  seresnet50t.untrained test=3x288x288 testcrop=0.95
  seresnet101.untrained test=3x288x288 testcrop=0.95
  seresnet152.untrained test=3x288x288 testcrop=0.95
  seresnet152d.ra2_in1k in=3x256x256 test=3x320x320 crop=0.95 testcrop=1 hub=timm/seresnet152d.ra2_in1k
  seresnet200d.untrained in=3x256x256 test=3x288x288 testcrop=0.95
  seresnet269d.untrained in=3x256x256 test=3x288x288 testcrop=0.95
  seresnetaa50d.untrained test=3x288x288 testcrop=0.95
  seresnext26d_32x4d.bt_in1k test=3x288x288 testcrop=0.95 hub=timm/seresnext26d_32x4d.bt_in1k
  seresnext26t_32x4d.bt_in1k test=3x288x288 testcrop=0.95 hub=timm/seresnext26t_32x4d.bt_in1k
  seresnext50_32x4d.racm_in1k test=3x288x288 testcrop=0.95 hub=timm/seresnext50_32x4d.racm_in1k
  seresnext50_32x4d.gluon_in1k hub=timm/seresnext50_32x4d.gluon_in1k
  seresnext101_32x4d.gluon_in1k hub=timm/seresnext101_32x4d.gluon_in1k
  seresnext101_32x8d.ah_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/seresnext101_32x8d.ah_in1k
  seresnext101_64x4d.gluon_in1k hub=timm/seresnext101_64x4d.gluon_in1k
  seresnext101d_32x8d.ah_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/seresnext101d_32x8d.ah_in1k
  seresnextaa101d_32x8d.sw_in12k_ft_in1k_288 in=3x288x288 test=3x320x320 crop=0.95 testcrop=1 hub=timm/seresnextaa101d_32x8d.sw_in12k_ft_in1k_288
  seresnextaa101d_32x8d.ah_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/seresnextaa101d_32x8d.ah_in1k
  seresnextaa101d_32x8d.sw_in12k test=3x288x288 crop=0.95 testcrop=1 classes=11821 hub=timm/seresnextaa101d_32x8d.sw_in12k
  seresnextaa101d_32x8d.sw_in12k_ft_in1k test=3x288x288 testcrop=1 hub=timm/seresnextaa101d_32x8d.sw_in12k_ft_in1k
  seresnextaa201d_32x8d.sw_in12k_ft_in1k_384 in=3x384x384 crop=1 hub=timm/seresnextaa201d_32x8d.sw_in12k_ft_in1k_384
  seresnextaa201d_32x8d.sw_in12k in=3x320x320 test=3x384x384 crop=0.95 testcrop=1 classes=11821 hub=timm/seresnextaa201d_32x8d.sw_in12k
  test_resnet.r160_in1k in=3x160x160 crop=0.95 interp=bilinear norm=half hub=timm/test_resnet.r160_in1k
  wide_resnet50_2.racm_in1k test=3x288x288 testcrop=0.95 hub=timm/wide_resnet50_2.racm_in1k
  wide_resnet50_2.tv2_in1k in=3x176x176 test=3x224x224 testcrop=0.965 interp=bilinear hub=timm/wide_resnet50_2.tv2_in1k
  wide_resnet50_2.tv_in1k interp=bilinear hub=timm/wide_resnet50_2.tv_in1k
  wide_resnet101_2.tv_in1k interp=bilinear hub=timm/wide_resnet101_2.tv_in1k
  wide_resnet101_2.tv2_in1k in=3x176x176 test=3x224x224 testcrop=0.965 interp=bilinear hub=timm/wide_resnet101_2.tv2_in1k
  """
