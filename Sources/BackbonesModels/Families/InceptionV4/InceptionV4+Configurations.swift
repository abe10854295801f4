// Made by `Scripts/facts configurations` from timm 1.0.31.
extension InceptionV4 {
  static let configurations = ConfigurationTable(
    """
    inception_v4.tf_in1k input_size=3x299x299 norm=half hf_hub_id=timm/
    """)
}
