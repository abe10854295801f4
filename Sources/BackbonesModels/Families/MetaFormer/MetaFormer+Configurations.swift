// Made by `Scripts/facts configurations` from timm 1.0.31.
extension MetaFormer {
  static let configurations = ConfigurationTable(
    """
    caformer_b36.sail_in1k crop_pct=1 hf_hub_id=timm/
    caformer_b36.sail_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    caformer_b36.sail_in22k crop_pct=1 num_classes=21841 hf_hub_id=timm/
    caformer_b36.sail_in22k_ft_in1k crop_pct=1 hf_hub_id=timm/
    caformer_b36.sail_in22k_ft_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    caformer_m36.sail_in1k crop_pct=1 hf_hub_id=timm/
    caformer_m36.sail_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    caformer_m36.sail_in22k crop_pct=1 num_classes=21841 hf_hub_id=timm/
    caformer_m36.sail_in22k_ft_in1k crop_pct=1 hf_hub_id=timm/
    caformer_m36.sail_in22k_ft_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    caformer_s18.sail_in1k crop_pct=1 hf_hub_id=timm/
    caformer_s18.sail_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    caformer_s18.sail_in22k crop_pct=1 num_classes=21841 hf_hub_id=timm/
    caformer_s18.sail_in22k_ft_in1k crop_pct=1 hf_hub_id=timm/
    caformer_s18.sail_in22k_ft_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    caformer_s36.sail_in1k crop_pct=1 hf_hub_id=timm/
    caformer_s36.sail_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    caformer_s36.sail_in22k crop_pct=1 num_classes=21841 hf_hub_id=timm/
    caformer_s36.sail_in22k_ft_in1k crop_pct=1 hf_hub_id=timm/
    caformer_s36.sail_in22k_ft_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    convformer_b36.sail_in1k crop_pct=1 hf_hub_id=timm/
    convformer_b36.sail_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    convformer_b36.sail_in22k crop_pct=1 num_classes=21841 hf_hub_id=timm/
    convformer_b36.sail_in22k_ft_in1k crop_pct=1 hf_hub_id=timm/
    convformer_b36.sail_in22k_ft_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    convformer_m36.sail_in1k crop_pct=1 hf_hub_id=timm/
    convformer_m36.sail_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    convformer_m36.sail_in22k crop_pct=1 num_classes=21841 hf_hub_id=timm/
    convformer_m36.sail_in22k_ft_in1k crop_pct=1 hf_hub_id=timm/
    convformer_m36.sail_in22k_ft_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    convformer_s18.sail_in1k crop_pct=1 hf_hub_id=timm/
    convformer_s18.sail_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    convformer_s18.sail_in22k crop_pct=1 num_classes=21841 hf_hub_id=timm/
    convformer_s18.sail_in22k_ft_in1k crop_pct=1 hf_hub_id=timm/
    convformer_s18.sail_in22k_ft_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    convformer_s36.sail_in1k crop_pct=1 hf_hub_id=timm/
    convformer_s36.sail_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    convformer_s36.sail_in22k crop_pct=1 num_classes=21841 hf_hub_id=timm/
    convformer_s36.sail_in22k_ft_in1k crop_pct=1 hf_hub_id=timm/
    convformer_s36.sail_in22k_ft_in1k_384 input_size=3x384x384 crop_pct=1 hf_hub_id=timm/
    poolformer_m36.sail_in1k crop_pct=0.95 hf_hub_id=timm/
    poolformer_m48.sail_in1k crop_pct=0.95 hf_hub_id=timm/
    poolformer_s12.sail_in1k crop_pct=0.9 hf_hub_id=timm/
    poolformer_s24.sail_in1k crop_pct=0.9 hf_hub_id=timm/
    poolformer_s36.sail_in1k crop_pct=0.9 hf_hub_id=timm/
    poolformerv2_m36.sail_in1k crop_pct=1 hf_hub_id=timm/
    poolformerv2_m48.sail_in1k crop_pct=1 hf_hub_id=timm/
    poolformerv2_s12.sail_in1k crop_pct=1 hf_hub_id=timm/
    poolformerv2_s24.sail_in1k crop_pct=1 hf_hub_id=timm/
    poolformerv2_s36.sail_in1k crop_pct=1 hf_hub_id=timm/
    """)
}
