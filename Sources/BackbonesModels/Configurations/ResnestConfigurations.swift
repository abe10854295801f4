// Made by Scripts/make_configurations.py from timm 1.0.31; see `Configuration.parse`.
let resnestConfigurations = """
  resnest14d.gluon_in1k interp=bilinear hub=timm/resnest14d.gluon_in1k
  resnest26d.gluon_in1k interp=bilinear hub=timm/resnest26d.gluon_in1k
  resnest50d.in1k interp=bilinear hub=timm/resnest50d.in1k
  resnest50d_1s4x24d.in1k hub=timm/resnest50d_1s4x24d.in1k
  resnest50d_4s2x40d.in1k hub=timm/resnest50d_4s2x40d.in1k
  resnest101e.in1k in=3x256x256 interp=bilinear hub=timm/resnest101e.in1k
  resnest200e.in1k in=3x320x320 crop=0.909 hub=timm/resnest200e.in1k
  resnest269e.in1k in=3x416x416 crop=0.928 hub=timm/resnest269e.in1k
  """
