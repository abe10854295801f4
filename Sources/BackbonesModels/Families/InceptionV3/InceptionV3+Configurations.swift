// Made by `Scripts/facts configurations` from timm 1.0.31.
extension InceptionV3 {
  static let configurations = ConfigurationTable(
    """
    inception_v3.tv_in1k input_size=3x299x299 norm=half hf_hub_id=timm/
    inception_v3.gluon_in1k input_size=3x299x299 hf_hub_id=timm/
    inception_v3.tf_adv_in1k input_size=3x299x299 norm=half hf_hub_id=timm/
    inception_v3.tf_in1k input_size=3x299x299 norm=half hf_hub_id=timm/
    """)
}
