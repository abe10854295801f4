// Made by `Scripts/facts configurations` from timm 1.0.31.
extension ByobNet {
  static let configurations = ConfigurationTable(
    """
    bat_resnext26ts.ch_in1k input_size=3x256x256 crop_pct=0.9 hf_hub_id=timm/
    eca_resnet33ts.ra2_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.9 test_crop_pct=1 hf_hub_id=timm/
    eca_resnext26ts.ch_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.9 test_crop_pct=1 hf_hub_id=timm/
    gcresnet33ts.ra2_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.9 test_crop_pct=1 hf_hub_id=timm/
    gcresnet50t.ra2_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.9 test_crop_pct=1 hf_hub_id=timm/
    gcresnext26ts.ch_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.9 test_crop_pct=1 hf_hub_id=timm/
    gcresnext50ts.ch_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.9 test_crop_pct=1 hf_hub_id=timm/
    gernet_l.idstcv_in1k input_size=3x256x256 interpolation=bilinear hf_hub_id=timm/
    gernet_m.idstcv_in1k interpolation=bilinear hf_hub_id=timm/
    gernet_s.idstcv_in1k interpolation=bilinear hf_hub_id=timm/
    mobileone_s0.apple_in1k interpolation=bilinear hf_hub_id=timm/ license=mobileone-license
    mobileone_s1.apple_in1k crop_pct=0.9 interpolation=bilinear hf_hub_id=timm/ license=mobileone-license
    mobileone_s2.apple_in1k crop_pct=0.9 interpolation=bilinear hf_hub_id=timm/ license=mobileone-license
    mobileone_s3.apple_in1k crop_pct=0.9 interpolation=bilinear hf_hub_id=timm/ license=mobileone-license
    mobileone_s4.apple_in1k crop_pct=0.9 interpolation=bilinear hf_hub_id=timm/ license=mobileone-license
    regnetz_b16.ra3_in1k test_input_size=3x288x288 crop_pct=0.94 test_crop_pct=1 norm=half hf_hub_id=timm/
    regnetz_b16_evos.untrained test_input_size=3x288x288 crop_pct=0.95 norm=half
    regnetz_c16.ra3_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.94 test_crop_pct=1 norm=half hf_hub_id=timm/
    regnetz_c16_evos.ch_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.95 norm=half hf_hub_id=timm/
    regnetz_d8.ra3_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.94 test_crop_pct=1 norm=half hf_hub_id=timm/
    regnetz_d8_evos.ch_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.95 test_crop_pct=1 norm=half hf_hub_id=timm/
    regnetz_d32.ra3_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.95 norm=half hf_hub_id=timm/
    regnetz_e8.ra3_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.94 test_crop_pct=1 norm=half hf_hub_id=timm/
    repvgg_a0.rvgg_in1k interpolation=bilinear hf_hub_id=timm/ license=mit
    repvgg_a1.rvgg_in1k interpolation=bilinear hf_hub_id=timm/ license=mit
    repvgg_a2.rvgg_in1k interpolation=bilinear hf_hub_id=timm/ license=mit
    repvgg_b0.rvgg_in1k interpolation=bilinear hf_hub_id=timm/ license=mit
    repvgg_b1.rvgg_in1k interpolation=bilinear hf_hub_id=timm/ license=mit
    repvgg_b1g4.rvgg_in1k interpolation=bilinear hf_hub_id=timm/ license=mit
    repvgg_b2.rvgg_in1k interpolation=bilinear hf_hub_id=timm/ license=mit
    repvgg_b2g4.rvgg_in1k interpolation=bilinear hf_hub_id=timm/ license=mit
    repvgg_b3.rvgg_in1k interpolation=bilinear hf_hub_id=timm/ license=mit
    repvgg_b3g4.rvgg_in1k interpolation=bilinear hf_hub_id=timm/ license=mit
    repvgg_d2se.rvgg_in1k input_size=3x320x320 crop_pct=1 interpolation=bilinear hf_hub_id=timm/ license=mit
    resnet32ts.ra2_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.9 test_crop_pct=1 hf_hub_id=timm/
    resnet33ts.ra2_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.9 test_crop_pct=1 hf_hub_id=timm/
    resnet50_clip.openai fixed_input_size crop_pct=0.9 norm=clip num_classes=1024 hf_hub_id=timm/ license=mit
    resnet50_clip.cc12m fixed_input_size crop_pct=0.9 norm=clip num_classes=1024 hf_hub_id=timm/ license=mit
    resnet50_clip.yfcc15m fixed_input_size crop_pct=0.9 norm=clip num_classes=1024 hf_hub_id=timm/ license=mit
    resnet50_clip_gap.openai crop_pct=0.9 norm=clip num_classes=0 hf_hub_id=timm/ license=mit
    resnet50_clip_gap.cc12m crop_pct=0.9 norm=clip num_classes=0 hf_hub_id=timm/ license=mit
    resnet50_clip_gap.yfcc15m crop_pct=0.9 norm=clip num_classes=0 hf_hub_id=timm/ license=mit
    resnet50_mlp.untrained input_size=3x256x256 crop_pct=0.9
    resnet50x4_clip.openai input_size=3x288x288 fixed_input_size crop_pct=0.9 norm=clip num_classes=640 hf_hub_id=timm/ license=mit
    resnet50x4_clip_gap.openai input_size=3x288x288 crop_pct=0.9 norm=clip num_classes=0 hf_hub_id=timm/ license=mit
    resnet50x16_clip.openai input_size=3x384x384 fixed_input_size crop_pct=0.9 norm=clip num_classes=768 hf_hub_id=timm/ license=mit
    resnet50x16_clip_gap.openai input_size=3x384x384 crop_pct=0.9 norm=clip num_classes=0 hf_hub_id=timm/ license=mit
    resnet50x64_clip.openai input_size=3x448x448 fixed_input_size crop_pct=0.9 norm=clip num_classes=1024 hf_hub_id=timm/ license=mit
    resnet50x64_clip_gap.openai input_size=3x448x448 crop_pct=0.9 norm=clip num_classes=0 hf_hub_id=timm/ license=mit
    resnet51q.ra2_in1k input_size=3x256x256 test_input_size=3x288x288 test_crop_pct=1 interpolation=bilinear hf_hub_id=timm/
    resnet61q.ra2_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.9 test_crop_pct=1 hf_hub_id=timm/
    resnet101_clip.openai fixed_input_size crop_pct=0.9 norm=clip num_classes=512 hf_hub_id=timm/ license=mit
    resnet101_clip.yfcc15m fixed_input_size crop_pct=0.9 norm=clip num_classes=512 hf_hub_id=timm/ license=mit
    resnet101_clip_gap.openai crop_pct=0.9 norm=clip num_classes=0 hf_hub_id=timm/ license=mit
    resnet101_clip_gap.yfcc15m crop_pct=0.9 norm=clip num_classes=0 hf_hub_id=timm/ license=mit
    resnext26ts.ra2_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.9 test_crop_pct=1 hf_hub_id=timm/
    seresnet33ts.ra2_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.9 test_crop_pct=1 hf_hub_id=timm/
    seresnext26ts.ch_in1k input_size=3x256x256 test_input_size=3x288x288 crop_pct=0.9 test_crop_pct=1 hf_hub_id=timm/
    test_byobnet.r160_in1k input_size=3x160x160 crop_pct=0.95 hf_hub_id=timm/
    """)
}
