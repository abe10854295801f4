// Made by `Scripts/facts configurations` from timm 1.0.31.
extension VisionTransformer {
  static let configurations = ConfigurationTable(
    """
    aimv2_1b_patch14_224.apple_pt fixed_input_size crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=apple-ascl
    aimv2_1b_patch14_336.apple_pt input_size=3x336x336 fixed_input_size crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=apple-ascl
    aimv2_1b_patch14_448.apple_pt input_size=3x448x448 fixed_input_size crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=apple-ascl
    aimv2_3b_patch14_224.apple_pt fixed_input_size crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=apple-ascl
    aimv2_3b_patch14_336.apple_pt input_size=3x336x336 fixed_input_size crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=apple-ascl
    aimv2_3b_patch14_448.apple_pt input_size=3x448x448 fixed_input_size crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=apple-ascl
    aimv2_huge_patch14_224.apple_pt fixed_input_size crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=apple-ascl
    aimv2_huge_patch14_336.apple_pt input_size=3x336x336 fixed_input_size crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=apple-ascl
    aimv2_huge_patch14_448.apple_pt input_size=3x448x448 fixed_input_size crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=apple-ascl
    aimv2_large_patch14_224.apple_pt fixed_input_size crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=apple-ascl
    aimv2_large_patch14_224.apple_pt_dist fixed_input_size crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=apple-ascl
    aimv2_large_patch14_336.apple_pt input_size=3x336x336 fixed_input_size crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=apple-ascl
    aimv2_large_patch14_336.apple_pt_dist input_size=3x336x336 fixed_input_size crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=apple-ascl
    aimv2_large_patch14_448.apple_pt input_size=3x448x448 fixed_input_size crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=apple-ascl
    beit3_base_patch16_224.in22k_ft_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    beit3_base_patch16_224.indomain_in22k_ft_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    beit3_base_patch16_224.indomain_pt fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/
    beit3_base_patch16_224.pt fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/
    beit3_giant_patch14_224.untrained fixed_input_size crop_pct=1
    beit3_giant_patch14_336.untrained input_size=3x336x336 fixed_input_size crop_pct=1
    beit3_large_patch16_224.in22k_ft_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    beit3_large_patch16_224.indomain_in22k_ft_in1k fixed_input_size crop_pct=1 hf_hub_id=timm/
    beit3_large_patch16_224.indomain_pt fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/
    beit3_large_patch16_224.pt fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/
    eva_large_patch14_196.in22k_ft_in22k_in1k input_size=3x196x196 fixed_input_size crop_pct=1 norm=clip hf_hub_id=timm/ license=mit
    eva_large_patch14_196.in22k_ft_in1k input_size=3x196x196 fixed_input_size crop_pct=1 norm=clip hf_hub_id=timm/ license=mit
    eva_large_patch14_336.in22k_ft_in22k_in1k input_size=3x336x336 fixed_input_size crop_pct=1 crop_mode=squash norm=clip hf_hub_id=timm/ license=mit
    eva_large_patch14_336.in22k_ft_in1k input_size=3x336x336 fixed_input_size crop_pct=1 crop_mode=squash norm=clip hf_hub_id=timm/ license=mit
    flexivit_base.1200ep_in1k input_size=3x240x240 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    flexivit_base.300ep_in1k input_size=3x240x240 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    flexivit_base.300ep_in21k input_size=3x240x240 fixed_input_size crop_pct=0.95 norm=half num_classes=21843 hf_hub_id=timm/
    flexivit_base.600ep_in1k input_size=3x240x240 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    flexivit_base.1000ep_in21k input_size=3x240x240 fixed_input_size crop_pct=0.95 norm=half num_classes=21843 hf_hub_id=timm/
    flexivit_base.patch16_in21k input_size=3x240x240 fixed_input_size crop_pct=0.95 norm=half num_classes=21843 hf_hub_id=timm/
    flexivit_base.patch30_in21k input_size=3x240x240 fixed_input_size crop_pct=0.95 norm=half num_classes=21843 hf_hub_id=timm/
    flexivit_large.1200ep_in1k input_size=3x240x240 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    flexivit_large.300ep_in1k input_size=3x240x240 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    flexivit_large.600ep_in1k input_size=3x240x240 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    flexivit_small.1200ep_in1k input_size=3x240x240 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    flexivit_small.300ep_in1k input_size=3x240x240 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    flexivit_small.600ep_in1k input_size=3x240x240 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    test_vit.r160_in1k input_size=3x160x160 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    test_vit2.r160_in1k input_size=3x160x160 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    test_vit3.r160_in1k input_size=3x160x160 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    test_vit4.r160_in1k input_size=3x160x160 fixed_input_size crop_pct=0.95 norm=half
    vit_base_patch8_224.augreg2_in21k_ft_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_base_patch8_224.augreg_in21k fixed_input_size crop_pct=0.9 norm=half num_classes=21843 hf_hub_id=timm/
    vit_base_patch8_224.augreg_in21k_ft_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_base_patch8_224.dino fixed_input_size crop_pct=0.9 num_classes=0 hf_hub_id=timm/
    vit_base_patch14_dinov2.lvd142m input_size=3x518x518 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/
    vit_base_patch14_reg1_tipsv2.webli input_size=3x448x448 fixed_input_size crop_pct=1 norm=unit num_classes=0 hf_hub_id=timm/
    vit_base_patch14_reg4_dinov2.lvd142m input_size=3x518x518 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/
    vit_base_patch16_18x2_224.untrained fixed_input_size crop_pct=0.9 norm=half
    vit_base_patch16_224.augreg2_in21k_ft_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_base_patch16_224.augreg_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_base_patch16_224.augreg_in21k fixed_input_size crop_pct=0.9 norm=half num_classes=21843 hf_hub_id=timm/
    vit_base_patch16_224.augreg_in21k_ft_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_base_patch16_224.bamboo fixed_input_size crop_pct=1 norm=clip num_classes=115217 hf_hub_id=timm/ license=
    vit_base_patch16_224.dino fixed_input_size crop_pct=0.9 num_classes=0 hf_hub_id=timm/
    vit_base_patch16_224.mae fixed_input_size crop_pct=0.9 num_classes=0 hf_hub_id=timm/ license=cc-by-nc-4.0
    vit_base_patch16_224.orig_in21k fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_base_patch16_224.orig_in21k_ft_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_base_patch16_224.sam_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_base_patch16_224_miil.in21k fixed_input_size interpolation=bilinear norm=unit num_classes=11221 hf_hub_id=timm/
    vit_base_patch16_224_miil.in21k_ft_in1k fixed_input_size interpolation=bilinear norm=unit hf_hub_id=timm/
    vit_base_patch16_384.augreg_in21k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    vit_base_patch16_384.augreg_in1k input_size=3x384x384 fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    vit_base_patch16_384.orig_in21k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    vit_base_patch16_clip_224.laion2b_ft_in12k_in1k fixed_input_size crop_pct=0.95 norm=clip hf_hub_id=timm/
    vit_base_patch16_clip_224.datacompxl fixed_input_size crop_pct=1 norm=clip num_classes=512 hf_hub_id=timm/
    vit_base_patch16_clip_224.dfn2b fixed_input_size crop_pct=1 norm=clip num_classes=512 hf_hub_id=timm/ license=apple-ascl
    vit_base_patch16_clip_224.laion2b fixed_input_size crop_pct=1 norm=clip num_classes=512 hf_hub_id=timm/
    vit_base_patch16_clip_224.laion2b_ft_in1k fixed_input_size crop_pct=1 norm=clip hf_hub_id=timm/
    vit_base_patch16_clip_224.laion2b_ft_in12k fixed_input_size crop_pct=0.9 norm=clip num_classes=11821 hf_hub_id=timm/
    vit_base_patch16_clip_224.laion400m_e32 fixed_input_size crop_pct=1 norm=clip num_classes=512 hf_hub_id=timm/ license=mit
    vit_base_patch16_clip_224.metaclip_2pt5b fixed_input_size crop_pct=1 norm=clip num_classes=512 hf_hub_id=timm/ license=cc-by-nc-4.0
    vit_base_patch16_clip_224.metaclip_400m fixed_input_size crop_pct=1 norm=clip num_classes=512 hf_hub_id=timm/ license=cc-by-nc-4.0
    vit_base_patch16_clip_224.openai fixed_input_size crop_pct=0.9 norm=clip num_classes=512 hf_hub_id=timm/
    vit_base_patch16_clip_224.openai_ft_in1k fixed_input_size crop_pct=0.9 norm=clip hf_hub_id=timm/
    vit_base_patch16_clip_224.openai_ft_in12k fixed_input_size crop_pct=0.9 norm=clip num_classes=11821 hf_hub_id=timm/
    vit_base_patch16_clip_224.openai_ft_in12k_in1k fixed_input_size crop_pct=0.95 norm=clip hf_hub_id=timm/
    vit_base_patch16_clip_384.laion2b_ft_in12k_in1k input_size=3x384x384 fixed_input_size crop_pct=1 crop_mode=squash norm=clip hf_hub_id=timm/
    vit_base_patch16_clip_384.laion2b_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 crop_mode=squash norm=clip hf_hub_id=timm/
    vit_base_patch16_clip_384.openai_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 crop_mode=squash norm=clip hf_hub_id=timm/
    vit_base_patch16_clip_384.openai_ft_in12k_in1k input_size=3x384x384 fixed_input_size crop_pct=0.95 crop_mode=squash norm=clip hf_hub_id=timm/
    vit_base_patch16_clip_quickgelu_224.metaclip_2pt5b fixed_input_size crop_pct=1 norm=clip num_classes=512 hf_hub_id=timm/vit_base_patch16_clip_224.metaclip_2pt5b license=cc-by-nc-4.0
    vit_base_patch16_clip_quickgelu_224.metaclip_400m fixed_input_size crop_pct=1 norm=clip num_classes=512 hf_hub_id=timm/vit_base_patch16_clip_224.metaclip_400m license=cc-by-nc-4.0
    vit_base_patch16_clip_quickgelu_224.openai fixed_input_size crop_pct=0.9 norm=clip num_classes=512 hf_hub_id=timm/vit_base_patch16_clip_224.openai
    vit_base_patch16_gap_224.untrained fixed_input_size crop_pct=0.9 norm=half
    vit_base_patch16_plus_240.untrained input_size=3x240x240 fixed_input_size crop_pct=0.95 norm=half
    vit_base_patch16_plus_clip_240.laion400m_e32 input_size=3x240x240 fixed_input_size crop_pct=1 norm=clip num_classes=640 hf_hub_id=timm/ license=mit
    vit_base_patch16_radio_v3.c_radio input_size=3x512x512 fixed_input_size crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=nvidia-open-model-license
    vit_base_patch16_reg4_gap_256.untrained input_size=3x256x256 fixed_input_size crop_pct=0.9 norm=half
    vit_base_patch16_rpn_224.sw_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_base_patch16_siglip_224.v2_webli fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_base_patch16_siglip_224.webli fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_base_patch16_siglip_256.v2_webli input_size=3x256x256 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_base_patch16_siglip_256.webli input_size=3x256x256 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_base_patch16_siglip_256.webli_i18n input_size=3x256x256 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_base_patch16_siglip_384.v2_webli input_size=3x384x384 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_base_patch16_siglip_384.webli input_size=3x384x384 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_base_patch16_siglip_512.v2_webli input_size=3x512x512 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_base_patch16_siglip_512.webli input_size=3x512x512 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_base_patch16_siglip_gap_224.v2_webli fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_base_patch16_siglip_gap_224.webli fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_base_patch16_siglip_gap_256.v2_webli input_size=3x256x256 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_base_patch16_siglip_gap_256.webli input_size=3x256x256 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_base_patch16_siglip_gap_256.webli_i18n input_size=3x256x256 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_base_patch16_siglip_gap_384.v2_webli input_size=3x384x384 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_base_patch16_siglip_gap_384.webli input_size=3x384x384 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_base_patch16_siglip_gap_512.v2_webli input_size=3x512x512 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_base_patch16_siglip_gap_512.webli input_size=3x512x512 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_base_patch16_xp_224.untrained fixed_input_size crop_pct=0.9 norm=half
    vit_base_patch32_224.augreg_in21k_ft_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_base_patch32_224.augreg_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_base_patch32_224.augreg_in21k fixed_input_size crop_pct=0.9 norm=half num_classes=21843 hf_hub_id=timm/
    vit_base_patch32_224.orig_in21k fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_base_patch32_224.sam_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_base_patch32_384.augreg_in21k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    vit_base_patch32_384.augreg_in1k input_size=3x384x384 fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    vit_base_patch32_clip_224.laion2b_ft_in12k_in1k fixed_input_size crop_pct=0.9 norm=clip hf_hub_id=timm/
    vit_base_patch32_clip_224.datacompxl fixed_input_size crop_pct=1 norm=clip num_classes=512 hf_hub_id=timm/
    vit_base_patch32_clip_224.laion2b fixed_input_size crop_pct=0.9 norm=clip num_classes=512 hf_hub_id=timm/
    vit_base_patch32_clip_224.laion2b_ft_in1k fixed_input_size crop_pct=0.9 norm=clip hf_hub_id=timm/
    vit_base_patch32_clip_224.laion400m_e32 fixed_input_size crop_pct=0.9 norm=clip num_classes=512 hf_hub_id=timm/ license=mit
    vit_base_patch32_clip_224.metaclip_2pt5b fixed_input_size crop_pct=1 norm=clip num_classes=512 hf_hub_id=timm/ license=cc-by-nc-4.0
    vit_base_patch32_clip_224.metaclip_400m fixed_input_size crop_pct=1 norm=clip num_classes=512 hf_hub_id=timm/ license=cc-by-nc-4.0
    vit_base_patch32_clip_224.openai fixed_input_size crop_pct=0.9 norm=clip num_classes=512 hf_hub_id=timm/
    vit_base_patch32_clip_224.openai_ft_in1k fixed_input_size crop_pct=0.9 norm=clip hf_hub_id=timm/
    vit_base_patch32_clip_256.datacompxl input_size=3x256x256 fixed_input_size crop_pct=1 norm=clip num_classes=512 hf_hub_id=timm/
    vit_base_patch32_clip_384.laion2b_ft_in12k_in1k input_size=3x384x384 fixed_input_size crop_pct=1 norm=clip hf_hub_id=timm/
    vit_base_patch32_clip_384.openai_ft_in12k_in1k input_size=3x384x384 fixed_input_size crop_pct=0.95 crop_mode=squash norm=clip hf_hub_id=timm/
    vit_base_patch32_clip_448.laion2b_ft_in12k_in1k input_size=3x448x448 fixed_input_size crop_pct=1 norm=clip hf_hub_id=timm/
    vit_base_patch32_clip_quickgelu_224.laion400m_e32 fixed_input_size crop_pct=0.9 norm=clip num_classes=512 hf_hub_id=timm/vit_base_patch32_clip_224.laion400m_e32 license=mit
    vit_base_patch32_clip_quickgelu_224.metaclip_2pt5b fixed_input_size crop_pct=1 norm=clip num_classes=512 hf_hub_id=timm/vit_base_patch32_clip_224.metaclip_2pt5b license=cc-by-nc-4.0
    vit_base_patch32_clip_quickgelu_224.metaclip_400m fixed_input_size crop_pct=1 norm=clip num_classes=512 hf_hub_id=timm/vit_base_patch32_clip_224.metaclip_400m license=cc-by-nc-4.0
    vit_base_patch32_clip_quickgelu_224.openai fixed_input_size crop_pct=0.9 norm=clip num_classes=512 hf_hub_id=timm/vit_base_patch32_clip_224.openai
    vit_base_patch32_plus_256.untrained input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half
    vit_base_patch32_siglip_256.v2_webli input_size=3x256x256 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_base_patch32_siglip_gap_256.v2_webli input_size=3x256x256 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_betwixt_patch16_gap_256.untrained input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half
    vit_betwixt_patch16_reg1_gap_256.sbb_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    vit_betwixt_patch16_reg4_gap_256.sbb2_e200_in12k_ft_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    vit_betwixt_patch16_reg4_gap_256.sbb2_e200_in12k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half num_classes=11821 hf_hub_id=timm/
    vit_betwixt_patch16_reg4_gap_256.sbb_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    vit_betwixt_patch16_reg4_gap_256.sbb_in12k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half num_classes=11821 hf_hub_id=timm/
    vit_betwixt_patch16_reg4_gap_256.sbb_in12k_ft_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    vit_betwixt_patch16_reg4_gap_384.sbb2_e200_in12k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    vit_betwixt_patch32_clip_224.tinyclip_laion400m fixed_input_size crop_pct=0.9 norm=clip num_classes=512 hf_hub_id=timm/ license=mit
    vit_dlittle_patch16_reg1_gap_256.sbb_nadamuon_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    vit_dpwee_patch16_reg1_gap_256.sbb_nadamuon_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    vit_dpwee_patch16_reg1_gap_256.sbb_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    vit_dwee_patch16_reg1_gap_256.sbb_nadamuon_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    vit_dwee_patch16_reg1_gap_256.sbb_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    vit_giant_patch14_224.untrained fixed_input_size crop_pct=0.9 norm=half
    vit_giant_patch14_clip_224.laion2b fixed_input_size crop_pct=1 norm=clip num_classes=1024 hf_hub_id=timm/
    vit_giant_patch14_dinov2.lvd142m input_size=3x518x518 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/
    vit_giant_patch14_reg1_tipsv2.webli input_size=3x448x448 fixed_input_size crop_pct=1 norm=unit num_classes=0 hf_hub_id=timm/
    vit_giant_patch14_reg4_dinov2.lvd142m input_size=3x518x518 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/
    vit_giant_patch16_gap_224.in22k_ijepa fixed_input_size crop_pct=0.9 num_classes=0 url=https://dl.fbaipublicfiles.com/ijepa/IN22K-vit.g.16-600e.pth.tar license=cc-by-nc-4.0
    vit_giant_patch16_radio_v3.c_radio input_size=3x512x512 fixed_input_size crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=nvidia-open-model-license
    vit_giantopt_patch16_siglip_256.v2_webli input_size=3x256x256 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_giantopt_patch16_siglip_384.v2_webli input_size=3x384x384 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_giantopt_patch16_siglip_gap_256.v2_webli input_size=3x256x256 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_giantopt_patch16_siglip_gap_384.v2_webli input_size=3x384x384 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_gigantic_patch14_224.untrained fixed_input_size crop_pct=0.9 norm=half
    vit_gigantic_patch14_clip_224.laion2b fixed_input_size crop_pct=1 norm=clip num_classes=1280 hf_hub_id=timm/
    vit_gigantic_patch14_clip_224.metaclip2_worldwide fixed_input_size crop_pct=1 norm=clip num_classes=1280 hf_hub_id=timm/ license=cc-by-nc-4.0
    vit_gigantic_patch14_clip_224.metaclip_2pt5b fixed_input_size crop_pct=1 norm=clip num_classes=1280 hf_hub_id=timm/ license=cc-by-nc-4.0
    vit_gigantic_patch14_clip_378.metaclip2_worldwide input_size=3x378x378 fixed_input_size crop_pct=1 crop_mode=squash norm=clip num_classes=1280 hf_hub_id=timm/ license=cc-by-nc-4.0
    vit_gigantic_patch14_clip_quickgelu_224.metaclip_2pt5b fixed_input_size crop_pct=1 norm=clip num_classes=1280 hf_hub_id=timm/vit_gigantic_patch14_clip_224.metaclip_2pt5b license=cc-by-nc-4.0
    vit_huge_patch14_224.orig_in21k fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_huge_patch14_224.mae fixed_input_size crop_pct=0.9 num_classes=0 hf_hub_id=timm/ license=cc-by-nc-4.0
    vit_huge_patch14_clip_224.laion2b_ft_in12k_in1k fixed_input_size crop_pct=1 norm=clip hf_hub_id=timm/
    vit_huge_patch14_clip_224.dfn5b fixed_input_size crop_pct=1 norm=clip num_classes=1024 hf_hub_id=timm/ license=apple-ascl
    vit_huge_patch14_clip_224.laion2b fixed_input_size crop_pct=1 norm=clip num_classes=1024 hf_hub_id=timm/
    vit_huge_patch14_clip_224.laion2b_ft_in1k fixed_input_size crop_pct=1 norm=clip hf_hub_id=timm/
    vit_huge_patch14_clip_224.laion2b_ft_in12k fixed_input_size crop_pct=1 norm=clip num_classes=11821 hf_hub_id=timm/
    vit_huge_patch14_clip_224.metaclip2_worldwide fixed_input_size crop_pct=1 norm=clip num_classes=1024 hf_hub_id=timm/ license=cc-by-nc-4.0
    vit_huge_patch14_clip_224.metaclip_2pt5b fixed_input_size crop_pct=1 norm=clip num_classes=1024 hf_hub_id=timm/ license=cc-by-nc-4.0
    vit_huge_patch14_clip_224.metaclip_altogether fixed_input_size crop_pct=1 norm=clip num_classes=1024 hf_hub_id=timm/ license=cc-by-nc-4.0
    vit_huge_patch14_clip_336.laion2b_ft_in12k_in1k input_size=3x336x336 fixed_input_size crop_pct=1 crop_mode=squash norm=clip hf_hub_id=timm/
    vit_huge_patch14_clip_378.dfn5b input_size=3x378x378 fixed_input_size crop_pct=1 norm=clip num_classes=1024 hf_hub_id=timm/ license=apple-ascl
    vit_huge_patch14_clip_378.metaclip2_worldwide input_size=3x378x378 fixed_input_size crop_pct=1 crop_mode=squash norm=clip num_classes=1024 hf_hub_id=timm/ license=cc-by-nc-4.0
    vit_huge_patch14_clip_quickgelu_224.dfn5b fixed_input_size crop_pct=1 norm=clip num_classes=1024 hf_hub_id=timm/vit_huge_patch14_clip_224.dfn5b license=apple-ascl
    vit_huge_patch14_clip_quickgelu_224.metaclip2_worldwide fixed_input_size crop_pct=1 norm=clip num_classes=1024 hf_hub_id=timm/vit_huge_patch14_clip_224.metaclip2_worldwide license=cc-by-nc-4.0
    vit_huge_patch14_clip_quickgelu_224.metaclip_2pt5b fixed_input_size crop_pct=1 norm=clip num_classes=1024 hf_hub_id=timm/vit_huge_patch14_clip_224.metaclip_2pt5b license=cc-by-nc-4.0
    vit_huge_patch14_clip_quickgelu_378.dfn5b input_size=3x378x378 fixed_input_size crop_pct=1 norm=clip num_classes=1024 hf_hub_id=timm/vit_huge_patch14_clip_378.dfn5b license=apple-ascl
    vit_huge_patch14_gap_224.in1k_ijepa fixed_input_size crop_pct=0.9 num_classes=0 url=https://dl.fbaipublicfiles.com/ijepa/IN1K-vit.h.14-300e.pth.tar license=cc-by-nc-4.0
    vit_huge_patch14_gap_224.in22k_ijepa fixed_input_size crop_pct=0.9 num_classes=0 url=https://dl.fbaipublicfiles.com/ijepa/IN22K-vit.h.14-900e.pth.tar license=cc-by-nc-4.0
    vit_huge_patch14_xp_224.untrained fixed_input_size crop_pct=0.9 norm=half
    vit_huge_patch16_gap_448.in1k_ijepa input_size=3x448x448 fixed_input_size crop_pct=1 num_classes=0 url=https://dl.fbaipublicfiles.com/ijepa/IN1K-vit.h.16-448px-300e.pth.tar license=cc-by-nc-4.0
    vit_huge_patch16_radio_v3.c_radio input_size=3x512x512 fixed_input_size crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=nvidia-open-model-license
    vit_huge_patch16_radio_v4.c_radio input_size=3x512x512 fixed_input_size crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=nvidia-open-model-license
    vit_intern300m_patch14_448.ogvl_dist input_size=3x448x448 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/ license=mit
    vit_intern300m_patch14_448.ogvl_2pt5 input_size=3x448x448 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/
    vit_large_patch14_224.untrained fixed_input_size crop_pct=0.9 norm=half
    vit_large_patch14_clip_224.laion2b_ft_in12k_in1k fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    vit_large_patch14_clip_224.apple_mclip2_dfndr2b fixed_input_size crop_pct=1 norm=clip num_classes=768 hf_hub_id=timm/ license=apple-amlr
    vit_large_patch14_clip_224.datacompxl fixed_input_size crop_pct=1 norm=clip num_classes=768 hf_hub_id=timm/
    vit_large_patch14_clip_224.dfn2b fixed_input_size crop_pct=1 norm=clip num_classes=768 hf_hub_id=timm/ license=apple-ascl
    vit_large_patch14_clip_224.dfn2b_s39b fixed_input_size crop_pct=1 norm=clip num_classes=768 hf_hub_id=timm/ license=apple-ascl
    vit_large_patch14_clip_224.laion2b fixed_input_size crop_pct=1 norm=half num_classes=768 hf_hub_id=timm/
    vit_large_patch14_clip_224.laion2b_ft_in1k fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    vit_large_patch14_clip_224.laion2b_ft_in12k fixed_input_size crop_pct=1 norm=half num_classes=11821 hf_hub_id=timm/
    vit_large_patch14_clip_224.laion400m_e32 fixed_input_size crop_pct=1 norm=clip num_classes=768 hf_hub_id=timm/ license=mit
    vit_large_patch14_clip_224.metaclip_2pt5b fixed_input_size crop_pct=1 norm=clip num_classes=768 hf_hub_id=timm/ license=cc-by-nc-4.0
    vit_large_patch14_clip_224.metaclip_400m fixed_input_size crop_pct=1 norm=clip num_classes=768 hf_hub_id=timm/ license=cc-by-nc-4.0
    vit_large_patch14_clip_224.openai fixed_input_size crop_pct=1 norm=clip num_classes=768 hf_hub_id=timm/
    vit_large_patch14_clip_224.openai_ft_in1k fixed_input_size crop_pct=1 norm=clip hf_hub_id=timm/
    vit_large_patch14_clip_224.openai_ft_in12k fixed_input_size crop_pct=1 norm=clip num_classes=11821 hf_hub_id=timm/
    vit_large_patch14_clip_224.openai_ft_in12k_in1k fixed_input_size crop_pct=1 norm=clip hf_hub_id=timm/
    vit_large_patch14_clip_336.laion2b_ft_in12k_in1k input_size=3x336x336 fixed_input_size crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    vit_large_patch14_clip_336.laion2b_ft_in1k input_size=3x336x336 fixed_input_size crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    vit_large_patch14_clip_336.openai input_size=3x336x336 fixed_input_size crop_pct=1 norm=clip num_classes=768 hf_hub_id=timm/
    vit_large_patch14_clip_336.openai_ft_in12k_in1k input_size=3x336x336 fixed_input_size crop_pct=1 crop_mode=squash norm=clip hf_hub_id=timm/
    vit_large_patch14_clip_quickgelu_224.dfn2b fixed_input_size crop_pct=1 norm=clip num_classes=768 hf_hub_id=timm/vit_large_patch14_clip_224.dfn2b license=apple-ascl
    vit_large_patch14_clip_quickgelu_224.metaclip_2pt5b fixed_input_size crop_pct=1 norm=clip num_classes=768 hf_hub_id=timm/vit_large_patch14_clip_224.metaclip_2pt5b license=cc-by-nc-4.0
    vit_large_patch14_clip_quickgelu_224.metaclip_400m fixed_input_size crop_pct=1 norm=clip num_classes=768 hf_hub_id=timm/vit_large_patch14_clip_224.metaclip_400m license=cc-by-nc-4.0
    vit_large_patch14_clip_quickgelu_224.openai fixed_input_size crop_pct=1 norm=clip num_classes=768 hf_hub_id=timm/vit_large_patch14_clip_224.openai
    vit_large_patch14_clip_quickgelu_336.openai input_size=3x336x336 fixed_input_size crop_pct=1 norm=clip num_classes=768 hf_hub_id=timm/vit_large_patch14_clip_336.openai
    vit_large_patch14_dinov2.lvd142m input_size=3x518x518 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/
    vit_large_patch14_reg1_tipsv2.webli input_size=3x448x448 fixed_input_size crop_pct=1 norm=unit num_classes=0 hf_hub_id=timm/
    vit_large_patch14_reg4_dinov2.lvd142m input_size=3x518x518 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/
    vit_large_patch14_xp_224.untrained fixed_input_size crop_pct=0.9 norm=half
    vit_large_patch16_224.augreg_in21k_ft_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_large_patch16_224.augreg_in21k fixed_input_size crop_pct=0.9 norm=half num_classes=21843 hf_hub_id=timm/
    vit_large_patch16_224.mae fixed_input_size crop_pct=0.9 num_classes=0 hf_hub_id=timm/ license=cc-by-nc-4.0
    vit_large_patch16_224.orig_in21k fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_large_patch16_384.augreg_in21k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    vit_large_patch16_radio_v3.c_radio input_size=3x512x512 fixed_input_size crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=nvidia-open-model-license
    vit_large_patch16_siglip_256.v2_webli input_size=3x256x256 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_large_patch16_siglip_256.webli input_size=3x256x256 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_large_patch16_siglip_384.v2_webli input_size=3x384x384 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_large_patch16_siglip_384.webli input_size=3x384x384 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_large_patch16_siglip_512.v2_webli input_size=3x512x512 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_large_patch16_siglip_gap_256.v2_webli input_size=3x256x256 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_large_patch16_siglip_gap_256.webli input_size=3x256x256 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_large_patch16_siglip_gap_384.v2_webli input_size=3x384x384 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_large_patch16_siglip_gap_384.webli input_size=3x384x384 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_large_patch16_siglip_gap_512.v2_webli input_size=3x512x512 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_large_patch32_224.orig_in21k fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_large_patch32_384.orig_in21k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    vit_little_patch16_reg1_gap_256.sbb_in12k_ft_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    vit_little_patch16_reg1_gap_256.sbb_in12k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half num_classes=11821 hf_hub_id=timm/
    vit_little_patch16_reg4_gap_256.sbb_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    vit_medium_patch16_clip_224.tinyclip_yfcc15m fixed_input_size crop_pct=0.9 norm=clip num_classes=512 hf_hub_id=timm/ license=mit
    vit_medium_patch16_gap_240.sw_in12k input_size=3x240x240 fixed_input_size crop_pct=0.95 norm=half num_classes=11821 hf_hub_id=timm/
    vit_medium_patch16_gap_256.sw_in12k_ft_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    vit_medium_patch16_gap_384.sw_in12k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=0.95 crop_mode=squash norm=half hf_hub_id=timm/
    vit_medium_patch16_reg1_gap_256.sbb_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    vit_medium_patch16_reg4_gap_256.sbb_in12k_ft_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    vit_medium_patch16_reg4_gap_256.sbb_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    vit_medium_patch16_reg4_gap_256.sbb_in12k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half num_classes=11821 hf_hub_id=timm/
    vit_medium_patch32_clip_224.tinyclip_laion400m fixed_input_size crop_pct=0.9 norm=clip num_classes=512 hf_hub_id=timm/ license=mit
    vit_mediumd_patch16_reg4_gap_256.sbb2_e200_in12k_ft_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    vit_mediumd_patch16_reg4_gap_256.sbb2_e200_in12k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half num_classes=11821 hf_hub_id=timm/
    vit_mediumd_patch16_reg4_gap_256.sbb_in12k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half num_classes=11821 hf_hub_id=timm/
    vit_mediumd_patch16_reg4_gap_256.sbb_in12k_ft_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    vit_mediumd_patch16_reg4_gap_384.sbb2_e200_in12k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    vit_pwee_patch16_reg1_gap_256.sbb_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    vit_small_patch8_224.dino fixed_input_size crop_pct=0.9 num_classes=0 hf_hub_id=timm/
    vit_small_patch14_dinov2.lvd142m input_size=3x518x518 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/
    vit_small_patch14_reg4_dinov2.lvd142m input_size=3x518x518 fixed_input_size crop_pct=1 num_classes=0 hf_hub_id=timm/
    vit_small_patch16_18x2_224.untrained fixed_input_size crop_pct=0.9 norm=half
    vit_small_patch16_36x1_224.untrained fixed_input_size crop_pct=0.9 norm=half
    vit_small_patch16_224.augreg_in21k_ft_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_small_patch16_224.augreg_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_small_patch16_224.augreg_in21k fixed_input_size crop_pct=0.9 norm=half num_classes=21843 hf_hub_id=timm/
    vit_small_patch16_224.dino fixed_input_size crop_pct=0.9 num_classes=0 hf_hub_id=timm/
    vit_small_patch16_384.augreg_in21k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    vit_small_patch16_384.augreg_in1k input_size=3x384x384 fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    vit_small_patch32_224.augreg_in21k_ft_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_small_patch32_224.augreg_in21k fixed_input_size crop_pct=0.9 norm=half num_classes=21843 hf_hub_id=timm/
    vit_small_patch32_384.augreg_in21k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    vit_so150m2_patch16_reg1_gap_256.sbb_e200_in12k_ft_in1k input_size=3x256x256 fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    vit_so150m2_patch16_reg1_gap_256.sbb_e200_in12k input_size=3x256x256 fixed_input_size crop_pct=1 norm=half num_classes=11821 hf_hub_id=timm/
    vit_so150m2_patch16_reg1_gap_384.sbb_e200_in12k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    vit_so150m2_patch16_reg1_gap_448.sbb_e200_in12k_ft_in1k input_size=3x448x448 fixed_input_size crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    vit_so150m_patch16_reg4_gap_256.sbb_e250_in12k_ft_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    vit_so150m_patch16_reg4_gap_256.sbb_e250_in12k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half num_classes=11821 hf_hub_id=timm/
    vit_so150m_patch16_reg4_gap_384.sbb_e250_in12k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    vit_so150m_patch16_reg4_map_256.untrained input_size=3x256x256 fixed_input_size crop_pct=0.9 norm=half
    vit_so400m_patch14_reg1_tipsv2.webli input_size=3x448x448 fixed_input_size crop_pct=1 norm=unit num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_224.v2_webli fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_224.webli fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_378.v2_webli input_size=3x378x378 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_378.webli input_size=3x378x378 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_378.webli_ft_in1k input_size=3x378x378 fixed_input_size crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    vit_so400m_patch14_siglip_384.webli input_size=3x384x384 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_gap_224.v2_webli fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_gap_224.pali2_3b_pt fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_gap_224.pali2_10b_pt fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_gap_224.pali_mix fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_gap_224.pali_pt fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_gap_224.webli fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_gap_378.v2_webli input_size=3x378x378 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_gap_378.webli input_size=3x378x378 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_gap_378.webli_ft_in1k input_size=3x378x378 fixed_input_size crop_pct=1 crop_mode=squash norm=half hf_hub_id=timm/
    vit_so400m_patch14_siglip_gap_384.webli input_size=3x384x384 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_gap_448.pali_mix input_size=3x448x448 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_gap_448.pali2_3b_docci input_size=3x448x448 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_gap_448.pali2_3b_pt input_size=3x448x448 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_gap_448.pali2_10b_docci input_size=3x448x448 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_gap_448.pali2_10b_pt input_size=3x448x448 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_gap_448.pali_ocrvqa input_size=3x448x448 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_gap_448.pali_pt input_size=3x448x448 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_gap_448.pali_refcoco_seg input_size=3x448x448 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_gap_896.pali_pt input_size=3x896x896 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_gap_896.pali2_3b_pt input_size=3x896x896 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_gap_896.pali2_10b_pt input_size=3x896x896 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_gap_896.pali_ocrvqa input_size=3x896x896 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch14_siglip_gap_896.pali_refcoco_seg input_size=3x896x896 fixed_input_size crop_pct=1 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch16_radio_v4.c_radio input_size=3x512x512 fixed_input_size crop_pct=1 norm=clip num_classes=0 hf_hub_id=timm/ license=nvidia-open-model-license
    vit_so400m_patch16_siglip_256.v2_webli input_size=3x256x256 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch16_siglip_256.webli_i18n input_size=3x256x256 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch16_siglip_384.v2_webli input_size=3x384x384 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch16_siglip_512.v2_webli input_size=3x512x512 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch16_siglip_gap_256.v2_webli input_size=3x256x256 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch16_siglip_gap_256.webli_i18n input_size=3x256x256 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch16_siglip_gap_384.v2_webli input_size=3x384x384 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_so400m_patch16_siglip_gap_512.v2_webli input_size=3x512x512 fixed_input_size crop_pct=0.9 norm=half num_classes=0 hf_hub_id=timm/
    vit_tiny_patch16_224.augreg_in21k_ft_in1k fixed_input_size crop_pct=0.9 norm=half hf_hub_id=timm/
    vit_tiny_patch16_224.augreg_in21k fixed_input_size crop_pct=0.9 norm=half num_classes=21843 hf_hub_id=timm/
    vit_tiny_patch16_384.augreg_in21k_ft_in1k input_size=3x384x384 fixed_input_size crop_pct=1 norm=half hf_hub_id=timm/
    vit_wee_patch16_reg1_gap_256.sbb_in1k input_size=3x256x256 fixed_input_size crop_pct=0.95 norm=half hf_hub_id=timm/
    vit_xsmall_patch16_clip_224.tinyclip_yfcc15m fixed_input_size crop_pct=0.9 norm=clip num_classes=512 hf_hub_id=timm/ license=mit
    """)
}
