// Made by `Scripts/facts configurations` from timm 1.0.31.
extension NFNet {
  static let configurations = ConfigurationTable(
    """
    dm_nfnet_f0.dm_in1k input_size=3x192x192 test_input_size=3x256x256 crop_pct=0.9 crop_mode=squash hf_hub_id=timm/
    dm_nfnet_f1.dm_in1k test_input_size=3x320x320 crop_pct=0.91 crop_mode=squash hf_hub_id=timm/
    dm_nfnet_f2.dm_in1k input_size=3x256x256 test_input_size=3x352x352 crop_pct=0.92 crop_mode=squash hf_hub_id=timm/
    dm_nfnet_f3.dm_in1k input_size=3x320x320 test_input_size=3x416x416 crop_pct=0.94 crop_mode=squash hf_hub_id=timm/
    dm_nfnet_f4.dm_in1k input_size=3x384x384 test_input_size=3x512x512 crop_pct=0.951 crop_mode=squash hf_hub_id=timm/
    dm_nfnet_f5.dm_in1k input_size=3x416x416 test_input_size=3x544x544 crop_pct=0.954 crop_mode=squash hf_hub_id=timm/
    dm_nfnet_f6.dm_in1k input_size=3x448x448 test_input_size=3x576x576 crop_pct=0.956 crop_mode=squash hf_hub_id=timm/
    eca_nfnet_l0.ra2_in1k test_input_size=3x288x288 crop_pct=0.9 test_crop_pct=1 hf_hub_id=timm/
    eca_nfnet_l1.ra2_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.9 test_crop_pct=1 hf_hub_id=timm/
    eca_nfnet_l2.ra3_in1k input_size=3x320x320 test_input_size=3x384x384 crop_pct=0.9 test_crop_pct=1 hf_hub_id=timm/
    eca_nfnet_l3 input_size=3x352x352 test_input_size=3x448x448 crop_pct=0.9 test_crop_pct=1 license=apache-2.0
    nf_ecaresnet26 crop_pct=0.9 license=apache-2.0
    nf_ecaresnet50 crop_pct=0.9 license=apache-2.0
    nf_ecaresnet101 crop_pct=0.9 license=apache-2.0
    nf_regnet_b0 input_size=3x192x192 test_input_size=3x256x256 crop_pct=0.9 license=apache-2.0
    nf_regnet_b1.ra2_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.9 hf_hub_id=timm/
    nf_regnet_b2 input_size=3x240x240 test_input_size=3x272x272 crop_pct=0.9 license=apache-2.0
    nf_regnet_b3 input_size=3x288x288 test_input_size=3x320x320 crop_pct=0.9 license=apache-2.0
    nf_regnet_b4 input_size=3x320x320 test_input_size=3x384x384 crop_pct=0.9 license=apache-2.0
    nf_regnet_b5 input_size=3x384x384 test_input_size=3x456x456 crop_pct=0.9 license=apache-2.0
    nf_resnet26 crop_pct=0.9 license=apache-2.0
    nf_resnet50.ra2_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.94 hf_hub_id=timm/
    nf_resnet101 crop_pct=0.9 license=apache-2.0
    nf_seresnet26 crop_pct=0.9 license=apache-2.0
    nf_seresnet50 crop_pct=0.9 license=apache-2.0
    nf_seresnet101 crop_pct=0.9 license=apache-2.0
    nfnet_f0 input_size=3x192x192 test_input_size=3x256x256 crop_pct=0.9 license=apache-2.0
    nfnet_f1 test_input_size=3x320x320 crop_pct=0.9 license=apache-2.0
    nfnet_f2 input_size=3x256x256 test_input_size=3x352x352 crop_pct=0.9 license=apache-2.0
    nfnet_f3 input_size=3x320x320 test_input_size=3x416x416 crop_pct=0.9 license=apache-2.0
    nfnet_f4 input_size=3x384x384 test_input_size=3x512x512 crop_pct=0.9 license=apache-2.0
    nfnet_f5 input_size=3x416x416 test_input_size=3x544x544 crop_pct=0.9 license=apache-2.0
    nfnet_f6 input_size=3x448x448 test_input_size=3x576x576 crop_pct=0.9 license=apache-2.0
    nfnet_f7 input_size=3x480x480 test_input_size=3x608x608 crop_pct=0.9 license=apache-2.0
    nfnet_l0.ra2_in1k test_input_size=3x288x288 crop_pct=0.9 test_crop_pct=1 hf_hub_id=timm/
    test_nfnet.r160_in1k input_size=3x160x160 crop_pct=0.95 norm=half hf_hub_id=timm/
    """)
}
