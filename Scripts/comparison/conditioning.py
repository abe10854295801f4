"""Of which models a comparison in single precision means something, and how."""

GAIN = 1.0
# Models whose distance is from timm in double precision: at no gain is timm's single precision nearer to that than the
# tolerance. One norm over all of a map precedes the squares.
DOUBLE = ('poolformerv2_s12', 'poolformerv2_s24', 'poolformerv2_s36', 'poolformerv2_m36')
# Models that are ill-conditioned at that gain too: timm's single precision differs from its double precision by more than
# the tolerance, or by most of it. Some have their norms after their branches, one 78 blocks of split attention; StarNet,
# gMixer, gMLP, FocalNet and EfficientViM-M4 multiply two factors that both grow with their input, and ConvFormer and PoolFormer V2 square it; large
# NFNets have many gates; RepGhostNets, GhostNetV3 and MobileOne-S4 add several convolutions of one input; RepViT and iFormer
# have no norm between their blocks, and Visformer none between its attention and the sum; of the large DaViTs and of
# SHViT-S4 that is measured, not explained; EfficientViT (MSRA) has attention whose heads are computed from each other, and
# Next-ViT and the attention pool of the largest CLIP ResNet softmax over few keys, whose scores are large.
GAINS = {
    'shvit_s4': 0.7, 'davit_base': 0.35, 'resnet50x64_clip': 0.7,
    **{f'davit_{size}': 0.5 for size in ('small', 'base_fl', 'large', 'huge_fl', 'giant')},
    'eca_nfnet_l2': 0.7, 'eca_nfnet_l3': 0.7, **{f'nfnet_f{size}': 0.7 for size in range(3, 8)},
    **{f'repghostnet_{width}': 0.7 for width in ('050', '058', '080', '100', '111', '130', '150', '200')},
    **{f'ghostnetv3_{width}': 0.5 for width in ('050', '100', '130', '160')},
    **{f'repvit_{size}': 0.7 for size in ('m0_9', 'm1', 'm1_0', 'm1_1', 'm1_5', 'm2', 'm3')}, 'repvit_m2_3': 0.5,
    **{f'fastvit_{size}': 0.7 for size in ('t8', 't12', 's12', 'sa12', 'mci0', 'mci4')},
    **{f'fastvit_{size}': 0.5 for size in ('sa24', 'sa36', 'ma36', 'mci1', 'mci2', 'mci3')},
    **{f'efficientvit_m{size}': 0.7 for size in range(6)},
    'efficientvim_m4': 0.7, 'efficientvim_m4_dist': 0.7,
    **{f'iformer_{size}': 0.7 for size in (
        't', 's', 'm', 'l', 'l2', 'h', 'm_distilled', 'l_distilled', 'l2_distilled')},
    **{f'nextvit_{size}': 0.7 for size in ('small', 'base', 'large')},
    'mobileone_s4': 0.5, 'visformer_tiny': 0.7, 'visformer_small': 0.7,
    'vit_base_patch16_rpn_224': 0.7, **{f'vit_relpos_{size}_patch16_rpn_224': 0.7 for size in ('small', 'medium', 'base')},
    'vit_relpos_base_patch32_plus_rpn_256': 0.7, 'resnest269e': 0.7, 'starnet_s1': 0.7, 'starnet_s3': 0.7, 'starnet_s4': 0.7,
    'gmixer_12_224': 0.7, 'gmixer_24_224': 0.7, 'gmlp_s16_224': 0.7, 'gmlp_b16_224': 0.7,
    'convformer_s18': 0.35, 'convformer_s36': 0.35, 'convformer_m36': 0.35, 'convformer_b36': 0.35,
    'caformer_s36': 0.5, 'caformer_m36': 0.7, 'caformer_b36': 0.7,
    **{name: 0.5 for name in DOUBLE},
    **{f'focalnet_{size}': 0.7 for size in (
        'tiny_srf', 'tiny_lrf', 'small_srf', 'small_lrf', 'base_srf', 'base_lrf')},
    **{f'focalnet_{size}': 0.5 for size in (
        'large_fl3', 'large_fl4', 'xlarge_fl3', 'xlarge_fl4', 'huge_fl3', 'huge_fl4')}}
# Models that no gain settles: standardised weights, norms of a channel by itself or of a whole map, and norms behind every
# branch, between which the scores of attention are of no small scale (Gemma 4), undo it; EfficientFormer-L7 subtracts a map
# from its means after fifteen blocks that smooth it. timm's
# single precision differs from its double precision by more than the tolerance, or by most of it.
UNSETTLED = {
    'resnetv2_50d_frn', 'resnetv2_50x1_bit', 'resnetv2_50x3_bit', 'resnetv2_101x1_bit', 'resnetv2_101x3_bit',
    'resnetv2_152x2_bit', 'resnetv2_152x4_bit', 'vit_small_r26_s32_224', 'vit_small_r26_s32_384', 'vit_base_r26_s32_224',
    'vit_base_r50_s16_224', 'vit_base_r50_s16_384', 'vit_large_r50_s32_224',
    'vit_large_r50_s32_384', 'poolformerv2_m48', 'gemma4_vit_167m_enc', 'gemma4_vit_570m',
    'gemma4_vit_570m_enc', 'efficientformer_l7'}
# Models that no memory of 24 GB holds twice are compared by their first blocks: options of timm's constructor. Keys and values of the
# second have fewer heads from the ninth block on.
SHORTENED = {
    'eva02_enormous_patch14_clip_224': {'depth': 2},
    'vit_5b_patch16_sapiens2': {'depth': 10, 'num_kv_heads': (32,) * 8 + (16,) * 2},
    'vit_7b_patch16_dinov3': {'depth': 2}}
# Image sizes of models whose maps have to be made of blocks, or of which single precision means something for few tokens.
BLOCKY_SIZES = {
    'gemma4_vit_167m': (16, 48),
    **{f'maxvit_xlarge_tf_{size}': (128, 128) for size in (224, 384, 512)},
    'resnet50x64_clip': (128, 128), 'coatnet_5_224': (128, 128), 'hiera_huge_224': (224, 224),
    # Windows of SAM have all their pixels.
    'samvit_large_patch16': (224, 224), 'samvit_huge_patch16': (224, 224),
    # Windows of DaViT have all their pixels, even where a map is smaller.
    **{f'davit_{size}': (224, 224) for size in ('tiny', 'small', 'base', 'large')}, 'davit_base_fl': (384, 384),
    **{name: (256, 256) for name in (
        'bat_resnext26ts', 'halonet_h1', 'halonet26t', 'sehalonet33ts', 'halonet50ts', 'eca_halonext26ts')},
    # The scaled image of CrossViT's other branch has as many tokens as its table at the model's own size alone.
    'crossvit_15_dagger_408': (408, 408), 'crossvit_18_dagger_408': (408, 408),
    'haloregnetz_b': (224, 224), **{f'deepseek_vit_412m{kind}': (98, 140) for kind in ('', '_align', '_enc')}}
