// Made by `Scripts/facts configurations` from timm 1.0.31.
extension FastViT {
  static let configurations = ConfigurationTable(
    """
    fastvit_ma36.apple_in1k input_size=3x256x256 crop_pct=0.95 hf_hub_id=timm/ license=fastvit-license
    fastvit_ma36.apple_dist_in1k input_size=3x256x256 crop_pct=0.95 hf_hub_id=timm/ license=fastvit-license
    fastvit_mci0.apple_mclip input_size=3x256x256 crop_pct=0.95 norm=unit num_classes=512 hf_hub_id=apple/mobileclip_s0_timm license=apple-amlr
    fastvit_mci0.apple_mclip2_dfndr2b input_size=3x256x256 crop_pct=1 norm=unit num_classes=512 hf_hub_id=timm/ license=apple-amlr
    fastvit_mci1.apple_mclip input_size=3x256x256 crop_pct=0.95 norm=unit num_classes=512 hf_hub_id=apple/mobileclip_s1_timm license=apple-amlr
    fastvit_mci2.apple_mclip input_size=3x256x256 crop_pct=0.95 norm=unit num_classes=512 hf_hub_id=apple/mobileclip_s2_timm license=apple-amlr
    fastvit_mci2.apple_mclip2_dfndr2b input_size=3x256x256 crop_pct=0.95 norm=unit num_classes=512 hf_hub_id=timm/ license=apple-amlr
    fastvit_mci3.apple_mclip2_dfndr2b input_size=3x256x256 crop_pct=0.95 norm=clip num_classes=768 hf_hub_id=timm/ license=apple-amlr
    fastvit_mci4.apple_mclip2_dfndr2b input_size=3x256x256 crop_pct=0.95 norm=clip num_classes=768 hf_hub_id=timm/ license=apple-amlr
    fastvit_s12.apple_in1k input_size=3x256x256 crop_pct=0.9 hf_hub_id=timm/ license=fastvit-license
    fastvit_s12.apple_dist_in1k input_size=3x256x256 crop_pct=0.9 hf_hub_id=timm/ license=fastvit-license
    fastvit_sa12.apple_in1k input_size=3x256x256 crop_pct=0.9 hf_hub_id=timm/ license=fastvit-license
    fastvit_sa12.apple_dist_in1k input_size=3x256x256 crop_pct=0.9 hf_hub_id=timm/ license=fastvit-license
    fastvit_sa24.apple_in1k input_size=3x256x256 crop_pct=0.9 hf_hub_id=timm/ license=fastvit-license
    fastvit_sa24.apple_dist_in1k input_size=3x256x256 crop_pct=0.9 hf_hub_id=timm/ license=fastvit-license
    fastvit_sa36.apple_in1k input_size=3x256x256 crop_pct=0.9 hf_hub_id=timm/ license=fastvit-license
    fastvit_sa36.apple_dist_in1k input_size=3x256x256 crop_pct=0.9 hf_hub_id=timm/ license=fastvit-license
    fastvit_t8.apple_in1k input_size=3x256x256 crop_pct=0.9 hf_hub_id=timm/ license=fastvit-license
    fastvit_t8.apple_dist_in1k input_size=3x256x256 crop_pct=0.9 hf_hub_id=timm/ license=fastvit-license
    fastvit_t12.apple_in1k input_size=3x256x256 crop_pct=0.9 hf_hub_id=timm/ license=fastvit-license
    fastvit_t12.apple_dist_in1k input_size=3x256x256 crop_pct=0.9 hf_hub_id=timm/ license=fastvit-license
    """)
}
