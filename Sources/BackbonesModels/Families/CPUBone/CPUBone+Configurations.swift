// Made by `Scripts/facts configurations` from timm 1.0.31.
extension CPUBone {
  static let configurations = ConfigurationTable(
    """
    cpubone_b0_bfrobust.r224_in1k crop_pct=0.95 hf_hub_id=timm/ license=
    cpubone_b1_bfrobust.r224_in1k crop_pct=0.95 hf_hub_id=timm/ license=
    cpubone_b1_dwnorm.timm_r256_in1k input_size=3x256x256 crop_pct=0.95 hf_hub_id=timm/ license=
    cpubone_b2_bfrobust.r224_in1k crop_pct=0.95 hf_hub_id=timm/ license=
    cpubone_b2pt5_dwnorm.timm_r256_in1k input_size=3x256x256 crop_pct=0.95 hf_hub_id=timm/ license=
    cpubone_b3.r224_in1k crop_pct=0.95 hf_hub_id=timm/ license=
    cpubone_nano.r224_in1k crop_pct=0.95 hf_hub_id=timm/ license=
    cpubone_s0.r224_in1k crop_pct=0.95 hf_hub_id=timm/ license=
    cpubone_t0.r224_in1k crop_pct=0.95 hf_hub_id=timm/ license=
    """)
}
