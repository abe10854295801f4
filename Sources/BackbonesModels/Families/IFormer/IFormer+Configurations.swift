// Made by `Scripts/facts configurations` from timm 1.0.31.
extension IFormer {
  static let configurations = ConfigurationTable(
    """
    iformer_h.in1k hf_hub_id=timm/ license=mit
    iformer_l.in1k hf_hub_id=timm/ license=mit
    iformer_l2.untrained license=mit
    iformer_l2_distilled.in1k hf_hub_id=timm/ license=mit
    iformer_l_distilled.in1k hf_hub_id=timm/ license=mit
    iformer_m.in1k hf_hub_id=timm/ license=mit
    iformer_m_distilled.in1k hf_hub_id=timm/ license=mit
    iformer_s.in1k hf_hub_id=timm/ license=mit
    iformer_t.in1k hf_hub_id=timm/ license=mit
    """)
}
