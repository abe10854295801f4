// Made by `Scripts/facts configurations` from timm 1.0.31.
extension InceptionResNetV2 {
  static let configurations = ConfigurationTable(
    """
    inception_resnet_v2.tf_in1k input_size=3x299x299 crop_pct=0.8975 norm=half hf_hub_id=timm/
    inception_resnet_v2.tf_ens_adv_in1k input_size=3x299x299 crop_pct=0.8975 norm=half hf_hub_id=timm/
    """)
}
