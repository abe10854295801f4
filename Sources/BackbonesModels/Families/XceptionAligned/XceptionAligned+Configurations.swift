// Made by `Scripts/facts configurations` from timm 1.0.31.
extension XceptionAligned {
  static let configurations = ConfigurationTable(
    """
    xception41.tf_in1k input_size=3x299x299 crop_pct=0.903 norm=half hf_hub_id=timm/
    xception41p.ra3_in1k input_size=3x299x299 crop_pct=0.94 norm=half hf_hub_id=timm/
    xception65.ra3_in1k input_size=3x299x299 crop_pct=0.94 norm=half hf_hub_id=timm/
    xception65.tf_in1k input_size=3x299x299 crop_pct=0.903 norm=half hf_hub_id=timm/
    xception65p.ra3_in1k input_size=3x299x299 crop_pct=0.94 norm=half hf_hub_id=timm/
    xception71.tf_in1k input_size=3x299x299 crop_pct=0.903 norm=half hf_hub_id=timm/
    """)
}
