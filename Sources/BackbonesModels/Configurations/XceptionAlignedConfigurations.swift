// Made by Scripts/make_configurations.py from timm 1.0.31; see `Configuration.parse`.
let xceptionAlignedConfigurations = """
  xception41.tf_in1k in=3x299x299 crop=0.903 norm=half hub=timm/xception41.tf_in1k
  xception41p.ra3_in1k in=3x299x299 crop=0.94 norm=half hub=timm/xception41p.ra3_in1k
  xception65.ra3_in1k in=3x299x299 crop=0.94 norm=half hub=timm/xception65.ra3_in1k
  xception65.tf_in1k in=3x299x299 crop=0.903 norm=half hub=timm/xception65.tf_in1k
  xception65p.ra3_in1k in=3x299x299 crop=0.94 norm=half hub=timm/xception65p.ra3_in1k
  xception71.tf_in1k in=3x299x299 crop=0.903 norm=half hub=timm/xception71.tf_in1k
  """
