// Made by `Scripts/facts configurations` from timm 1.0.31.
extension Eva {
  static let configurations = ConfigurationTable(
    """
    eva02_base_patch14_224.mim_in22k fixed_input_size crop_pct=0.9 norm=clip num_classes=0 hf_hub_id=timm/ license=mit
    eva02_base_patch14_448.mim_in22k_ft_in22k_in1k input_size=3x448x448 fixed_input_size crop_pct=1 crop_mode=squash norm=clip hf_hub_id=timm/ license=mit
    eva02_base_patch14_448.mim_in22k_ft_in1k input_size=3x448x448 fixed_input_size crop_pct=1 norm=clip hf_hub_id=timm/ license=mit
    eva02_base_patch14_448.mim_in22k_ft_in22k input_size=3x448x448 fixed_input_size crop_pct=1 crop_mode=squash norm=clip num_classes=21841 hf_hub_id=timm/ license=mit
    eva02_base_patch16_clip_224.merged2b fixed_input_size crop_pct=0.9 norm=clip num_classes=512 hf_hub_id=timm/ license=mit
    eva02_enormous_patch14_clip_224.laion2b fixed_input_size crop_pct=0.9 norm=clip num_classes=1024 hf_hub_id=timm/ license=mit
    eva02_enormous_patch14_clip_224.laion2b_plus fixed_input_size crop_pct=0.9 norm=clip num_classes=1024 hf_hub_id=timm/ license=mit
    eva02_large_patch14_224.mim_in22k fixed_input_size crop_pct=0.9 norm=clip num_classes=0 hf_hub_id=timm/ license=mit
    eva02_large_patch14_224.mim_m38m fixed_input_size crop_pct=0.9 norm=clip num_classes=0 hf_hub_id=timm/ license=mit
    eva02_large_patch14_448.mim_in22k_ft_in22k_in1k input_size=3x448x448 fixed_input_size crop_pct=1 crop_mode=squash norm=clip hf_hub_id=timm/ license=mit
    eva02_large_patch14_448.mim_in22k_ft_in1k input_size=3x448x448 fixed_input_size crop_pct=1 norm=clip hf_hub_id=timm/ license=mit
    eva02_large_patch14_448.mim_in22k_ft_in22k input_size=3x448x448 fixed_input_size crop_pct=1 crop_mode=squash norm=clip num_classes=21841 hf_hub_id=timm/ license=mit
    eva02_large_patch14_448.mim_m38m_ft_in1k input_size=3x448x448 fixed_input_size crop_pct=1 norm=clip hf_hub_id=timm/ license=mit
    eva02_large_patch14_448.mim_m38m_ft_in22k input_size=3x448x448 fixed_input_size crop_pct=1 crop_mode=squash norm=clip num_classes=21841 hf_hub_id=timm/ license=mit
    eva02_large_patch14_448.mim_m38m_ft_in22k_in1k input_size=3x448x448 fixed_input_size crop_pct=1 crop_mode=squash norm=clip hf_hub_id=timm/ license=mit
    eva02_large_patch14_clip_224.merged2b fixed_input_size crop_pct=0.9 norm=clip num_classes=768 hf_hub_id=timm/ license=mit
    eva02_large_patch14_clip_336.merged2b input_size=3x336x336 fixed_input_size crop_pct=1 norm=clip num_classes=768 hf_hub_id=timm/ license=mit
    eva02_small_patch14_224.mim_in22k fixed_input_size crop_pct=0.9 norm=clip num_classes=0 hf_hub_id=timm/ license=mit
    eva02_small_patch14_336.mim_in22k_ft_in1k input_size=3x336x336 fixed_input_size crop_pct=1 norm=clip hf_hub_id=timm/ license=mit
    eva02_tiny_patch14_224.mim_in22k fixed_input_size crop_pct=0.9 norm=clip num_classes=0 hf_hub_id=timm/ license=mit
    eva02_tiny_patch14_336.mim_in22k_ft_in1k input_size=3x336x336 fixed_input_size crop_pct=1 norm=clip hf_hub_id=timm/ license=mit
    eva_giant_patch14_224.clip_ft_in1k fixed_input_size crop_pct=0.9 norm=clip hf_hub_id=timm/ license=mit
    eva_giant_patch14_336.clip_ft_in1k input_size=3x336x336 fixed_input_size crop_pct=1 crop_mode=squash norm=clip hf_hub_id=timm/ license=mit
    eva_giant_patch14_336.m30m_ft_in22k_in1k input_size=3x336x336 fixed_input_size crop_pct=1 crop_mode=squash hf_hub_id=timm/ license=mit
    eva_giant_patch14_560.m30m_ft_in22k_in1k input_size=3x560x560 fixed_input_size crop_pct=1 crop_mode=squash hf_hub_id=timm/ license=mit
    eva_giant_patch14_clip_224.laion400m fixed_input_size crop_pct=0.9 norm=clip num_classes=1024 hf_hub_id=timm/ license=mit
    eva_giant_patch14_clip_224.merged2b fixed_input_size crop_pct=0.9 norm=clip num_classes=1024 hf_hub_id=timm/ license=mit
    vit_5b_patch16_sapiens2.fb input_size=3x1024x768 crop_pct=1 crop_mode=squash interpolation=bilinear num_classes=0 hf_hub_id=timm/ license=sapiens2-license
    vit_7b_patch16_dinov3.lvd1689m input_size=3x256x256 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/ license=dinov3-license
    vit_7b_patch16_dinov3.sat493m input_size=3x256x256 fixed_input_size crop_pct=1 norm=0.43,0.411,0.296/0.213,0.156,0.143 num_classes=0 hf_hub_id=timm/ license=dinov3-license
    vit_base_patch16_dinov3.lvd1689m input_size=3x256x256 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/ license=dinov3-license
    vit_base_patch16_dinov3_qkvb.lvd1689m input_size=3x256x256 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/ license=dinov3-license
    vit_base_patch16_dinov3_qkvb.eupe_lvd1689m input_size=3x256x256 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/ license=fair-noncommercial-research-license
    vit_base_patch16_lingbot.robbyant input_size=3x512x512 fixed_input_size crop_pct=1 crop_mode=squash interpolation=bilinear num_classes=0 hf_hub_id=belfner/vit_base_patch16_lingbot.robbyant
    vit_base_patch16_rope_224.naver_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    vit_base_patch16_rope_ape_224.naver_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    vit_base_patch16_rope_mixed_224.naver_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    vit_base_patch16_rope_mixed_ape_224.naver_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    vit_base_patch16_rope_reg1_gap_256.sbb_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/ license=mit
    vit_base_patch16_sapiens2.fb input_size=3x1024x768 crop_pct=1 crop_mode=squash interpolation=bilinear num_classes=0 hf_hub_id=timm/ license=sapiens2-license
    vit_betwixt_patch16_rope_reg4_gap_256.sbb_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=clip hf_hub_id=timm/ license=mit
    vit_giant_patch16_lingbot.robbyant input_size=3x512x512 fixed_input_size crop_pct=1 crop_mode=squash interpolation=bilinear num_classes=0 hf_hub_id=belfner/vit_giant_patch16_lingbot.robbyant
    vit_giant_patch16_sapiens2.fb input_size=3x1024x768 crop_pct=1 crop_mode=squash interpolation=bilinear num_classes=0 hf_hub_id=timm/ license=sapiens2-license
    vit_huge_patch16_sapiens2.fb input_size=3x1024x768 crop_pct=1 crop_mode=squash interpolation=bilinear num_classes=0 hf_hub_id=timm/ license=sapiens2-license
    vit_huge_plus_patch16_dinov3.lvd1689m input_size=3x256x256 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/ license=dinov3-license
    vit_huge_plus_patch16_dinov3_qkvb.lvd1689m input_size=3x256x256 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/ license=dinov3-license
    vit_large_patch16_dinov3.lvd1689m input_size=3x256x256 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/ license=dinov3-license
    vit_large_patch16_dinov3.sat493m input_size=3x256x256 fixed_input_size crop_pct=1 norm=0.43,0.411,0.296/0.213,0.156,0.143 num_classes=0 hf_hub_id=timm/ license=dinov3-license
    vit_large_patch16_dinov3_qkvb.lvd1689m input_size=3x256x256 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/ license=dinov3-license
    vit_large_patch16_dinov3_qkvb.sat493m input_size=3x256x256 fixed_input_size crop_pct=1 norm=0.43,0.411,0.296/0.213,0.156,0.143 num_classes=0 hf_hub_id=timm/ license=dinov3-license
    vit_large_patch16_lingbot.robbyant input_size=3x512x512 fixed_input_size crop_pct=1 crop_mode=squash interpolation=bilinear num_classes=0 hf_hub_id=belfner/vit_large_patch16_lingbot.robbyant
    vit_large_patch16_rope_224.naver_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    vit_large_patch16_rope_ape_224.naver_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    vit_large_patch16_rope_mixed_224.naver_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    vit_large_patch16_rope_mixed_ape_224.naver_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    vit_large_patch16_sapiens2.fb input_size=3x1024x768 crop_pct=1 crop_mode=squash interpolation=bilinear num_classes=0 hf_hub_id=timm/ license=sapiens2-license
    vit_medium_patch16_rope_reg1_gap_256.sbb_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/ license=mit
    vit_mediumd_patch16_rope_reg1_gap_256.sbb_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/ license=mit
    vit_pe_core_base_patch16_224.fb fixed_input_size crop_pct=1 norm=half num_classes=1024 hf_hub_id=timm/
    vit_pe_core_gigantic_patch14_448.fb input_size=3x448x448 fixed_input_size crop_pct=1 norm=half num_classes=1280 hf_hub_id=timm/
    vit_pe_core_large_patch14_336.fb input_size=3x336x336 fixed_input_size crop_pct=1 norm=half num_classes=1024 hf_hub_id=timm/
    vit_pe_core_small_patch16_384.fb input_size=3x384x384 fixed_input_size crop_pct=1 norm=half num_classes=512 hf_hub_id=timm/
    vit_pe_core_tiny_patch16_384.fb input_size=3x384x384 fixed_input_size crop_pct=1 norm=half num_classes=512 hf_hub_id=timm/
    vit_pe_lang_gigantic_patch14_448.fb input_size=3x448x448 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_pe_lang_gigantic_patch14_448.fb_tiling input_size=3x448x448 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_pe_lang_large_patch14_448.fb input_size=3x448x448 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_pe_lang_large_patch14_448.fb_tiling input_size=3x448x448 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_pe_spatial_base_patch16_512.fb input_size=3x512x512 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_pe_spatial_gigantic_patch14_448.fb input_size=3x448x448 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_pe_spatial_large_patch14_448.fb input_size=3x448x448 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_pe_spatial_small_patch16_512.fb input_size=3x512x512 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_pe_spatial_tiny_patch16_512.fb input_size=3x512x512 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_small_patch16_dinov3.lvd1689m input_size=3x256x256 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/ license=dinov3-license
    vit_small_patch16_dinov3_qkvb.lvd1689m input_size=3x256x256 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/ license=dinov3-license
    vit_small_patch16_dinov3_qkvb.eupe_lvd1689m input_size=3x256x256 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/ license=fair-noncommercial-research-license
    vit_small_patch16_lingbot.robbyant input_size=3x512x512 fixed_input_size crop_pct=1 crop_mode=squash interpolation=bilinear num_classes=0 hf_hub_id=belfner/vit_small_patch16_lingbot.robbyant
    vit_small_patch16_rope_224.naver_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    vit_small_patch16_rope_ape_224.naver_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    vit_small_patch16_rope_mixed_224.naver_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    vit_small_patch16_rope_mixed_ape_224.naver_in1k fixed_input_size crop_pct=0.9 hf_hub_id=timm/
    vit_small_plus_patch16_dinov3.lvd1689m input_size=3x256x256 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/ license=dinov3-license
    vit_small_plus_patch16_dinov3_qkvb.lvd1689m input_size=3x256x256 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/ license=dinov3-license
    vit_tiny_patch16_dinov3_qkvb.eupe_lvd1689m input_size=3x256x256 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/ license=fair-noncommercial-research-license
    """)
}
