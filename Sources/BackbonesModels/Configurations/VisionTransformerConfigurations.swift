// Made by Scripts/make_configurations.py from timm 1.0.31; see `Configuration.parse`.
let visionTransformerConfigurations = """
  aimv2_1b_patch14_224.apple_pt fixed crop=1 norm=clip classes=0 hub=timm/aimv2_1b_patch14_224.apple_pt
  aimv2_1b_patch14_336.apple_pt in=3x336x336 fixed crop=1 norm=clip classes=0 hub=timm/aimv2_1b_patch14_336.apple_pt
  aimv2_1b_patch14_448.apple_pt in=3x448x448 fixed crop=1 norm=clip classes=0 hub=timm/aimv2_1b_patch14_448.apple_pt
  aimv2_3b_patch14_224.apple_pt fixed crop=1 norm=clip classes=0 hub=timm/aimv2_3b_patch14_224.apple_pt
  aimv2_3b_patch14_336.apple_pt in=3x336x336 fixed crop=1 norm=clip classes=0 hub=timm/aimv2_3b_patch14_336.apple_pt
  aimv2_3b_patch14_448.apple_pt in=3x448x448 fixed crop=1 norm=clip classes=0 hub=timm/aimv2_3b_patch14_448.apple_pt
  aimv2_huge_patch14_224.apple_pt fixed crop=1 norm=clip classes=0 hub=timm/aimv2_huge_patch14_224.apple_pt
  aimv2_huge_patch14_336.apple_pt in=3x336x336 fixed crop=1 norm=clip classes=0 hub=timm/aimv2_huge_patch14_336.apple_pt
  aimv2_huge_patch14_448.apple_pt in=3x448x448 fixed crop=1 norm=clip classes=0 hub=timm/aimv2_huge_patch14_448.apple_pt
  aimv2_large_patch14_224.apple_pt fixed crop=1 norm=clip classes=0 hub=timm/aimv2_large_patch14_224.apple_pt
  aimv2_large_patch14_224.apple_pt_dist fixed crop=1 norm=clip classes=0 hub=timm/aimv2_large_patch14_224.apple_pt_dist
  aimv2_large_patch14_336.apple_pt in=3x336x336 fixed crop=1 norm=clip classes=0 hub=timm/aimv2_large_patch14_336.apple_pt
  aimv2_large_patch14_336.apple_pt_dist in=3x336x336 fixed crop=1 norm=clip classes=0 hub=timm/aimv2_large_patch14_336.apple_pt_dist
  aimv2_large_patch14_448.apple_pt in=3x448x448 fixed crop=1 norm=clip classes=0 hub=timm/aimv2_large_patch14_448.apple_pt
  beit3_base_patch16_224.in22k_ft_in1k fixed crop=1 hub=timm/beit3_base_patch16_224.in22k_ft_in1k
  beit3_base_patch16_224.indomain_in22k_ft_in1k fixed crop=1 hub=timm/beit3_base_patch16_224.indomain_in22k_ft_in1k
  beit3_base_patch16_224.indomain_pt fixed crop=1 classes=0 hub=timm/beit3_base_patch16_224.indomain_pt
  beit3_base_patch16_224.pt fixed crop=1 classes=0 hub=timm/beit3_base_patch16_224.pt
  beit3_giant_patch14_224.untrained fixed crop=1
  beit3_giant_patch14_336.untrained in=3x336x336 fixed crop=1
  beit3_large_patch16_224.in22k_ft_in1k fixed crop=1 hub=timm/beit3_large_patch16_224.in22k_ft_in1k
  beit3_large_patch16_224.indomain_in22k_ft_in1k fixed crop=1 hub=timm/beit3_large_patch16_224.indomain_in22k_ft_in1k
  beit3_large_patch16_224.indomain_pt fixed crop=1 classes=0 hub=timm/beit3_large_patch16_224.indomain_pt
  beit3_large_patch16_224.pt fixed crop=1 classes=0 hub=timm/beit3_large_patch16_224.pt
  eva_large_patch14_196.in22k_ft_in22k_in1k in=3x196x196 fixed crop=1 norm=clip hub=timm/eva_large_patch14_196.in22k_ft_in22k_in1k
  eva_large_patch14_196.in22k_ft_in1k in=3x196x196 fixed crop=1 norm=clip hub=timm/eva_large_patch14_196.in22k_ft_in1k
  eva_large_patch14_336.in22k_ft_in22k_in1k in=3x336x336 fixed crop=1 mode=squash norm=clip hub=timm/eva_large_patch14_336.in22k_ft_in22k_in1k
  eva_large_patch14_336.in22k_ft_in1k in=3x336x336 fixed crop=1 mode=squash norm=clip hub=timm/eva_large_patch14_336.in22k_ft_in1k
  flexivit_base.1200ep_in1k in=3x240x240 fixed crop=0.95 norm=half hub=timm/flexivit_base.1200ep_in1k
  flexivit_base.300ep_in1k in=3x240x240 fixed crop=0.95 norm=half hub=timm/flexivit_base.300ep_in1k
  flexivit_base.300ep_in21k in=3x240x240 fixed crop=0.95 norm=half classes=21843 hub=timm/flexivit_base.300ep_in21k
  flexivit_base.600ep_in1k in=3x240x240 fixed crop=0.95 norm=half hub=timm/flexivit_base.600ep_in1k
  flexivit_base.1000ep_in21k in=3x240x240 fixed crop=0.95 norm=half classes=21843 hub=timm/flexivit_base.1000ep_in21k
  flexivit_base.patch16_in21k in=3x240x240 fixed crop=0.95 norm=half classes=21843 hub=timm/flexivit_base.patch16_in21k
  flexivit_base.patch30_in21k in=3x240x240 fixed crop=0.95 norm=half classes=21843 hub=timm/flexivit_base.patch30_in21k
  flexivit_large.1200ep_in1k in=3x240x240 fixed crop=0.95 norm=half hub=timm/flexivit_large.1200ep_in1k
  flexivit_large.300ep_in1k in=3x240x240 fixed crop=0.95 norm=half hub=timm/flexivit_large.300ep_in1k
  flexivit_large.600ep_in1k in=3x240x240 fixed crop=0.95 norm=half hub=timm/flexivit_large.600ep_in1k
  flexivit_small.1200ep_in1k in=3x240x240 fixed crop=0.95 norm=half hub=timm/flexivit_small.1200ep_in1k
  flexivit_small.300ep_in1k in=3x240x240 fixed crop=0.95 norm=half hub=timm/flexivit_small.300ep_in1k
  flexivit_small.600ep_in1k in=3x240x240 fixed crop=0.95 norm=half hub=timm/flexivit_small.600ep_in1k
  test_vit.r160_in1k in=3x160x160 fixed crop=0.95 norm=half hub=timm/test_vit.r160_in1k
  test_vit2.r160_in1k in=3x160x160 fixed crop=0.95 norm=half hub=timm/test_vit2.r160_in1k
  test_vit3.r160_in1k in=3x160x160 fixed crop=0.95 norm=half hub=timm/test_vit3.r160_in1k
  test_vit4.r160_in1k in=3x160x160 fixed crop=0.95 norm=half
  vit_base_patch8_224.augreg2_in21k_ft_in1k fixed crop=0.9 norm=half hub=timm/vit_base_patch8_224.augreg2_in21k_ft_in1k
  vit_base_patch8_224.augreg_in21k fixed crop=0.9 norm=half classes=21843 hub=timm/vit_base_patch8_224.augreg_in21k
  vit_base_patch8_224.augreg_in21k_ft_in1k fixed crop=0.9 norm=half hub=timm/vit_base_patch8_224.augreg_in21k_ft_in1k
  vit_base_patch8_224.dino fixed crop=0.9 classes=0 hub=timm/vit_base_patch8_224.dino
  vit_base_patch14_dinov2.lvd142m in=3x518x518 fixed crop=1 classes=0 hub=timm/vit_base_patch14_dinov2.lvd142m
  vit_base_patch14_reg1_tipsv2.webli in=3x448x448 fixed crop=1 norm=unit classes=0 hub=timm/vit_base_patch14_reg1_tipsv2.webli
  vit_base_patch14_reg4_dinov2.lvd142m in=3x518x518 fixed crop=1 classes=0 hub=timm/vit_base_patch14_reg4_dinov2.lvd142m
  vit_base_patch16_18x2_224.untrained fixed crop=0.9 norm=half
  vit_base_patch16_224.augreg2_in21k_ft_in1k fixed crop=0.9 norm=half hub=timm/vit_base_patch16_224.augreg2_in21k_ft_in1k
  vit_base_patch16_224.augreg_in1k fixed crop=0.9 norm=half hub=timm/vit_base_patch16_224.augreg_in1k
  vit_base_patch16_224.augreg_in21k fixed crop=0.9 norm=half classes=21843 hub=timm/vit_base_patch16_224.augreg_in21k
  vit_base_patch16_224.augreg_in21k_ft_in1k fixed crop=0.9 norm=half hub=timm/vit_base_patch16_224.augreg_in21k_ft_in1k
  vit_base_patch16_224.bamboo fixed crop=1 norm=clip classes=115217 hub=timm/vit_base_patch16_224.bamboo
  vit_base_patch16_224.dino fixed crop=0.9 classes=0 hub=timm/vit_base_patch16_224.dino
  vit_base_patch16_224.mae fixed crop=0.9 classes=0 hub=timm/vit_base_patch16_224.mae
  vit_base_patch16_224.orig_in21k fixed crop=0.9 norm=half classes=0 hub=timm/vit_base_patch16_224.orig_in21k
  vit_base_patch16_224.orig_in21k_ft_in1k fixed crop=0.9 norm=half hub=timm/vit_base_patch16_224.orig_in21k_ft_in1k
  vit_base_patch16_224.sam_in1k fixed crop=0.9 norm=half hub=timm/vit_base_patch16_224.sam_in1k
  vit_base_patch16_224_miil.in21k fixed interp=bilinear norm=unit classes=11221 hub=timm/vit_base_patch16_224_miil.in21k
  vit_base_patch16_224_miil.in21k_ft_in1k fixed interp=bilinear norm=unit hub=timm/vit_base_patch16_224_miil.in21k_ft_in1k
  vit_base_patch16_384.augreg_in21k_ft_in1k in=3x384x384 fixed crop=1 norm=half hub=timm/vit_base_patch16_384.augreg_in21k_ft_in1k
  vit_base_patch16_384.augreg_in1k in=3x384x384 fixed crop=1 norm=half hub=timm/vit_base_patch16_384.augreg_in1k
  vit_base_patch16_384.orig_in21k_ft_in1k in=3x384x384 fixed crop=1 norm=half hub=timm/vit_base_patch16_384.orig_in21k_ft_in1k
  vit_base_patch16_clip_224.laion2b_ft_in12k_in1k fixed crop=0.95 norm=clip hub=timm/vit_base_patch16_clip_224.laion2b_ft_in12k_in1k
  vit_base_patch16_clip_224.datacompxl fixed crop=1 norm=clip classes=512 hub=timm/vit_base_patch16_clip_224.datacompxl
  vit_base_patch16_clip_224.dfn2b fixed crop=1 norm=clip classes=512 hub=timm/vit_base_patch16_clip_224.dfn2b
  vit_base_patch16_clip_224.laion2b fixed crop=1 norm=clip classes=512 hub=timm/vit_base_patch16_clip_224.laion2b
  vit_base_patch16_clip_224.laion2b_ft_in1k fixed crop=1 norm=clip hub=timm/vit_base_patch16_clip_224.laion2b_ft_in1k
  vit_base_patch16_clip_224.laion2b_ft_in12k fixed crop=0.9 norm=clip classes=11821 hub=timm/vit_base_patch16_clip_224.laion2b_ft_in12k
  vit_base_patch16_clip_224.laion400m_e32 fixed crop=1 norm=clip classes=512 hub=timm/vit_base_patch16_clip_224.laion400m_e32
  vit_base_patch16_clip_224.metaclip_2pt5b fixed crop=1 norm=clip classes=512 hub=timm/vit_base_patch16_clip_224.metaclip_2pt5b
  vit_base_patch16_clip_224.metaclip_400m fixed crop=1 norm=clip classes=512 hub=timm/vit_base_patch16_clip_224.metaclip_400m
  vit_base_patch16_clip_224.openai fixed crop=0.9 norm=clip classes=512 hub=timm/vit_base_patch16_clip_224.openai
  vit_base_patch16_clip_224.openai_ft_in1k fixed crop=0.9 norm=clip hub=timm/vit_base_patch16_clip_224.openai_ft_in1k
  vit_base_patch16_clip_224.openai_ft_in12k fixed crop=0.9 norm=clip classes=11821 hub=timm/vit_base_patch16_clip_224.openai_ft_in12k
  vit_base_patch16_clip_224.openai_ft_in12k_in1k fixed crop=0.95 norm=clip hub=timm/vit_base_patch16_clip_224.openai_ft_in12k_in1k
  vit_base_patch16_clip_384.laion2b_ft_in12k_in1k in=3x384x384 fixed crop=1 mode=squash norm=clip hub=timm/vit_base_patch16_clip_384.laion2b_ft_in12k_in1k
  vit_base_patch16_clip_384.laion2b_ft_in1k in=3x384x384 fixed crop=1 mode=squash norm=clip hub=timm/vit_base_patch16_clip_384.laion2b_ft_in1k
  vit_base_patch16_clip_384.openai_ft_in1k in=3x384x384 fixed crop=1 mode=squash norm=clip hub=timm/vit_base_patch16_clip_384.openai_ft_in1k
  vit_base_patch16_clip_384.openai_ft_in12k_in1k in=3x384x384 fixed crop=0.95 mode=squash norm=clip hub=timm/vit_base_patch16_clip_384.openai_ft_in12k_in1k
  vit_base_patch16_clip_quickgelu_224.metaclip_2pt5b fixed crop=1 norm=clip classes=512 hub=timm/vit_base_patch16_clip_224.metaclip_2pt5b
  vit_base_patch16_clip_quickgelu_224.metaclip_400m fixed crop=1 norm=clip classes=512 hub=timm/vit_base_patch16_clip_224.metaclip_400m
  vit_base_patch16_clip_quickgelu_224.openai fixed crop=0.9 norm=clip classes=512 hub=timm/vit_base_patch16_clip_224.openai
  vit_base_patch16_gap_224.untrained fixed crop=0.9 norm=half
  vit_base_patch16_plus_240.untrained in=3x240x240 fixed crop=0.95 norm=half
  vit_base_patch16_plus_clip_240.laion400m_e32 in=3x240x240 fixed crop=1 norm=clip classes=640 hub=timm/vit_base_patch16_plus_clip_240.laion400m_e32
  vit_base_patch16_radio_v3.c_radio in=3x512x512 fixed crop=1 norm=clip classes=0 hub=timm/vit_base_patch16_radio_v3.c_radio
  vit_base_patch16_reg4_gap_256.untrained in=3x256x256 fixed crop=0.9 norm=half
  vit_base_patch16_rpn_224.sw_in1k fixed crop=0.9 norm=half hub=timm/vit_base_patch16_rpn_224.sw_in1k
  vit_base_patch16_siglip_224.v2_webli fixed crop=0.9 norm=half classes=0 hub=timm/vit_base_patch16_siglip_224.v2_webli
  vit_base_patch16_siglip_224.webli fixed crop=0.9 norm=half classes=0 hub=timm/vit_base_patch16_siglip_224.webli
  vit_base_patch16_siglip_256.v2_webli in=3x256x256 fixed crop=0.9 norm=half classes=0 hub=timm/vit_base_patch16_siglip_256.v2_webli
  vit_base_patch16_siglip_256.webli in=3x256x256 fixed crop=0.9 norm=half classes=0 hub=timm/vit_base_patch16_siglip_256.webli
  vit_base_patch16_siglip_256.webli_i18n in=3x256x256 fixed crop=0.9 norm=half classes=0 hub=timm/vit_base_patch16_siglip_256.webli_i18n
  vit_base_patch16_siglip_384.v2_webli in=3x384x384 fixed crop=0.9 norm=half classes=0 hub=timm/vit_base_patch16_siglip_384.v2_webli
  vit_base_patch16_siglip_384.webli in=3x384x384 fixed crop=0.9 norm=half classes=0 hub=timm/vit_base_patch16_siglip_384.webli
  vit_base_patch16_siglip_512.v2_webli in=3x512x512 fixed crop=0.9 norm=half classes=0 hub=timm/vit_base_patch16_siglip_512.v2_webli
  vit_base_patch16_siglip_512.webli in=3x512x512 fixed crop=0.9 norm=half classes=0 hub=timm/vit_base_patch16_siglip_512.webli
  vit_base_patch16_siglip_gap_224.v2_webli fixed crop=0.9 norm=half classes=0 hub=timm/vit_base_patch16_siglip_gap_224.v2_webli
  vit_base_patch16_siglip_gap_224.webli fixed crop=0.9 norm=half classes=0 hub=timm/vit_base_patch16_siglip_gap_224.webli
  vit_base_patch16_siglip_gap_256.v2_webli in=3x256x256 fixed crop=0.9 norm=half classes=0 hub=timm/vit_base_patch16_siglip_gap_256.v2_webli
  vit_base_patch16_siglip_gap_256.webli in=3x256x256 fixed crop=0.9 norm=half classes=0 hub=timm/vit_base_patch16_siglip_gap_256.webli
  vit_base_patch16_siglip_gap_256.webli_i18n in=3x256x256 fixed crop=0.9 norm=half classes=0 hub=timm/vit_base_patch16_siglip_gap_256.webli_i18n
  vit_base_patch16_siglip_gap_384.v2_webli in=3x384x384 fixed crop=0.9 norm=half classes=0 hub=timm/vit_base_patch16_siglip_gap_384.v2_webli
  vit_base_patch16_siglip_gap_384.webli in=3x384x384 fixed crop=0.9 norm=half classes=0 hub=timm/vit_base_patch16_siglip_gap_384.webli
  vit_base_patch16_siglip_gap_512.v2_webli in=3x512x512 fixed crop=0.9 norm=half classes=0 hub=timm/vit_base_patch16_siglip_gap_512.v2_webli
  vit_base_patch16_siglip_gap_512.webli in=3x512x512 fixed crop=0.9 norm=half classes=0 hub=timm/vit_base_patch16_siglip_gap_512.webli
  vit_base_patch16_xp_224.untrained fixed crop=0.9 norm=half
  vit_base_patch32_224.augreg_in21k_ft_in1k fixed crop=0.9 norm=half hub=timm/vit_base_patch32_224.augreg_in21k_ft_in1k
  vit_base_patch32_224.augreg_in1k fixed crop=0.9 norm=half hub=timm/vit_base_patch32_224.augreg_in1k
  vit_base_patch32_224.augreg_in21k fixed crop=0.9 norm=half classes=21843 hub=timm/vit_base_patch32_224.augreg_in21k
  vit_base_patch32_224.orig_in21k fixed crop=0.9 norm=half classes=0 hub=timm/vit_base_patch32_224.orig_in21k
  vit_base_patch32_224.sam_in1k fixed crop=0.9 norm=half hub=timm/vit_base_patch32_224.sam_in1k
  vit_base_patch32_384.augreg_in21k_ft_in1k in=3x384x384 fixed crop=1 norm=half hub=timm/vit_base_patch32_384.augreg_in21k_ft_in1k
  vit_base_patch32_384.augreg_in1k in=3x384x384 fixed crop=1 norm=half hub=timm/vit_base_patch32_384.augreg_in1k
  vit_base_patch32_clip_224.laion2b_ft_in12k_in1k fixed crop=0.9 norm=clip hub=timm/vit_base_patch32_clip_224.laion2b_ft_in12k_in1k
  vit_base_patch32_clip_224.datacompxl fixed crop=1 norm=clip classes=512 hub=timm/vit_base_patch32_clip_224.datacompxl
  vit_base_patch32_clip_224.laion2b fixed crop=0.9 norm=clip classes=512 hub=timm/vit_base_patch32_clip_224.laion2b
  vit_base_patch32_clip_224.laion2b_ft_in1k fixed crop=0.9 norm=clip hub=timm/vit_base_patch32_clip_224.laion2b_ft_in1k
  vit_base_patch32_clip_224.laion400m_e32 fixed crop=0.9 norm=clip classes=512 hub=timm/vit_base_patch32_clip_224.laion400m_e32
  vit_base_patch32_clip_224.metaclip_2pt5b fixed crop=1 norm=clip classes=512 hub=timm/vit_base_patch32_clip_224.metaclip_2pt5b
  vit_base_patch32_clip_224.metaclip_400m fixed crop=1 norm=clip classes=512 hub=timm/vit_base_patch32_clip_224.metaclip_400m
  vit_base_patch32_clip_224.openai fixed crop=0.9 norm=clip classes=512 hub=timm/vit_base_patch32_clip_224.openai
  vit_base_patch32_clip_224.openai_ft_in1k fixed crop=0.9 norm=clip hub=timm/vit_base_patch32_clip_224.openai_ft_in1k
  vit_base_patch32_clip_256.datacompxl in=3x256x256 fixed crop=1 norm=clip classes=512 hub=timm/vit_base_patch32_clip_256.datacompxl
  vit_base_patch32_clip_384.laion2b_ft_in12k_in1k in=3x384x384 fixed crop=1 norm=clip hub=timm/vit_base_patch32_clip_384.laion2b_ft_in12k_in1k
  vit_base_patch32_clip_384.openai_ft_in12k_in1k in=3x384x384 fixed crop=0.95 mode=squash norm=clip hub=timm/vit_base_patch32_clip_384.openai_ft_in12k_in1k
  vit_base_patch32_clip_448.laion2b_ft_in12k_in1k in=3x448x448 fixed crop=1 norm=clip hub=timm/vit_base_patch32_clip_448.laion2b_ft_in12k_in1k
  vit_base_patch32_clip_quickgelu_224.laion400m_e32 fixed crop=0.9 norm=clip classes=512 hub=timm/vit_base_patch32_clip_224.laion400m_e32
  vit_base_patch32_clip_quickgelu_224.metaclip_2pt5b fixed crop=1 norm=clip classes=512 hub=timm/vit_base_patch32_clip_224.metaclip_2pt5b
  vit_base_patch32_clip_quickgelu_224.metaclip_400m fixed crop=1 norm=clip classes=512 hub=timm/vit_base_patch32_clip_224.metaclip_400m
  vit_base_patch32_clip_quickgelu_224.openai fixed crop=0.9 norm=clip classes=512 hub=timm/vit_base_patch32_clip_224.openai
  vit_base_patch32_plus_256.untrained in=3x256x256 fixed crop=0.95 norm=half
  vit_base_patch32_siglip_256.v2_webli in=3x256x256 fixed crop=0.9 norm=half classes=0 hub=timm/vit_base_patch32_siglip_256.v2_webli
  vit_base_patch32_siglip_gap_256.v2_webli in=3x256x256 fixed crop=0.9 norm=half classes=0 hub=timm/vit_base_patch32_siglip_gap_256.v2_webli
  vit_betwixt_patch16_gap_256.untrained in=3x256x256 fixed crop=0.95 norm=half
  vit_betwixt_patch16_reg1_gap_256.sbb_in1k in=3x256x256 fixed crop=0.95 norm=half hub=timm/vit_betwixt_patch16_reg1_gap_256.sbb_in1k
  vit_betwixt_patch16_reg4_gap_256.sbb2_e200_in12k_ft_in1k in=3x256x256 fixed crop=0.95 norm=half hub=timm/vit_betwixt_patch16_reg4_gap_256.sbb2_e200_in12k_ft_in1k
  vit_betwixt_patch16_reg4_gap_256.sbb2_e200_in12k in=3x256x256 fixed crop=0.95 norm=half classes=11821 hub=timm/vit_betwixt_patch16_reg4_gap_256.sbb2_e200_in12k
  vit_betwixt_patch16_reg4_gap_256.sbb_in1k in=3x256x256 fixed crop=0.95 norm=half hub=timm/vit_betwixt_patch16_reg4_gap_256.sbb_in1k
  vit_betwixt_patch16_reg4_gap_256.sbb_in12k in=3x256x256 fixed crop=0.95 norm=half classes=11821 hub=timm/vit_betwixt_patch16_reg4_gap_256.sbb_in12k
  vit_betwixt_patch16_reg4_gap_256.sbb_in12k_ft_in1k in=3x256x256 fixed crop=0.95 norm=half hub=timm/vit_betwixt_patch16_reg4_gap_256.sbb_in12k_ft_in1k
  vit_betwixt_patch16_reg4_gap_384.sbb2_e200_in12k_ft_in1k in=3x384x384 fixed crop=1 norm=half hub=timm/vit_betwixt_patch16_reg4_gap_384.sbb2_e200_in12k_ft_in1k
  vit_betwixt_patch32_clip_224.tinyclip_laion400m fixed crop=0.9 norm=clip classes=512 hub=timm/vit_betwixt_patch32_clip_224.tinyclip_laion400m
  vit_dlittle_patch16_reg1_gap_256.sbb_nadamuon_in1k in=3x256x256 fixed crop=0.95 norm=half hub=timm/vit_dlittle_patch16_reg1_gap_256.sbb_nadamuon_in1k
  vit_dpwee_patch16_reg1_gap_256.sbb_nadamuon_in1k in=3x256x256 fixed crop=0.95 norm=half hub=timm/vit_dpwee_patch16_reg1_gap_256.sbb_nadamuon_in1k
  vit_dpwee_patch16_reg1_gap_256.sbb_in1k in=3x256x256 fixed crop=0.95 norm=half hub=timm/vit_dpwee_patch16_reg1_gap_256.sbb_in1k
  vit_dwee_patch16_reg1_gap_256.sbb_nadamuon_in1k in=3x256x256 fixed crop=0.95 norm=half hub=timm/vit_dwee_patch16_reg1_gap_256.sbb_nadamuon_in1k
  vit_dwee_patch16_reg1_gap_256.sbb_in1k in=3x256x256 fixed crop=0.95 norm=half hub=timm/vit_dwee_patch16_reg1_gap_256.sbb_in1k
  vit_giant_patch14_224.untrained fixed crop=0.9 norm=half
  vit_giant_patch14_clip_224.laion2b fixed crop=1 norm=clip classes=1024 hub=timm/vit_giant_patch14_clip_224.laion2b
  vit_giant_patch14_dinov2.lvd142m in=3x518x518 fixed crop=1 classes=0 hub=timm/vit_giant_patch14_dinov2.lvd142m
  vit_giant_patch14_reg1_tipsv2.webli in=3x448x448 fixed crop=1 norm=unit classes=0 hub=timm/vit_giant_patch14_reg1_tipsv2.webli
  vit_giant_patch14_reg4_dinov2.lvd142m in=3x518x518 fixed crop=1 classes=0 hub=timm/vit_giant_patch14_reg4_dinov2.lvd142m
  vit_giant_patch16_gap_224.in22k_ijepa fixed crop=0.9 classes=0
  vit_giant_patch16_radio_v3.c_radio in=3x512x512 fixed crop=1 norm=clip classes=0 hub=timm/vit_giant_patch16_radio_v3.c_radio
  vit_giantopt_patch16_siglip_256.v2_webli in=3x256x256 fixed crop=0.9 norm=half classes=0 hub=timm/vit_giantopt_patch16_siglip_256.v2_webli
  vit_giantopt_patch16_siglip_384.v2_webli in=3x384x384 fixed crop=0.9 norm=half classes=0 hub=timm/vit_giantopt_patch16_siglip_384.v2_webli
  vit_giantopt_patch16_siglip_gap_256.v2_webli in=3x256x256 fixed crop=0.9 norm=half classes=0 hub=timm/vit_giantopt_patch16_siglip_gap_256.v2_webli
  vit_giantopt_patch16_siglip_gap_384.v2_webli in=3x384x384 fixed crop=0.9 norm=half classes=0 hub=timm/vit_giantopt_patch16_siglip_gap_384.v2_webli
  vit_gigantic_patch14_224.untrained fixed crop=0.9 norm=half
  vit_gigantic_patch14_clip_224.laion2b fixed crop=1 norm=clip classes=1280 hub=timm/vit_gigantic_patch14_clip_224.laion2b
  vit_gigantic_patch14_clip_224.metaclip2_worldwide fixed crop=1 norm=clip classes=1280 hub=timm/vit_gigantic_patch14_clip_224.metaclip2_worldwide
  vit_gigantic_patch14_clip_224.metaclip_2pt5b fixed crop=1 norm=clip classes=1280 hub=timm/vit_gigantic_patch14_clip_224.metaclip_2pt5b
  vit_gigantic_patch14_clip_378.metaclip2_worldwide in=3x378x378 fixed crop=1 mode=squash norm=clip classes=1280 hub=timm/vit_gigantic_patch14_clip_378.metaclip2_worldwide
  vit_gigantic_patch14_clip_quickgelu_224.metaclip_2pt5b fixed crop=1 norm=clip classes=1280 hub=timm/vit_gigantic_patch14_clip_224.metaclip_2pt5b
  vit_huge_patch14_224.orig_in21k fixed crop=0.9 norm=half classes=0 hub=timm/vit_huge_patch14_224.orig_in21k
  vit_huge_patch14_224.mae fixed crop=0.9 classes=0 hub=timm/vit_huge_patch14_224.mae
  vit_huge_patch14_clip_224.laion2b_ft_in12k_in1k fixed crop=1 norm=clip hub=timm/vit_huge_patch14_clip_224.laion2b_ft_in12k_in1k
  vit_huge_patch14_clip_224.dfn5b fixed crop=1 norm=clip classes=1024 hub=timm/vit_huge_patch14_clip_224.dfn5b
  vit_huge_patch14_clip_224.laion2b fixed crop=1 norm=clip classes=1024 hub=timm/vit_huge_patch14_clip_224.laion2b
  vit_huge_patch14_clip_224.laion2b_ft_in1k fixed crop=1 norm=clip hub=timm/vit_huge_patch14_clip_224.laion2b_ft_in1k
  vit_huge_patch14_clip_224.laion2b_ft_in12k fixed crop=1 norm=clip classes=11821 hub=timm/vit_huge_patch14_clip_224.laion2b_ft_in12k
  vit_huge_patch14_clip_224.metaclip2_worldwide fixed crop=1 norm=clip classes=1024 hub=timm/vit_huge_patch14_clip_224.metaclip2_worldwide
  vit_huge_patch14_clip_224.metaclip_2pt5b fixed crop=1 norm=clip classes=1024 hub=timm/vit_huge_patch14_clip_224.metaclip_2pt5b
  vit_huge_patch14_clip_224.metaclip_altogether fixed crop=1 norm=clip classes=1024 hub=timm/vit_huge_patch14_clip_224.metaclip_altogether
  vit_huge_patch14_clip_336.laion2b_ft_in12k_in1k in=3x336x336 fixed crop=1 mode=squash norm=clip hub=timm/vit_huge_patch14_clip_336.laion2b_ft_in12k_in1k
  vit_huge_patch14_clip_378.dfn5b in=3x378x378 fixed crop=1 norm=clip classes=1024 hub=timm/vit_huge_patch14_clip_378.dfn5b
  vit_huge_patch14_clip_378.metaclip2_worldwide in=3x378x378 fixed crop=1 mode=squash norm=clip classes=1024 hub=timm/vit_huge_patch14_clip_378.metaclip2_worldwide
  vit_huge_patch14_clip_quickgelu_224.dfn5b fixed crop=1 norm=clip classes=1024 hub=timm/vit_huge_patch14_clip_224.dfn5b
  vit_huge_patch14_clip_quickgelu_224.metaclip2_worldwide fixed crop=1 norm=clip classes=1024 hub=timm/vit_huge_patch14_clip_224.metaclip2_worldwide
  vit_huge_patch14_clip_quickgelu_224.metaclip_2pt5b fixed crop=1 norm=clip classes=1024 hub=timm/vit_huge_patch14_clip_224.metaclip_2pt5b
  vit_huge_patch14_clip_quickgelu_378.dfn5b in=3x378x378 fixed crop=1 norm=clip classes=1024 hub=timm/vit_huge_patch14_clip_378.dfn5b
  vit_huge_patch14_gap_224.in1k_ijepa fixed crop=0.9 classes=0
  vit_huge_patch14_gap_224.in22k_ijepa fixed crop=0.9 classes=0
  vit_huge_patch14_xp_224.untrained fixed crop=0.9 norm=half
  vit_huge_patch16_gap_448.in1k_ijepa in=3x448x448 fixed crop=1 classes=0
  vit_huge_patch16_radio_v3.c_radio in=3x512x512 fixed crop=1 norm=clip classes=0 hub=timm/vit_huge_patch16_radio_v3.c_radio
  vit_huge_patch16_radio_v4.c_radio in=3x512x512 fixed crop=1 norm=clip classes=0 hub=timm/vit_huge_patch16_radio_v4.c_radio
  vit_intern300m_patch14_448.ogvl_dist in=3x448x448 fixed crop=1 classes=0 hub=timm/vit_intern300m_patch14_448.ogvl_dist
  vit_intern300m_patch14_448.ogvl_2pt5 in=3x448x448 fixed crop=1 classes=0 hub=timm/vit_intern300m_patch14_448.ogvl_2pt5
  vit_large_patch14_224.untrained fixed crop=0.9 norm=half
  vit_large_patch14_clip_224.laion2b_ft_in12k_in1k fixed crop=1 norm=half hub=timm/vit_large_patch14_clip_224.laion2b_ft_in12k_in1k
  vit_large_patch14_clip_224.apple_mclip2_dfndr2b fixed crop=1 norm=clip classes=768 hub=timm/vit_large_patch14_clip_224.apple_mclip2_dfndr2b
  vit_large_patch14_clip_224.datacompxl fixed crop=1 norm=clip classes=768 hub=timm/vit_large_patch14_clip_224.datacompxl
  vit_large_patch14_clip_224.dfn2b fixed crop=1 norm=clip classes=768 hub=timm/vit_large_patch14_clip_224.dfn2b
  vit_large_patch14_clip_224.dfn2b_s39b fixed crop=1 norm=clip classes=768 hub=timm/vit_large_patch14_clip_224.dfn2b_s39b
  vit_large_patch14_clip_224.laion2b fixed crop=1 norm=half classes=768 hub=timm/vit_large_patch14_clip_224.laion2b
  vit_large_patch14_clip_224.laion2b_ft_in1k fixed crop=1 norm=half hub=timm/vit_large_patch14_clip_224.laion2b_ft_in1k
  vit_large_patch14_clip_224.laion2b_ft_in12k fixed crop=1 norm=half classes=11821 hub=timm/vit_large_patch14_clip_224.laion2b_ft_in12k
  vit_large_patch14_clip_224.laion400m_e32 fixed crop=1 norm=clip classes=768 hub=timm/vit_large_patch14_clip_224.laion400m_e32
  vit_large_patch14_clip_224.metaclip_2pt5b fixed crop=1 norm=clip classes=768 hub=timm/vit_large_patch14_clip_224.metaclip_2pt5b
  vit_large_patch14_clip_224.metaclip_400m fixed crop=1 norm=clip classes=768 hub=timm/vit_large_patch14_clip_224.metaclip_400m
  vit_large_patch14_clip_224.openai fixed crop=1 norm=clip classes=768 hub=timm/vit_large_patch14_clip_224.openai
  vit_large_patch14_clip_224.openai_ft_in1k fixed crop=1 norm=clip hub=timm/vit_large_patch14_clip_224.openai_ft_in1k
  vit_large_patch14_clip_224.openai_ft_in12k fixed crop=1 norm=clip classes=11821 hub=timm/vit_large_patch14_clip_224.openai_ft_in12k
  vit_large_patch14_clip_224.openai_ft_in12k_in1k fixed crop=1 norm=clip hub=timm/vit_large_patch14_clip_224.openai_ft_in12k_in1k
  vit_large_patch14_clip_336.laion2b_ft_in12k_in1k in=3x336x336 fixed crop=1 mode=squash norm=half hub=timm/vit_large_patch14_clip_336.laion2b_ft_in12k_in1k
  vit_large_patch14_clip_336.laion2b_ft_in1k in=3x336x336 fixed crop=1 mode=squash norm=half hub=timm/vit_large_patch14_clip_336.laion2b_ft_in1k
  vit_large_patch14_clip_336.openai in=3x336x336 fixed crop=1 norm=clip classes=768 hub=timm/vit_large_patch14_clip_336.openai
  vit_large_patch14_clip_336.openai_ft_in12k_in1k in=3x336x336 fixed crop=1 mode=squash norm=clip hub=timm/vit_large_patch14_clip_336.openai_ft_in12k_in1k
  vit_large_patch14_clip_quickgelu_224.dfn2b fixed crop=1 norm=clip classes=768 hub=timm/vit_large_patch14_clip_224.dfn2b
  vit_large_patch14_clip_quickgelu_224.metaclip_2pt5b fixed crop=1 norm=clip classes=768 hub=timm/vit_large_patch14_clip_224.metaclip_2pt5b
  vit_large_patch14_clip_quickgelu_224.metaclip_400m fixed crop=1 norm=clip classes=768 hub=timm/vit_large_patch14_clip_224.metaclip_400m
  vit_large_patch14_clip_quickgelu_224.openai fixed crop=1 norm=clip classes=768 hub=timm/vit_large_patch14_clip_224.openai
  vit_large_patch14_clip_quickgelu_336.openai in=3x336x336 fixed crop=1 norm=clip classes=768 hub=timm/vit_large_patch14_clip_336.openai
  vit_large_patch14_dinov2.lvd142m in=3x518x518 fixed crop=1 classes=0 hub=timm/vit_large_patch14_dinov2.lvd142m
  vit_large_patch14_reg1_tipsv2.webli in=3x448x448 fixed crop=1 norm=unit classes=0 hub=timm/vit_large_patch14_reg1_tipsv2.webli
  vit_large_patch14_reg4_dinov2.lvd142m in=3x518x518 fixed crop=1 classes=0 hub=timm/vit_large_patch14_reg4_dinov2.lvd142m
  vit_large_patch14_xp_224.untrained fixed crop=0.9 norm=half
  vit_large_patch16_224.augreg_in21k_ft_in1k fixed crop=0.9 norm=half hub=timm/vit_large_patch16_224.augreg_in21k_ft_in1k
  vit_large_patch16_224.augreg_in21k fixed crop=0.9 norm=half classes=21843 hub=timm/vit_large_patch16_224.augreg_in21k
  vit_large_patch16_224.mae fixed crop=0.9 classes=0 hub=timm/vit_large_patch16_224.mae
  vit_large_patch16_224.orig_in21k fixed crop=0.9 norm=half classes=0 hub=timm/vit_large_patch16_224.orig_in21k
  vit_large_patch16_384.augreg_in21k_ft_in1k in=3x384x384 fixed crop=1 norm=half hub=timm/vit_large_patch16_384.augreg_in21k_ft_in1k
  vit_large_patch16_radio_v3.c_radio in=3x512x512 fixed crop=1 norm=clip classes=0 hub=timm/vit_large_patch16_radio_v3.c_radio
  vit_large_patch16_siglip_256.v2_webli in=3x256x256 fixed crop=0.9 norm=half classes=0 hub=timm/vit_large_patch16_siglip_256.v2_webli
  vit_large_patch16_siglip_256.webli in=3x256x256 fixed crop=0.9 norm=half classes=0 hub=timm/vit_large_patch16_siglip_256.webli
  vit_large_patch16_siglip_384.v2_webli in=3x384x384 fixed crop=0.9 norm=half classes=0 hub=timm/vit_large_patch16_siglip_384.v2_webli
  vit_large_patch16_siglip_384.webli in=3x384x384 fixed crop=0.9 norm=half classes=0 hub=timm/vit_large_patch16_siglip_384.webli
  vit_large_patch16_siglip_512.v2_webli in=3x512x512 fixed crop=0.9 norm=half classes=0 hub=timm/vit_large_patch16_siglip_512.v2_webli
  vit_large_patch16_siglip_gap_256.v2_webli in=3x256x256 fixed crop=0.9 norm=half classes=0 hub=timm/vit_large_patch16_siglip_gap_256.v2_webli
  vit_large_patch16_siglip_gap_256.webli in=3x256x256 fixed crop=0.9 norm=half classes=0 hub=timm/vit_large_patch16_siglip_gap_256.webli
  vit_large_patch16_siglip_gap_384.v2_webli in=3x384x384 fixed crop=0.9 norm=half classes=0 hub=timm/vit_large_patch16_siglip_gap_384.v2_webli
  vit_large_patch16_siglip_gap_384.webli in=3x384x384 fixed crop=0.9 norm=half classes=0 hub=timm/vit_large_patch16_siglip_gap_384.webli
  vit_large_patch16_siglip_gap_512.v2_webli in=3x512x512 fixed crop=0.9 norm=half classes=0 hub=timm/vit_large_patch16_siglip_gap_512.v2_webli
  vit_large_patch32_224.orig_in21k fixed crop=0.9 norm=half classes=0 hub=timm/vit_large_patch32_224.orig_in21k
  vit_large_patch32_384.orig_in21k_ft_in1k in=3x384x384 fixed crop=1 norm=half hub=timm/vit_large_patch32_384.orig_in21k_ft_in1k
  vit_little_patch16_reg1_gap_256.sbb_in12k_ft_in1k in=3x256x256 fixed crop=0.95 norm=half hub=timm/vit_little_patch16_reg1_gap_256.sbb_in12k_ft_in1k
  vit_little_patch16_reg1_gap_256.sbb_in12k in=3x256x256 fixed crop=0.95 norm=half classes=11821 hub=timm/vit_little_patch16_reg1_gap_256.sbb_in12k
  vit_little_patch16_reg4_gap_256.sbb_in1k in=3x256x256 fixed crop=0.95 norm=half hub=timm/vit_little_patch16_reg4_gap_256.sbb_in1k
  vit_medium_patch16_clip_224.tinyclip_yfcc15m fixed crop=0.9 norm=clip classes=512 hub=timm/vit_medium_patch16_clip_224.tinyclip_yfcc15m
  vit_medium_patch16_gap_240.sw_in12k in=3x240x240 fixed crop=0.95 norm=half classes=11821 hub=timm/vit_medium_patch16_gap_240.sw_in12k
  vit_medium_patch16_gap_256.sw_in12k_ft_in1k in=3x256x256 fixed crop=0.95 norm=half hub=timm/vit_medium_patch16_gap_256.sw_in12k_ft_in1k
  vit_medium_patch16_gap_384.sw_in12k_ft_in1k in=3x384x384 fixed crop=0.95 mode=squash norm=half hub=timm/vit_medium_patch16_gap_384.sw_in12k_ft_in1k
  vit_medium_patch16_reg1_gap_256.sbb_in1k in=3x256x256 fixed crop=0.95 norm=half hub=timm/vit_medium_patch16_reg1_gap_256.sbb_in1k
  vit_medium_patch16_reg4_gap_256.sbb_in12k_ft_in1k in=3x256x256 fixed crop=0.95 norm=half hub=timm/vit_medium_patch16_reg4_gap_256.sbb_in12k_ft_in1k
  vit_medium_patch16_reg4_gap_256.sbb_in1k in=3x256x256 fixed crop=0.95 norm=half hub=timm/vit_medium_patch16_reg4_gap_256.sbb_in1k
  vit_medium_patch16_reg4_gap_256.sbb_in12k in=3x256x256 fixed crop=0.95 norm=half classes=11821 hub=timm/vit_medium_patch16_reg4_gap_256.sbb_in12k
  vit_medium_patch32_clip_224.tinyclip_laion400m fixed crop=0.9 norm=clip classes=512 hub=timm/vit_medium_patch32_clip_224.tinyclip_laion400m
  vit_mediumd_patch16_reg4_gap_256.sbb2_e200_in12k_ft_in1k in=3x256x256 fixed crop=0.95 norm=half hub=timm/vit_mediumd_patch16_reg4_gap_256.sbb2_e200_in12k_ft_in1k
  vit_mediumd_patch16_reg4_gap_256.sbb2_e200_in12k in=3x256x256 fixed crop=0.95 norm=half classes=11821 hub=timm/vit_mediumd_patch16_reg4_gap_256.sbb2_e200_in12k
  vit_mediumd_patch16_reg4_gap_256.sbb_in12k in=3x256x256 fixed crop=0.95 norm=half classes=11821 hub=timm/vit_mediumd_patch16_reg4_gap_256.sbb_in12k
  vit_mediumd_patch16_reg4_gap_256.sbb_in12k_ft_in1k in=3x256x256 fixed crop=0.95 norm=half hub=timm/vit_mediumd_patch16_reg4_gap_256.sbb_in12k_ft_in1k
  vit_mediumd_patch16_reg4_gap_384.sbb2_e200_in12k_ft_in1k in=3x384x384 fixed crop=1 norm=half hub=timm/vit_mediumd_patch16_reg4_gap_384.sbb2_e200_in12k_ft_in1k
  vit_pwee_patch16_reg1_gap_256.sbb_in1k in=3x256x256 fixed crop=0.95 norm=half hub=timm/vit_pwee_patch16_reg1_gap_256.sbb_in1k
  vit_small_patch8_224.dino fixed crop=0.9 classes=0 hub=timm/vit_small_patch8_224.dino
  vit_small_patch14_dinov2.lvd142m in=3x518x518 fixed crop=1 classes=0 hub=timm/vit_small_patch14_dinov2.lvd142m
  vit_small_patch14_reg4_dinov2.lvd142m in=3x518x518 fixed crop=1 classes=0 hub=timm/vit_small_patch14_reg4_dinov2.lvd142m
  vit_small_patch16_18x2_224.untrained fixed crop=0.9 norm=half
  vit_small_patch16_36x1_224.untrained fixed crop=0.9 norm=half
  vit_small_patch16_224.augreg_in21k_ft_in1k fixed crop=0.9 norm=half hub=timm/vit_small_patch16_224.augreg_in21k_ft_in1k
  vit_small_patch16_224.augreg_in1k fixed crop=0.9 norm=half hub=timm/vit_small_patch16_224.augreg_in1k
  vit_small_patch16_224.augreg_in21k fixed crop=0.9 norm=half classes=21843 hub=timm/vit_small_patch16_224.augreg_in21k
  vit_small_patch16_224.dino fixed crop=0.9 classes=0 hub=timm/vit_small_patch16_224.dino
  vit_small_patch16_384.augreg_in21k_ft_in1k in=3x384x384 fixed crop=1 norm=half hub=timm/vit_small_patch16_384.augreg_in21k_ft_in1k
  vit_small_patch16_384.augreg_in1k in=3x384x384 fixed crop=1 norm=half hub=timm/vit_small_patch16_384.augreg_in1k
  vit_small_patch32_224.augreg_in21k_ft_in1k fixed crop=0.9 norm=half hub=timm/vit_small_patch32_224.augreg_in21k_ft_in1k
  vit_small_patch32_224.augreg_in21k fixed crop=0.9 norm=half classes=21843 hub=timm/vit_small_patch32_224.augreg_in21k
  vit_small_patch32_384.augreg_in21k_ft_in1k in=3x384x384 fixed crop=1 norm=half hub=timm/vit_small_patch32_384.augreg_in21k_ft_in1k
  vit_so150m2_patch16_reg1_gap_256.sbb_e200_in12k_ft_in1k in=3x256x256 fixed crop=1 norm=half hub=timm/vit_so150m2_patch16_reg1_gap_256.sbb_e200_in12k_ft_in1k
  vit_so150m2_patch16_reg1_gap_256.sbb_e200_in12k in=3x256x256 fixed crop=1 norm=half classes=11821 hub=timm/vit_so150m2_patch16_reg1_gap_256.sbb_e200_in12k
  vit_so150m2_patch16_reg1_gap_384.sbb_e200_in12k_ft_in1k in=3x384x384 fixed crop=1 norm=half hub=timm/vit_so150m2_patch16_reg1_gap_384.sbb_e200_in12k_ft_in1k
  vit_so150m2_patch16_reg1_gap_448.sbb_e200_in12k_ft_in1k in=3x448x448 fixed crop=1 mode=squash norm=half hub=timm/vit_so150m2_patch16_reg1_gap_448.sbb_e200_in12k_ft_in1k
  vit_so150m_patch16_reg4_gap_256.sbb_e250_in12k_ft_in1k in=3x256x256 fixed crop=0.95 norm=half hub=timm/vit_so150m_patch16_reg4_gap_256.sbb_e250_in12k_ft_in1k
  vit_so150m_patch16_reg4_gap_256.sbb_e250_in12k in=3x256x256 fixed crop=0.95 norm=half classes=11821 hub=timm/vit_so150m_patch16_reg4_gap_256.sbb_e250_in12k
  vit_so150m_patch16_reg4_gap_384.sbb_e250_in12k_ft_in1k in=3x384x384 fixed crop=1 norm=half hub=timm/vit_so150m_patch16_reg4_gap_384.sbb_e250_in12k_ft_in1k
  vit_so150m_patch16_reg4_map_256.untrained in=3x256x256 fixed crop=0.9 norm=half
  vit_so400m_patch14_reg1_tipsv2.webli in=3x448x448 fixed crop=1 norm=unit classes=0 hub=timm/vit_so400m_patch14_reg1_tipsv2.webli
  vit_so400m_patch14_siglip_224.v2_webli fixed crop=0.9 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_224.v2_webli
  vit_so400m_patch14_siglip_224.webli fixed crop=0.9 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_224.webli
  vit_so400m_patch14_siglip_378.v2_webli in=3x378x378 fixed crop=0.9 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_378.v2_webli
  vit_so400m_patch14_siglip_378.webli in=3x378x378 fixed crop=0.9 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_378.webli
  vit_so400m_patch14_siglip_378.webli_ft_in1k in=3x378x378 fixed crop=1 mode=squash norm=half hub=timm/vit_so400m_patch14_siglip_378.webli_ft_in1k
  vit_so400m_patch14_siglip_384.webli in=3x384x384 fixed crop=0.9 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_384.webli
  vit_so400m_patch14_siglip_gap_224.v2_webli fixed crop=0.9 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_gap_224.v2_webli
  vit_so400m_patch14_siglip_gap_224.pali2_3b_pt fixed crop=0.9 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_gap_224.pali2_3b_pt
  vit_so400m_patch14_siglip_gap_224.pali2_10b_pt fixed crop=0.9 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_gap_224.pali2_10b_pt
  vit_so400m_patch14_siglip_gap_224.pali_mix fixed crop=0.9 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_gap_224.pali_mix
  vit_so400m_patch14_siglip_gap_224.pali_pt fixed crop=0.9 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_gap_224.pali_pt
  vit_so400m_patch14_siglip_gap_224.webli fixed crop=0.9 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_gap_224.webli
  vit_so400m_patch14_siglip_gap_378.v2_webli in=3x378x378 fixed crop=0.9 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_gap_378.v2_webli
  vit_so400m_patch14_siglip_gap_378.webli in=3x378x378 fixed crop=1 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_gap_378.webli
  vit_so400m_patch14_siglip_gap_378.webli_ft_in1k in=3x378x378 fixed crop=1 mode=squash norm=half hub=timm/vit_so400m_patch14_siglip_gap_378.webli_ft_in1k
  vit_so400m_patch14_siglip_gap_384.webli in=3x384x384 fixed crop=1 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_gap_384.webli
  vit_so400m_patch14_siglip_gap_448.pali_mix in=3x448x448 fixed crop=1 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_gap_448.pali_mix
  vit_so400m_patch14_siglip_gap_448.pali2_3b_docci in=3x448x448 fixed crop=1 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_gap_448.pali2_3b_docci
  vit_so400m_patch14_siglip_gap_448.pali2_3b_pt in=3x448x448 fixed crop=1 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_gap_448.pali2_3b_pt
  vit_so400m_patch14_siglip_gap_448.pali2_10b_docci in=3x448x448 fixed crop=1 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_gap_448.pali2_10b_docci
  vit_so400m_patch14_siglip_gap_448.pali2_10b_pt in=3x448x448 fixed crop=1 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_gap_448.pali2_10b_pt
  vit_so400m_patch14_siglip_gap_448.pali_ocrvqa in=3x448x448 fixed crop=1 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_gap_448.pali_ocrvqa
  vit_so400m_patch14_siglip_gap_448.pali_pt in=3x448x448 fixed crop=1 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_gap_448.pali_pt
  vit_so400m_patch14_siglip_gap_448.pali_refcoco_seg in=3x448x448 fixed crop=1 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_gap_448.pali_refcoco_seg
  vit_so400m_patch14_siglip_gap_896.pali_pt in=3x896x896 fixed crop=1 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_gap_896.pali_pt
  vit_so400m_patch14_siglip_gap_896.pali2_3b_pt in=3x896x896 fixed crop=1 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_gap_896.pali2_3b_pt
  vit_so400m_patch14_siglip_gap_896.pali2_10b_pt in=3x896x896 fixed crop=1 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_gap_896.pali2_10b_pt
  vit_so400m_patch14_siglip_gap_896.pali_ocrvqa in=3x896x896 fixed crop=1 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_gap_896.pali_ocrvqa
  vit_so400m_patch14_siglip_gap_896.pali_refcoco_seg in=3x896x896 fixed crop=1 norm=half classes=0 hub=timm/vit_so400m_patch14_siglip_gap_896.pali_refcoco_seg
  vit_so400m_patch16_radio_v4.c_radio in=3x512x512 fixed crop=1 norm=clip classes=0 hub=timm/vit_so400m_patch16_radio_v4.c_radio
  vit_so400m_patch16_siglip_256.v2_webli in=3x256x256 fixed crop=0.9 norm=half classes=0 hub=timm/vit_so400m_patch16_siglip_256.v2_webli
  vit_so400m_patch16_siglip_256.webli_i18n in=3x256x256 fixed crop=0.9 norm=half classes=0 hub=timm/vit_so400m_patch16_siglip_256.webli_i18n
  vit_so400m_patch16_siglip_384.v2_webli in=3x384x384 fixed crop=0.9 norm=half classes=0 hub=timm/vit_so400m_patch16_siglip_384.v2_webli
  vit_so400m_patch16_siglip_512.v2_webli in=3x512x512 fixed crop=0.9 norm=half classes=0 hub=timm/vit_so400m_patch16_siglip_512.v2_webli
  vit_so400m_patch16_siglip_gap_256.v2_webli in=3x256x256 fixed crop=0.9 norm=half classes=0 hub=timm/vit_so400m_patch16_siglip_gap_256.v2_webli
  vit_so400m_patch16_siglip_gap_256.webli_i18n in=3x256x256 fixed crop=0.9 norm=half classes=0 hub=timm/vit_so400m_patch16_siglip_gap_256.webli_i18n
  vit_so400m_patch16_siglip_gap_384.v2_webli in=3x384x384 fixed crop=0.9 norm=half classes=0 hub=timm/vit_so400m_patch16_siglip_gap_384.v2_webli
  vit_so400m_patch16_siglip_gap_512.v2_webli in=3x512x512 fixed crop=0.9 norm=half classes=0 hub=timm/vit_so400m_patch16_siglip_gap_512.v2_webli
  vit_tiny_patch16_224.augreg_in21k_ft_in1k fixed crop=0.9 norm=half hub=timm/vit_tiny_patch16_224.augreg_in21k_ft_in1k
  vit_tiny_patch16_224.augreg_in21k fixed crop=0.9 norm=half classes=21843 hub=timm/vit_tiny_patch16_224.augreg_in21k
  vit_tiny_patch16_384.augreg_in21k_ft_in1k in=3x384x384 fixed crop=1 norm=half hub=timm/vit_tiny_patch16_384.augreg_in21k_ft_in1k
  vit_wee_patch16_reg1_gap_256.sbb_in1k in=3x256x256 fixed crop=0.95 norm=half hub=timm/vit_wee_patch16_reg1_gap_256.sbb_in1k
  vit_xsmall_patch16_clip_224.tinyclip_yfcc15m fixed crop=0.9 norm=clip classes=512 hub=timm/vit_xsmall_patch16_clip_224.tinyclip_yfcc15m
  """
