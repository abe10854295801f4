// Made by Scripts/make_configurations.py from timm 1.0.31; see `Configuration.parse`.
let vovnetConfigurations = """
  eca_vovnet39b.untrained
  ese_vovnet19b_dw.ra_in1k test=3x288x288 testcrop=0.95 hub=timm/ese_vovnet19b_dw.ra_in1k
  ese_vovnet19b_slim.untrained
  ese_vovnet19b_slim_dw.untrained
  ese_vovnet39b.ra_in1k test=3x288x288 testcrop=0.95 hub=timm/ese_vovnet39b.ra_in1k
  ese_vovnet39b_evos.untrained
  ese_vovnet57b.ra4_e3600_r256_in1k in=3x256x256 test=3x320x320 crop=0.95 testcrop=1 norm=half hub=timm/ese_vovnet57b.ra4_e3600_r256_in1k
  ese_vovnet99b.untrained
  vovnet39a.untrained
  vovnet57a.untrained
  """
