// Made by Scripts/make_configurations.py from timm 1.0.31; see `Configuration.parse`.
let regnetConfigurations = """
  regnetv_040.ra3_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/regnetv_040.ra3_in1k
  regnetv_064.ra3_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/regnetv_064.ra3_in1k
  regnetx_002.pycls_in1k hub=timm/regnetx_002.pycls_in1k
  regnetx_004.pycls_in1k hub=timm/regnetx_004.pycls_in1k
  regnetx_004_tv.tv2_in1k crop=0.965 hub=timm/regnetx_004_tv.tv2_in1k
  regnetx_006.pycls_in1k hub=timm/regnetx_006.pycls_in1k
  regnetx_008.tv2_in1k crop=0.965 hub=timm/regnetx_008.tv2_in1k
  regnetx_008.pycls_in1k hub=timm/regnetx_008.pycls_in1k
  regnetx_016.tv2_in1k crop=0.965 hub=timm/regnetx_016.tv2_in1k
  regnetx_016.pycls_in1k hub=timm/regnetx_016.pycls_in1k
  regnetx_032.tv2_in1k crop=0.965 hub=timm/regnetx_032.tv2_in1k
  regnetx_032.pycls_in1k hub=timm/regnetx_032.pycls_in1k
  regnetx_040.pycls_in1k hub=timm/regnetx_040.pycls_in1k
  regnetx_064.pycls_in1k hub=timm/regnetx_064.pycls_in1k
  regnetx_080.tv2_in1k crop=0.965 hub=timm/regnetx_080.tv2_in1k
  regnetx_080.pycls_in1k hub=timm/regnetx_080.pycls_in1k
  regnetx_120.pycls_in1k hub=timm/regnetx_120.pycls_in1k
  regnetx_160.tv2_in1k crop=0.965 hub=timm/regnetx_160.tv2_in1k
  regnetx_160.pycls_in1k hub=timm/regnetx_160.pycls_in1k
  regnetx_320.tv2_in1k crop=0.965 hub=timm/regnetx_320.tv2_in1k
  regnetx_320.pycls_in1k hub=timm/regnetx_320.pycls_in1k
  regnety_002.pycls_in1k hub=timm/regnety_002.pycls_in1k
  regnety_004.tv2_in1k crop=0.965 hub=timm/regnety_004.tv2_in1k
  regnety_004.pycls_in1k hub=timm/regnety_004.pycls_in1k
  regnety_006.pycls_in1k hub=timm/regnety_006.pycls_in1k
  regnety_008.pycls_in1k hub=timm/regnety_008.pycls_in1k
  regnety_008_tv.tv2_in1k crop=0.965 hub=timm/regnety_008_tv.tv2_in1k
  regnety_016.tv2_in1k crop=0.965 hub=timm/regnety_016.tv2_in1k
  regnety_016.pycls_in1k hub=timm/regnety_016.pycls_in1k
  regnety_032.ra_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/regnety_032.ra_in1k
  regnety_032.pycls_in1k hub=timm/regnety_032.pycls_in1k
  regnety_032.tv2_in1k crop=0.965 hub=timm/regnety_032.tv2_in1k
  regnety_040.ra3_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/regnety_040.ra3_in1k
  regnety_040.pycls_in1k hub=timm/regnety_040.pycls_in1k
  regnety_040_sgn.untrained test=3x288x288 crop=0.95 testcrop=1
  regnety_064.ra3_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/regnety_064.ra3_in1k
  regnety_064.pycls_in1k hub=timm/regnety_064.pycls_in1k
  regnety_080.ra3_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/regnety_080.ra3_in1k
  regnety_080.pycls_in1k hub=timm/regnety_080.pycls_in1k
  regnety_080_tv.tv2_in1k crop=0.965 hub=timm/regnety_080_tv.tv2_in1k
  regnety_120.sw_in12k_ft_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/regnety_120.sw_in12k_ft_in1k
  regnety_120.pycls_in1k hub=timm/regnety_120.pycls_in1k
  regnety_120.sw_in12k test=3x288x288 crop=0.95 testcrop=1 classes=11821 hub=timm/regnety_120.sw_in12k
  regnety_160.sw_in12k_ft_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/regnety_160.sw_in12k_ft_in1k
  regnety_160.deit_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/regnety_160.deit_in1k
  regnety_160.lion_in12k_ft_in1k test=3x288x288 crop=0.95 testcrop=1 hub=timm/regnety_160.lion_in12k_ft_in1k
  regnety_160.pycls_in1k hub=timm/regnety_160.pycls_in1k
  regnety_160.sw_in12k test=3x288x288 crop=0.95 testcrop=1 classes=11821 hub=timm/regnety_160.sw_in12k
  regnety_160.swag_ft_in1k in=3x384x384 crop=1 hub=timm/regnety_160.swag_ft_in1k
  regnety_160.swag_lc_in1k crop=0.965 hub=timm/regnety_160.swag_lc_in1k
  regnety_160.tv2_in1k crop=0.965 hub=timm/regnety_160.tv2_in1k
  regnety_320.tv2_in1k crop=0.965 hub=timm/regnety_320.tv2_in1k
  regnety_320.pycls_in1k hub=timm/regnety_320.pycls_in1k
  regnety_320.seer crop=0.965 classes=0 hub=timm/regnety_320.seer
  regnety_320.seer_ft_in1k in=3x384x384 crop=1 hub=timm/regnety_320.seer_ft_in1k
  regnety_320.swag_ft_in1k in=3x384x384 crop=1 hub=timm/regnety_320.swag_ft_in1k
  regnety_320.swag_lc_in1k crop=0.965 hub=timm/regnety_320.swag_lc_in1k
  regnety_640.seer_ft_in1k in=3x384x384 crop=1 hub=timm/regnety_640.seer_ft_in1k
  regnety_640.seer crop=0.965 classes=0 hub=timm/regnety_640.seer
  regnety_1280.swag_ft_in1k in=3x384x384 crop=1 hub=timm/regnety_1280.swag_ft_in1k
  regnety_1280.seer crop=0.965 classes=0 hub=timm/regnety_1280.seer
  regnety_1280.seer_ft_in1k in=3x384x384 crop=1 hub=timm/regnety_1280.seer_ft_in1k
  regnety_1280.swag_lc_in1k crop=0.965 hub=timm/regnety_1280.swag_lc_in1k
  regnety_2560.seer_ft_in1k in=3x384x384 crop=1 hub=timm/regnety_2560.seer_ft_in1k
  regnetz_005.untrained test=3x288x288 crop=0.95 testcrop=1
  regnetz_040.ra3_in1k in=3x256x256 test=3x320x320 crop=1 testcrop=1 hub=timm/regnetz_040.ra3_in1k
  regnetz_040_h.ra3_in1k in=3x256x256 test=3x320x320 crop=1 testcrop=1 hub=timm/regnetz_040_h.ra3_in1k
  """
