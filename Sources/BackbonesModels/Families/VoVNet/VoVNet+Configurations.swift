// Made by `Scripts/facts configurations` from timm 1.0.31.
extension VoVNet {
  static let configurations = ConfigurationTable(
    """
    eca_vovnet39b.untrained
    ese_vovnet19b_dw.ra_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    ese_vovnet19b_slim.untrained
    ese_vovnet19b_slim_dw.untrained
    ese_vovnet39b.ra_in1k test_input_size=3x288x288 test_crop_pct=0.95 hf_hub_id=timm/
    ese_vovnet39b_evos.untrained
    ese_vovnet57b.ra4_e3600_r256_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=0.95 test_crop_pct=1 norm=half hf_hub_id=timm/
    ese_vovnet99b.untrained
    vovnet39a.untrained
    vovnet57a.untrained
    """)
}
