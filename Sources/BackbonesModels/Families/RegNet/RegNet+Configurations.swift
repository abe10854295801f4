// Made by `Scripts/facts configurations` from timm 1.0.31.
extension RegNet {
  static let configurations = ConfigurationTable(
    """
    regnetv_040.ra3_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    regnetv_064.ra3_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    regnetx_002.pycls_in1k hf_hub_id=timm/ license=mit
    regnetx_004.pycls_in1k hf_hub_id=timm/ license=mit
    regnetx_004_tv.tv2_in1k crop_pct=0.965 hf_hub_id=timm/ license=bsd-3-clause
    regnetx_006.pycls_in1k hf_hub_id=timm/ license=mit
    regnetx_008.tv2_in1k crop_pct=0.965 hf_hub_id=timm/ license=bsd-3-clause
    regnetx_008.pycls_in1k hf_hub_id=timm/ license=mit
    regnetx_016.tv2_in1k crop_pct=0.965 hf_hub_id=timm/ license=bsd-3-clause
    regnetx_016.pycls_in1k hf_hub_id=timm/ license=mit
    regnetx_032.tv2_in1k crop_pct=0.965 hf_hub_id=timm/ license=bsd-3-clause
    regnetx_032.pycls_in1k hf_hub_id=timm/ license=mit
    regnetx_040.pycls_in1k hf_hub_id=timm/ license=mit
    regnetx_064.pycls_in1k hf_hub_id=timm/ license=mit
    regnetx_080.tv2_in1k crop_pct=0.965 hf_hub_id=timm/ license=bsd-3-clause
    regnetx_080.pycls_in1k hf_hub_id=timm/ license=mit
    regnetx_120.pycls_in1k hf_hub_id=timm/ license=mit
    regnetx_160.tv2_in1k crop_pct=0.965 hf_hub_id=timm/ license=bsd-3-clause
    regnetx_160.pycls_in1k hf_hub_id=timm/ license=mit
    regnetx_320.tv2_in1k crop_pct=0.965 hf_hub_id=timm/ license=bsd-3-clause
    regnetx_320.pycls_in1k hf_hub_id=timm/ license=mit
    regnety_002.pycls_in1k hf_hub_id=timm/ license=mit
    regnety_004.tv2_in1k crop_pct=0.965 hf_hub_id=timm/ license=bsd-3-clause
    regnety_004.pycls_in1k hf_hub_id=timm/ license=mit
    regnety_006.pycls_in1k hf_hub_id=timm/ license=mit
    regnety_008.pycls_in1k hf_hub_id=timm/ license=mit
    regnety_008_tv.tv2_in1k crop_pct=0.965 hf_hub_id=timm/ license=bsd-3-clause
    regnety_016.tv2_in1k crop_pct=0.965 hf_hub_id=timm/ license=bsd-3-clause
    regnety_016.pycls_in1k hf_hub_id=timm/ license=mit
    regnety_032.ra_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    regnety_032.pycls_in1k hf_hub_id=timm/ license=mit
    regnety_032.tv2_in1k crop_pct=0.965 hf_hub_id=timm/ license=bsd-3-clause
    regnety_040.ra3_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    regnety_040.pycls_in1k hf_hub_id=timm/ license=mit
    regnety_040_sgn.untrained test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1
    regnety_064.ra3_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    regnety_064.pycls_in1k hf_hub_id=timm/ license=mit
    regnety_080.ra3_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    regnety_080.pycls_in1k hf_hub_id=timm/ license=mit
    regnety_080_tv.tv2_in1k crop_pct=0.965 hf_hub_id=timm/ license=bsd-3-clause
    regnety_120.sw_in12k_ft_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    regnety_120.pycls_in1k hf_hub_id=timm/ license=mit
    regnety_120.sw_in12k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 num_classes=11821 hf_hub_id=timm/
    regnety_160.sw_in12k_ft_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    regnety_160.deit_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    regnety_160.lion_in12k_ft_in1k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 hf_hub_id=timm/
    regnety_160.pycls_in1k hf_hub_id=timm/ license=mit
    regnety_160.sw_in12k test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1 num_classes=11821 hf_hub_id=timm/
    regnety_160.swag_ft_in1k input_size=3x384x384 crop_pct=1 hf_hub_id=timm/ license=cc-by-nc-4.0
    regnety_160.swag_lc_in1k crop_pct=0.965 hf_hub_id=timm/ license=cc-by-nc-4.0
    regnety_160.tv2_in1k crop_pct=0.965 hf_hub_id=timm/ license=bsd-3-clause
    regnety_320.tv2_in1k crop_pct=0.965 hf_hub_id=timm/ license=bsd-3-clause
    regnety_320.pycls_in1k hf_hub_id=timm/ license=mit
    regnety_320.seer crop_pct=0.965 num_classes=0 hf_hub_id=timm/ license=seer-license
    regnety_320.seer_ft_in1k input_size=3x384x384 crop_pct=1 hf_hub_id=timm/ license=seer-license
    regnety_320.swag_ft_in1k input_size=3x384x384 crop_pct=1 hf_hub_id=timm/ license=cc-by-nc-4.0
    regnety_320.swag_lc_in1k crop_pct=0.965 hf_hub_id=timm/ license=cc-by-nc-4.0
    regnety_640.seer_ft_in1k input_size=3x384x384 crop_pct=1 hf_hub_id=timm/ license=seer-license
    regnety_640.seer crop_pct=0.965 num_classes=0 hf_hub_id=timm/ license=seer-license
    regnety_1280.swag_ft_in1k input_size=3x384x384 crop_pct=1 hf_hub_id=timm/ license=cc-by-nc-4.0
    regnety_1280.seer crop_pct=0.965 num_classes=0 hf_hub_id=timm/ license=seer-license
    regnety_1280.seer_ft_in1k input_size=3x384x384 crop_pct=1 hf_hub_id=timm/ license=seer-license
    regnety_1280.swag_lc_in1k crop_pct=0.965 hf_hub_id=timm/ license=cc-by-nc-4.0
    regnety_2560.seer_ft_in1k input_size=3x384x384 crop_pct=1 hf_hub_id=timm/ license=seer-license
    regnetz_005.untrained test_input_size=3x288x288 crop_pct=0.95 test_crop_pct=1
    regnetz_040.ra3_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=1 test_crop_pct=1 hf_hub_id=timm/
    regnetz_040_h.ra3_in1k input_size=3x256x256 test_input_size=3x320x320 crop_pct=1 test_crop_pct=1 hf_hub_id=timm/
    """)
}
