// Made by `Scripts/facts configurations` from timm 1.0.31.
extension MobileViT {
  static let configurations = ConfigurationTable(
    """
    mobilevit_s.cvnets_in1k input_size=3x256x256 crop_pct=0.9 norm=unit hf_hub_id=timm/ license=cvnets-license
    mobilevit_xs.cvnets_in1k input_size=3x256x256 crop_pct=0.9 norm=unit hf_hub_id=timm/ license=cvnets-license
    mobilevit_xxs.cvnets_in1k input_size=3x256x256 crop_pct=0.9 norm=unit hf_hub_id=timm/ license=cvnets-license
    mobilevitv2_050.cvnets_in1k input_size=3x256x256 crop_pct=0.888 norm=unit hf_hub_id=timm/ license=cvnets-license
    mobilevitv2_075.cvnets_in1k input_size=3x256x256 crop_pct=0.888 norm=unit hf_hub_id=timm/ license=cvnets-license
    mobilevitv2_100.cvnets_in1k input_size=3x256x256 crop_pct=0.888 norm=unit hf_hub_id=timm/ license=cvnets-license
    mobilevitv2_125.cvnets_in1k input_size=3x256x256 crop_pct=0.888 norm=unit hf_hub_id=timm/ license=cvnets-license
    mobilevitv2_150.cvnets_in1k input_size=3x256x256 crop_pct=0.888 norm=unit hf_hub_id=timm/ license=cvnets-license
    mobilevitv2_150.cvnets_in22k_ft_in1k input_size=3x256x256 crop_pct=0.888 norm=unit hf_hub_id=timm/ license=cvnets-license
    mobilevitv2_150.cvnets_in22k_ft_in1k_384 input_size=3x384x384 crop_pct=1 norm=unit hf_hub_id=timm/ license=cvnets-license
    mobilevitv2_175.cvnets_in1k input_size=3x256x256 crop_pct=0.888 norm=unit hf_hub_id=timm/ license=cvnets-license
    mobilevitv2_175.cvnets_in22k_ft_in1k input_size=3x256x256 crop_pct=0.888 norm=unit hf_hub_id=timm/ license=cvnets-license
    mobilevitv2_175.cvnets_in22k_ft_in1k_384 input_size=3x384x384 crop_pct=1 norm=unit hf_hub_id=timm/ license=cvnets-license
    mobilevitv2_200.cvnets_in1k input_size=3x256x256 crop_pct=0.888 norm=unit hf_hub_id=timm/ license=cvnets-license
    mobilevitv2_200.cvnets_in22k_ft_in1k input_size=3x256x256 crop_pct=0.888 norm=unit hf_hub_id=timm/ license=cvnets-license
    mobilevitv2_200.cvnets_in22k_ft_in1k_384 input_size=3x384x384 crop_pct=1 norm=unit hf_hub_id=timm/ license=cvnets-license
    """)
}
