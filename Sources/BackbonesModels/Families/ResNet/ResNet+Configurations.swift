// Made by `Scripts/facts configurations` from timm 1.0.31.
extension ResNet {
  static let configurations = ConfigurationTable(
    """
    ecaresnet26t.ra2_in1k input_size=3x256x256 test_input_size=3x320x320 test_crop_pct=0.95 hf_hub_id=timm/
    ecaresnet50d.miil_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    ecaresnet50d_pruned.miil_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    ecaresnet50t.ra2_in1k input_size=3x256x256 test_input_size=3x320x320 test_crop_pct=0.95 hf_hub_id=timm/
    ecaresnet50t.a1_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    ecaresnet50t.a2_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    ecaresnet50t.a3_in1k input_size=3x160x160 test_input_size=3x224x224 crop_pct=0.95 test_crop_pct=0.95 hf_hub_id=timm/
    ecaresnet101d.miil_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    ecaresnet101d_pruned.miil_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    ecaresnet200d.untrained input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=0.95
    ecaresnet269d.ra2_in1k input_size=3x320x320 test_input_size=3x352x352 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    ecaresnetlight.miil_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    ecaresnext26t_32x4d.untrained
    ecaresnext50t_32x4d.untrained
    resnet10t.c3_in1k input_size=3x176x176 test_input_size=3x224x224 test_crop_pct=0.95 hf_hub_id=timm/
    resnet14t.c3_in1k input_size=3x176x176 test_input_size=3x224x224 test_crop_pct=0.95 hf_hub_id=timm/
    resnet18.a1_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnet18.a2_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnet18.a3_in1k input_size=3x160x160 test_input_size=3x224x224 crop_pct=0.95 test_crop_pct=0.95 hf_hub_id=timm/
    resnet18.fb_ssl_yfcc100m_ft_in1k interpolation=bilinear hf_hub_id=timm/ license=cc-by-nc-4.0
    resnet18.fb_swsl_ig1b_ft_in1k interpolation=bilinear hf_hub_id=timm/ license=cc-by-nc-4.0
    resnet18.gluon_in1k hf_hub_id=timm/
    resnet18.tv_in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    resnet18d.ra2_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    resnet18d.ra4_e3600_r224_in1k test_input_size=3x288x288 crop_pct=0.9 test_crop_pct=1 norm=half hf_hub_id=timm/
    resnet26.bt_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    resnet26d.bt_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    resnet26t.ra2_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.94 test_crop_pct=1 hf_hub_id=timm/
    resnet34.a1_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnet34.a2_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnet34.a3_in1k input_size=3x160x160 test_input_size=3x224x224 crop_pct=0.95 test_crop_pct=0.95 hf_hub_id=timm/
    resnet34.bt_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    resnet34.gluon_in1k hf_hub_id=timm/
    resnet34.ra4_e3600_r224_in1k test_input_size=3x288x288 crop_pct=0.9 test_crop_pct=1 norm=half hf_hub_id=timm/
    resnet34.tv_in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    resnet34d.ra2_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    resnet50.a1_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnet50.a1h_in1k input_size=3x176x176 test_input_size=3x224x224 crop_pct=0.9 test_crop_pct=1 hf_hub_id=timm/
    resnet50.a2_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnet50.a3_in1k input_size=3x160x160 test_input_size=3x224x224 crop_pct=0.95 test_crop_pct=0.95 hf_hub_id=timm/
    resnet50.am_in1k hf_hub_id=timm/
    resnet50.b1k_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnet50.b2k_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnet50.bamboo crop_pct=1 num_classes=0 hf_hub_id=timm/ license=
    resnet50.bt_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    resnet50.c1_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnet50.c2_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnet50.d_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnet50.fb_ssl_yfcc100m_ft_in1k interpolation=bilinear hf_hub_id=timm/ license=cc-by-nc-4.0
    resnet50.fb_swsl_ig1b_ft_in1k interpolation=bilinear hf_hub_id=timm/ license=cc-by-nc-4.0
    resnet50.gluon_in1k hf_hub_id=timm/
    resnet50.ra_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    resnet50.ram_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    resnet50.tv2_in1k input_size=3x176x176 test_input_size=3x224x224 test_crop_pct=0.965 interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    resnet50.tv_in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    resnet50_gn.a1h_in1k test_input_size=3x288x288 crop_pct=0.94 test_crop_pct=0.95 hf_hub_id=timm/
    resnet50c.gluon_in1k hf_hub_id=timm/
    resnet50d.ra2_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    resnet50d.a1_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnet50d.a2_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnet50d.a3_in1k input_size=3x160x160 test_input_size=3x224x224 crop_pct=0.95 test_crop_pct=0.95 hf_hub_id=timm/
    resnet50d.gluon_in1k hf_hub_id=timm/
    resnet50d.ra4_e3600_r224_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 norm=half hf_hub_id=timm/
    resnet50s.gluon_in1k hf_hub_id=timm/
    resnet50t.untrained test_input_size=3x288x288 test_crop_pct=0.95
    resnet101.a1h_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnet101.a1_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnet101.a2_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnet101.a3_in1k input_size=3x160x160 test_input_size=3x224x224 crop_pct=0.95 test_crop_pct=0.95 hf_hub_id=timm/
    resnet101.gluon_in1k hf_hub_id=timm/
    resnet101.tv2_in1k input_size=3x176x176 test_input_size=3x224x224 test_crop_pct=0.965 interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    resnet101.tv_in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    resnet101c.gluon_in1k hf_hub_id=timm/
    resnet101d.ra2_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnet101d.gluon_in1k hf_hub_id=timm/
    resnet101s.gluon_in1k hf_hub_id=timm/
    resnet152.a1h_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnet152.a1_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnet152.a2_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnet152.a3_in1k input_size=3x160x160 test_input_size=3x224x224 crop_pct=0.95 test_crop_pct=0.95 hf_hub_id=timm/
    resnet152.gluon_in1k hf_hub_id=timm/
    resnet152.tv2_in1k input_size=3x176x176 test_input_size=3x224x224 test_crop_pct=0.965 interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    resnet152.tv_in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    resnet152c.gluon_in1k hf_hub_id=timm/
    resnet152d.ra2_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnet152d.gluon_in1k hf_hub_id=timm/
    resnet152s.gluon_in1k hf_hub_id=timm/
    resnet200.untrained test_input_size=3x288x288 test_crop_pct=0.95
    resnet200d.ra2_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnetaa34d.untrained test_input_size=3x288x288 test_crop_pct=0.95
    resnetaa50.a1h_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnetaa50d.sw_in12k_ft_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnetaa50d.d_in12k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 num_classes=11821 hf_hub_id=timm/
    resnetaa50d.sw_in12k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 num_classes=11821 hf_hub_id=timm/
    resnetaa101d.sw_in12k_ft_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnetaa101d.sw_in12k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 num_classes=11821 hf_hub_id=timm/
    resnetblur18.untrained test_input_size=3x288x288 test_crop_pct=0.95
    resnetblur50.bt_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    resnetblur50d.untrained test_input_size=3x288x288 test_crop_pct=0.95
    resnetblur101d.untrained test_input_size=3x288x288 test_crop_pct=0.95
    resnetrs50.tf_in1k input_size=3x160x160 test_input_size=3x224x224 crop_pct=0.91 hf_hub_id=timm/
    resnetrs101.tf_in1k input_size=3x192x192 test_input_size=3x288x288 crop_pct=0.94 hf_hub_id=timm/
    resnetrs152.tf_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=1 hf_hub_id=timm/
    resnetrs200.tf_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=1 hf_hub_id=timm/
    resnetrs270.tf_in1k input_size=3x256x256 test_input_size=3x352x352 crop_pct=1 hf_hub_id=timm/
    resnetrs350.tf_in1k input_size=3x288x288 test_input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    resnetrs420.tf_in1k input_size=3x320x320 test_input_size=3x416x416 crop_pct=1 hf_hub_id=timm/
    resnext50_32x4d.a1h_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnext50_32x4d.a1_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnext50_32x4d.a2_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnext50_32x4d.a3_in1k input_size=3x160x160 test_input_size=3x224x224 crop_pct=0.95 test_crop_pct=0.95 hf_hub_id=timm/
    resnext50_32x4d.fb_ssl_yfcc100m_ft_in1k interpolation=bilinear hf_hub_id=timm/ license=cc-by-nc-4.0
    resnext50_32x4d.fb_swsl_ig1b_ft_in1k interpolation=bilinear hf_hub_id=timm/ license=cc-by-nc-4.0
    resnext50_32x4d.gluon_in1k hf_hub_id=timm/
    resnext50_32x4d.ra_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    resnext50_32x4d.tv2_in1k input_size=3x176x176 test_input_size=3x224x224 test_crop_pct=0.965 interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    resnext50_32x4d.tv_in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    resnext50d_32x4d.bt_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    resnext101_32x4d.fb_ssl_yfcc100m_ft_in1k interpolation=bilinear hf_hub_id=timm/ license=cc-by-nc-4.0
    resnext101_32x4d.fb_swsl_ig1b_ft_in1k interpolation=bilinear hf_hub_id=timm/ license=cc-by-nc-4.0
    resnext101_32x4d.gluon_in1k hf_hub_id=timm/
    resnext101_32x8d.tv_in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    resnext101_32x8d.fb_ssl_yfcc100m_ft_in1k interpolation=bilinear hf_hub_id=timm/ license=cc-by-nc-4.0
    resnext101_32x8d.fb_swsl_ig1b_ft_in1k interpolation=bilinear hf_hub_id=timm/ license=cc-by-nc-4.0
    resnext101_32x8d.fb_wsl_ig1b_ft_in1k interpolation=bilinear hf_hub_id=timm/ license=cc-by-nc-4.0
    resnext101_32x8d.tv2_in1k input_size=3x176x176 test_input_size=3x224x224 test_crop_pct=0.965 interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    resnext101_32x16d.fb_wsl_ig1b_ft_in1k interpolation=bilinear hf_hub_id=timm/ license=cc-by-nc-4.0
    resnext101_32x16d.fb_ssl_yfcc100m_ft_in1k interpolation=bilinear hf_hub_id=timm/ license=cc-by-nc-4.0
    resnext101_32x16d.fb_swsl_ig1b_ft_in1k interpolation=bilinear hf_hub_id=timm/ license=cc-by-nc-4.0
    resnext101_32x32d.fb_wsl_ig1b_ft_in1k interpolation=bilinear hf_hub_id=timm/ license=cc-by-nc-4.0
    resnext101_64x4d.c1_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    resnext101_64x4d.gluon_in1k hf_hub_id=timm/
    resnext101_64x4d.tv_in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    senet154.gluon_in1k hf_hub_id=timm/
    seresnet18.untrained test_input_size=3x288x288 test_crop_pct=0.95
    seresnet34.untrained test_input_size=3x288x288 test_crop_pct=0.95
    seresnet50.a1_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    seresnet50.a2_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    seresnet50.a3_in1k input_size=3x160x160 test_input_size=3x224x224 crop_pct=0.95 test_crop_pct=0.95 hf_hub_id=timm/
    seresnet50.ra2_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    seresnet50t.untrained test_input_size=3x288x288 test_crop_pct=0.95
    seresnet101.untrained test_input_size=3x288x288 test_crop_pct=0.95
    seresnet152.untrained test_input_size=3x288x288 test_crop_pct=0.95
    seresnet152d.ra2_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    seresnet200d.untrained input_size=3x256x256 test_input_size=3x288x288 test_crop_pct=0.95
    seresnet269d.untrained input_size=3x256x256 test_input_size=3x288x288 test_crop_pct=0.95
    seresnetaa50d.untrained test_input_size=3x288x288 test_crop_pct=0.95
    seresnext26d_32x4d.bt_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    seresnext26t_32x4d.bt_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    seresnext50_32x4d.racm_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    seresnext50_32x4d.gluon_in1k hf_hub_id=timm/
    seresnext101_32x4d.gluon_in1k hf_hub_id=timm/
    seresnext101_32x8d.ah_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    seresnext101_64x4d.gluon_in1k hf_hub_id=timm/
    seresnext101d_32x8d.ah_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    seresnextaa101d_32x8d.sw_in12k_ft_in1k_288 input_size=3x288x288 test_input_size=3x320x320 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    seresnextaa101d_32x8d.ah_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    seresnextaa101d_32x8d.sw_in12k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 num_classes=11821 hf_hub_id=timm/
    seresnextaa101d_32x8d.sw_in12k_ft_in1k test_input_size=3x288x288 test_crop_pct=1 hf_hub_id=timm/
    seresnextaa201d_32x8d.sw_in12k_ft_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    seresnextaa201d_32x8d.sw_in12k input_size=3x320x320 test_input_size=3x384x384 crop_pct=0.95 test_crop_pct=1 num_classes=11821 hf_hub_id=timm/
    test_resnet.r160_in1k input_size=3x160x160 crop_pct=0.95 interpolation=bilinear norm=half hf_hub_id=timm/
    wide_resnet50_2.racm_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    wide_resnet50_2.tv2_in1k input_size=3x176x176 test_input_size=3x224x224 test_crop_pct=0.965 interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    wide_resnet50_2.tv_in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    wide_resnet101_2.tv_in1k interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    wide_resnet101_2.tv2_in1k input_size=3x176x176 test_input_size=3x224x224 test_crop_pct=0.965 interpolation=bilinear hf_hub_id=timm/ license=bsd-3-clause
    """)
}
