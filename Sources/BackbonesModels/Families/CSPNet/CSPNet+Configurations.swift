// Made by `Scripts/facts configurations` from timm 1.0.31.
extension CSPNet {
  static let configurations = ConfigurationTable(
    """
    cs3darknet_focus_l.c2ns_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.887 test_crop_pct=0.95 hf_hub_id=timm/
    cs3darknet_focus_m.c2ns_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.887 test_crop_pct=0.95 hf_hub_id=timm/
    cs3darknet_focus_s.ra4_e3600_r256_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.887 test_crop_pct=1 norm=half hf_hub_id=timm/
    cs3darknet_focus_x.untrained input_size=3x256x256 crop_pct=0.887
    cs3darknet_l.c2ns_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.887 test_crop_pct=0.95 hf_hub_id=timm/
    cs3darknet_m.c2ns_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.887 test_crop_pct=0.95 hf_hub_id=timm/
    cs3darknet_s.untrained input_size=3x256x256 crop_pct=0.887
    cs3darknet_x.c2ns_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    cs3edgenet_x.c2_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.887 test_crop_pct=1 hf_hub_id=timm/
    cs3se_edgenet_x.c2ns_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    cs3sedarknet_l.c2ns_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.887 test_crop_pct=0.95 hf_hub_id=timm/
    cs3sedarknet_x.c2ns_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.887 test_crop_pct=1 hf_hub_id=timm/
    cs3sedarknet_xdw.untrained input_size=3x256x256 crop_pct=0.887
    cspdarknet53.ra_in1k input_size=3x256x256 crop_pct=0.887 interpolation=bilinear hf_hub_id=timm/
    cspresnet50.ra_in1k input_size=3x256x256 crop_pct=0.887 interpolation=bilinear hf_hub_id=timm/
    cspresnet50d.untrained input_size=3x256x256 crop_pct=0.887 interpolation=bilinear
    cspresnet50w.untrained input_size=3x256x256 crop_pct=0.887 interpolation=bilinear
    cspresnext50.ra_in1k input_size=3x256x256 crop_pct=0.887 interpolation=bilinear hf_hub_id=timm/
    darknet17.untrained input_size=3x256x256 crop_pct=0.887 interpolation=bilinear
    darknet21.untrained input_size=3x256x256 crop_pct=0.887 interpolation=bilinear
    darknet53.c2ns_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.887 test_crop_pct=1 hf_hub_id=timm/
    darknetaa53.c2ns_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.887 test_crop_pct=1 interpolation=bilinear hf_hub_id=timm/
    sedarknet21.untrained input_size=3x256x256 crop_pct=0.887 interpolation=bilinear
    """)
}
