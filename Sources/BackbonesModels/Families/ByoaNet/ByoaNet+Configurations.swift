// Made by `Scripts/facts configurations` from timm 1.0.31.
extension ByoaNet {
  static let configurations = ConfigurationTable(
    """
    botnet26t_256.c1_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    botnet50ts_256.untrained input_size=3x256x256 fixed_input_size crop_pct=0.95
    eca_botnext26ts_256.c1_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    eca_halonext26ts.c1_in1k input_size=3x256x256 crop_pct=0.94 hf_hub_id=timm/
    halo2botnet50ts_256.a1h_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    halonet26t.a1h_in1k input_size=3x256x256 crop_pct=0.95 hf_hub_id=timm/
    halonet50ts.a1h_in1k input_size=3x256x256 crop_pct=0.94 hf_hub_id=timm/
    halonet_h1.untrained input_size=3x256x256 crop_pct=0.95
    haloregnetz_b.ra3_in1k crop_pct=0.94 norm=half hf_hub_id=timm/
    lambda_resnet26rpt_256.c1_in1k input_size=3x256x256 fixed_input_size crop_pct=0.94 hf_hub_id=timm/
    lambda_resnet26t.c1_in1k input_size=3x256x256 crop_pct=0.94 hf_hub_id=timm/
    lambda_resnet50ts.a1h_in1k input_size=3x256x256 crop_pct=0.95 hf_hub_id=timm/
    lamhalobotnet50ts_256.a1h_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 hf_hub_id=timm/
    sebotnet33ts_256.a1h_in1k input_size=3x256x256 fixed_input_size crop_pct=0.94 hf_hub_id=timm/
    sehalonet33ts.ra2_in1k input_size=3x256x256 crop_pct=0.94 hf_hub_id=timm/
    """)
}
