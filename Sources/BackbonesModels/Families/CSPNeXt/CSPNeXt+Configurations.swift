// Made by `Scripts/facts configurations` from timm 1.0.31.
extension CSPNeXt {
  static let configurations = ConfigurationTable(
    """
    cspnext_l.rsb_a1_in1k crop_pct=0.949 hf_hub_id=munehiro-k/cspnext_l.rsb_a1_in1k
    cspnext_m.rsb_a1_in1k crop_pct=0.949 hf_hub_id=munehiro-k/cspnext_m.rsb_a1_in1k
    cspnext_s.rsb_a1_in1k crop_pct=0.949 hf_hub_id=munehiro-k/cspnext_s.rsb_a1_in1k
    cspnext_tiny.rsb_a1_in1k crop_pct=0.949 hf_hub_id=munehiro-k/cspnext_tiny.rsb_a1_in1k
    cspnext_x.rsb_a1_in1k crop_pct=0.949 hf_hub_id=munehiro-k/cspnext_x.rsb_a1_in1k
    """)
}
