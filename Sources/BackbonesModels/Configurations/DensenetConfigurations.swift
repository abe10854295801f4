// Made by Scripts/make_configurations.py from timm 1.0.31; see `Configuration.parse`.
let densenetConfigurations = """
  densenet121.ra_in1k test=3x288x288 testcrop=0.95 hub=timm/densenet121.ra_in1k
  densenet121.tv_in1k hub=timm/densenet121.tv_in1k
  densenet161.tv_in1k hub=timm/densenet161.tv_in1k
  densenet169.tv_in1k hub=timm/densenet169.tv_in1k
  densenet201.tv_in1k hub=timm/densenet201.tv_in1k
  densenet264d.untrained
  densenetblur121d.ra_in1k test=3x288x288 testcrop=0.95 hub=timm/densenetblur121d.ra_in1k
  """
