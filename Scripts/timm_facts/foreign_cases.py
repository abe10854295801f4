"""The checkpoints of other projects that `foreign.py` makes: by origin, which model has them and how they name its parameters."""
import re

from timm_facts.foreign import Case, flat, matrix, unsqueezed
from timm_facts.foreign_numpy import NumPyCase

CONVNEXT = [
    (r'^head\.norm\.', 'norm.'), (r'^head\.fc\.', 'head.'), (r'^stem\.', 'downsample_layers.0.'),
    (r'^stages\.(\d)\.downsample\.', r'downsample_layers.\1.'), (r'^(stages\.\d)\.blocks', r'\1'), ('conv_dw', 'dwconv'),
    (r'mlp\.grn\.weight', 'grn.gamma'), (r'mlp\.grn\.bias', 'grn.beta'), (r'mlp\.fc', 'pwconv')]
CLIP = [
    (r'patch_embed\.proj', 'conv1'), ('^pos_embed$', 'positional_embedding'), ('^cls_token$', 'class_embedding'),
    (r'^norm\.', 'ln_post.'), (r'^norm_pre\.', 'ln_pre.'), (r'^blocks\.(\d+)\.norm', r'blocks.\1.ln_'),
    (r'^blocks\.', 'transformer.resblocks.'), (r'attn\.qkv\.', 'attn.in_proj_'), (r'attn\.proj', 'attn.out_proj'),
    (r'mlp\.fc1', 'mlp.c_fc'), (r'mlp\.fc2', 'mlp.c_proj')]
FASTVIT = [
    (r'^head\.fc\.', 'head.'), ('head_dist', 'dist_head'), (r'\.se\.fc1', '.se.reduce'), (r'\.se\.fc2', '.se.expand'),
    (r'layer_scale(_\d)?\.gamma', r'layer_scale\1'), (r'\.mlp\.', '.convffn.'), ('large_conv', 'lkb_origin'),
    ('final_conv', 'conv_exp'), ('conv_kxk', 'rbr_conv'), ('conv_scale', 'rbr_scale'), (r'\.identity\.', '.rbr_skip.'),
    (r'^stem\.', 'patch_embed.'),
    (r'^stages\.(\d)\.downsample\.proj', lambda m: f'network.{2 * int(m[1]) - 1}.proj'),
    (r'^stages\.(\d)\.pos_emb\.pos_enc', lambda m: f'network.{2 * int(m[1]) + 20}.pe'),
    (r'^stages\.(\d)\.blocks', lambda m: f'network.{2 * int(m[1])}')]
BEIT3 = [
    (r'^patch_embed\.', 'vision_embed.'), ('^cls_token$', 'vision_embed.cls_token'),
    ('^pos_embed$', 'encoder.embed_positions.A.weight'),
    (r'^norm\.', 'encoder.layer_norm.A.'), (r'^blocks\.(\d+)\.norm1', r'encoder.layers.\1.self_attn_layer_norm.A'),
    (r'^blocks\.(\d+)\.norm2', r'encoder.layers.\1.final_layer_norm.A'),
    (r'^blocks\.(\d+)\.attn\.norm', r'encoder.layers.\1.self_attn.inner_attn_ln.A'),
    (r'^blocks\.(\d+)\.attn\.proj', r'encoder.layers.\1.self_attn.out_proj.A'),
    (r'^blocks\.(\d+)\.attn', r'encoder.layers.\1.self_attn'),
    (r'^blocks\.(\d+)\.mlp\.norm', r'encoder.layers.\1.ffn.A.ffn_layernorm'),
    (r'^blocks\.(\d+)\.mlp', r'encoder.layers.\1.ffn.A'),
    (r'^', 'beit3.')]
METAFORMER = [
    (r'^head\.norm\.', 'norm.'), (r'^head\.fc\.', 'head.'), (r'^head\.fc\.', 'head.'),
    (r'^stem\.conv', 'downsample_layers.0.conv'), (r'^stem\.norm', 'downsample_layers.0.post_norm'),
    (r'^stages\.(\d)\.downsample\.norm', r'downsample_layers.\1.pre_norm'),
    (r'^stages\.(\d)\.downsample', r'downsample_layers.\1'), (r'^(stages\.\d)\.blocks', r'\1')]


def split(pattern, into):
    """Cuts what a pattern finds along its first axis."""
    def change(shapes):
        for name in [name for name in shapes if re.search(pattern, name)]:
            shape = shapes.pop(name)
            for part in into:
                shapes[re.sub(pattern, part, name)] = [shape[0] // len(into), *shape[1:]]
    return change


def join(patterns, into):
    """Puts what patterns find together along their first axis."""
    def change(shapes):
        found = [[name for name in shapes if re.search(pattern, name)] for pattern in patterns]
        for names in zip(*found):
            parts = [shapes.pop(name) for name in names]
            shapes[re.sub(patterns[0], into, names[0])] = [sum(part[0] for part in parts), *parts[0][1:]]
    return change


def changes(*steps):
    def change(shapes):
        for step in steps:
            step(shapes)
    return change


def rename(old, new, shape=None):
    def change(shapes):
        value = shapes.pop(old)
        shapes[new] = shape(value) if shape else value
    return change


def projection(width, name='proj'):
    """CLIP's projection in place of a classifier."""
    def change(shapes):
        classes, features = shapes.pop('head.weight')
        shapes.pop('head.bias')
        shapes[name] = [features, classes]
    return change


def regnet(block, names):
    return [
        (r'^head\.fc\.', names['head']), (r'^stem\.conv', names['stem'] + '.0'), (r'^stem\.bn', names['stem'] + '.1'),
        (r'^s(\d)\.b(\d+)\.', lambda m: block.format(m[1], int(m[2]) - 1)),
        (r'conv1\.conv', 'f.a.0'), (r'conv1\.bn', 'f.a.1'), (r'conv2\.conv', 'f.b.0'), (r'conv2\.bn', 'f.b.1'),
        (r'se\.fc1', 'f.se.excitation.0'), (r'se\.fc2', 'f.se.excitation.2')]


def seer(filter):
    """The filter takes the dictionaries of the trunk and the heads apart."""
    def call(tensors, model):
        trunk = {n.removeprefix('trunk.'): v for n, v in tensors.items() if n.startswith('trunk.')}
        heads = {n.removeprefix('heads.'): v for n, v in tensors.items() if n.startswith('heads.')}
        return filter({'classy_state_dict': {'base_model': {'model': {'trunk': trunk, 'heads': heads}}}})
    return call


def cases():
    from timm.models import regnet as timm_regnet
    depths = {'nextvit_small': [3, 4, 10, 3], 'mvitv2_tiny': [1, 2, 5, 2], 'mvitv2_small_cls': [1, 2, 11, 2]}

    def number(model, name):
        """Blocks of all stages are counted together."""
        def count(match):
            return f'{name}.{sum(depths[model][:int(match[1])]) + int(match[2])}.'
        return (r'^stages\.(\d)\.blocks\.(\d+)\.', count)

    def efficientnet():
        """What lukemelas/EfficientNet-PyTorch calls the parameters, of seven stages."""
        def count(match):
            return f'_blocks.{sum([1, 2, 2, 3, 3, 4, 1][:int(match[1])]) + int(match[2])}.'
        return [
            (r'^blocks\.0\.(\d+)\.conv_pw\.', r'blocks.0.\1._project_conv.'),
            (r'^blocks\.0\.(\d+)\.bn(\d)\.', r'blocks.0.\1._bn\2.'),
            (r'\.bn(\d)\.', lambda m: f'._bn{int(m[1]) - 1}.'),
            (r'\.conv_pw\.', '._expand_conv.'), (r'\.conv_dw\.', '._depthwise_conv.'), (r'\.conv_pwl\.', '._project_conv.'),
            (r'\.se\.conv_', '._se_'), (r'^blocks\.(\d)\.(\d+)\.', count),
            (r'^bn(\d)\.', lambda m: f'_bn{int(m[1]) - 1}.'), (r'^conv_', '_conv_'), (r'^classifier\.', '_fc.')]

    def mvit(model):
        return [(r'shortcut_proj_(attn|mlp)', 'proj'), (r'^head\.fc', 'head.projection'), number(model, 'blocks')]
    csat = {0: '1', 1: '2', 2: '3', 3: '4'}
    last = {1: 3, 2: 3, 3: 9}

    def csat_block(match):
        stage, block = int(match[1]), int(match[2])
        if stage > 0 and block == 0:
            return f'stages{csat[stage - 1]}.{last[stage]}.'
        return f'stages{csat[stage]}.{block - (stage > 0)}.'
    hiera = [(r'^head\.fc\.', 'head.projection.'), (r'^head\.norm\.', 'norm.')]
    swin = [(r'^head\.fc\.', 'head.'), (r'^layers\.(\d)\.downsample', lambda m: f'layers.{int(m[1]) - 1}.downsample')]
    return {
        'Facebook': [
            Case('convnext_atto', CONVNEXT, shapes={r'mlp\.fc\d\.weight': matrix}),
            Case('convnextv2_atto', CONVNEXT, shapes={r'grn': flat(3)},
                 extra={'projectors.0.weight': [2, 2], 'norms.0.weight': [3]})],
        "EdgeNeXt's authors": [Case('edgenext_xx_small', CONVNEXT)],
        'CLIP': [
            Case('vit_base_patch32_clip_224', [(r'^head\.', 'head.')] + CLIP + [('^(?!head)', 'visual.')],
                 shapes={'^cls_token$': lambda s: s[-1:], '^pos_embed$': unsqueezed}, extra={'text_projection': [3, 3]},
                 change=projection(512, 'visual.proj'), num_classes=512),
            Case('resnet50_clip', [
                (r'^stem\.conv(\d)\.(conv|bn)', lambda m: f'{m[2]}{m[1]}'),
                (r'^stages\.(\d)\.(\d+)\.shortcut\.conv\.conv', lambda m: f'layer{int(m[1]) + 1}.{m[2]}.downsample.0'),
                (r'^stages\.(\d)\.(\d+)\.shortcut\.conv\.bn', lambda m: f'layer{int(m[1]) + 1}.{m[2]}.downsample.1'),
                (r'^stages\.(\d)\.(\d+)\.conv(\d)_...\.(conv|bn)', lambda m: f'layer{int(m[1]) + 1}.{m[2]}.{m[4]}{m[3]}'),
                (r'^head\.pos_embed', 'attnpool.positional_embedding'), (r'^head\.([qkv])\.', r'attnpool.\1_proj.'),
                (r'^head\.proj\.', 'attnpool.c_proj.'), ('^', 'visual.')], extra={'logit_scale': []})],
        'OpenCLIP': [
            Case('vit_tiny_patch16_224', [('^', 'visual.trunk.')], extra={'logit_scale': []}, change=changes(
                rename('visual.trunk.head.weight', 'visual.head.proj.weight'),
                lambda shapes: shapes.pop('visual.trunk.head.bias'))),
            Case('convnext_tiny', [('^', 'visual.trunk.')], extra={'logit_scale': []}, change=changes(
                rename('visual.trunk.head.fc.weight', 'visual.head.proj.weight'),
                lambda shapes: shapes.pop('visual.trunk.head.fc.bias'))),
            Case('vitamin_small_224', [('^', 'visual.trunk.')], change=changes(
                rename('visual.trunk.head.weight', 'visual.head.proj.weight'),
                lambda shapes: shapes.pop('visual.trunk.head.bias')))],
        "CoaT's authors": [Case('coat_lite_tiny', extra={'norm1.weight': [64], 'norm2.bias': [128], 'norm3.bias': [256]})],
        "CPUBone's authors": [
            Case('cpubone_b0_bfrobust', [
                (r'^head\.in_conv\.', 'head.op_list.0.'), (r'^head\.pre_classifier\.', 'head.op_list.2.'),
                (r'^head\.classifier\.', 'head.op_list.3.'), (r'\.conv_proj\.conv\.', '.conv_proj.0.'),
                (r'\.conv_proj\.norm\.', '.conv_proj.1.'), (r'\.pwise\.', '.pwise.0.'),
                (r'^stem\.', 'backbone.input_stem.op_list.'), (r'^stages\.(\d)\.', r'backbone.stages.\1.op_list.')],
                change=lambda shapes: shapes.update({
                    name.replace('.norm.running_mean', '.conv.bias'): shape for name, shape in list(shapes.items())
                    if re.search(r'(depth|inverted)_conv\.norm\.running_mean', name)}))],
        "CrossViT's authors": [
            Case('crossvit_tiny_240', [(r'^(pos_embed|cls_token)_', r'\1.')])],
        "CSATv2's authors": [
            Case('csatv2', [
                (r'^stem_dct\.', 'dct.'), (r'\.conv_y\.', '.Y_Conv.'), (r'\.conv_cb\.', '.Cb_Conv.'),
                (r'\.conv_cr\.', '.Cr_Conv.'), (r'^head\.norm\.', 'norm.'), (r'^head\.fc\.', 'head.'),
                (r'\.attn\.attn\.qkv\.', '.attention.attention.attn.to_qkv.'),
                (r'\.attn\.attn\.', '.attention.attention.attn.'),
                (r'^(stages\.\d\.\d+)\.pos_embed\.', r'\1.attention.pos_embed.'),
                (r'^(stages\.\d\.\d+)\.attn\.qkv\.', r'\1.attention.to_qkv.'),
                (r'^(stages\.\d\.\d+)\.attn\.proj\.', r'\1.attention.to_out.0.'),
                (r'^(stages\.\d\.\d+)\.attn\.', r'\1.attention.'),
                (r'^(stages\.\d\.\d+)\.mlp\.fc1\.', r'\1.ff.net.0.'), (r'^(stages\.\d\.\d+)\.mlp\.fc2\.', r'\1.ff.net.3.'),
                (r'^(stages\.\d\.\d+)\.norm1\.', r'\1.attn_norm.'), (r'^(stages\.\d\.\d+)\.norm2\.', r'\1.ff_norm.'),
                (r'grn\.weight', 'grn.gamma'), (r'grn\.bias', 'grn.beta'),
                (r'^stages\.(\d)\.(\d+)\.', csat_block)], shapes={'grn': flat(3)})],
        'OpenMMLab': [
            Case('cspnext_tiny', [(r'^stages\.(\d)', lambda m: f'backbone.stage{int(m[1]) + 1}'), (r'^stem', 'backbone.stem')])],
        "DaViT's authors": [
            Case('davit_tiny', [
                (r'^head\.norm\.', 'norms.'), (r'^head\.fc\.', 'head.'), (r'^stem\.conv', 'patch_embeds.0.proj'),
                (r'^stem\.', 'patch_embeds.0.'), (r'^stages\.(\d)\.downsample\.conv', r'patch_embeds.\1.proj'),
                (r'^stages\.(\d)\.downsample', r'patch_embeds.\1'), (r'^stages\.(\d)\.blocks', r'main_blocks.\1'),
                ('cpe1', 'cpe.0'), ('cpe2', 'cpe.1')])],
        'Florence-2': [
            Case('davit_base_fl', [
                (r'^stem\.conv', 'convs.0.proj'), (r'^stem\.', 'convs.0.'),
                (r'^stages\.(\d)\.downsample\.conv', r'convs.\1.proj'), (r'^stages\.(\d)\.downsample', r'convs.\1'),
                (r'^stages\.(\d)\.blocks', r'blocks.\1'), (r'(spatial|channel)_block\.norm1', r'\1_block.X_attn.norm'),
                (r'(spatial|channel)_block\.attn', r'\1_block.X_attn.fn'), (r'spatial_block\.X', 'spatial_block.window'),
                (r'channel_block\.X', 'channel_block.channel'), (r'norm2\.', 'ffn.norm.'), (r'mlp\.', 'ffn.fn.net.'),
                (r'cpe(\d)\.proj', r'conv\1.fn.dw'), ('^', 'vision_tower.')], without='^head', extra={'language.weight': [2]},
                num_classes=0)],
        'torchvision': [
            Case('densenet121', [(r'(denselayer\d+\.(?:norm|conv))(\d)', r'\1.\2')]),
            Case('regnety_002', regnet('trunk_output.block{0}.block{0}-{1}.', {'head': 'fc.', 'stem': 'stem'}) + [
                (r'conv3\.conv', 'f.c.0'), (r'conv3\.bn', 'f.c.1'), (r'downsample\.conv', 'proj.0'), (r'downsample\.bn', 'proj.1')]),
            Case('vgg11', [
                (r'^pre_logits\.fc1', 'classifier.0'), (r'^pre_logits\.fc2', 'classifier.3'), (r'^head\.fc', 'classifier.6')],
                shapes={r'^pre_logits.*weight': matrix})],
        'SEER': [
            Case('regnety_002', regnet('trunk._feature_blocks.res{0}.block{0}-{1}.', {
                'head': 'heads.0.clf.0.', 'stem': 'trunk._feature_blocks.conv1.stem'}) + [
                (r'conv3\.conv', 'f.c'), (r'conv3\.bn', 'f.final_bn'), (r'downsample\.conv', 'proj'), (r'downsample\.bn', 'bn')],
                extra={'heads.0.prototypes0.weight': [2]}, filter=seer(timm_regnet._filter_fn))],
        'DeepSeek': [
            Case('deepseek_vit_412m_align', [
                (r'^encoder\.', ''), (r'^aligner\.fc(\d)', r'aligner.w\1'), (r'attn\.qkv', 'attn.wqkv'),
                (r'attn\.proj', 'attn.wo'), (r'mlp\.fc(\d)', r'mlp.w\1'), (r'^(?!aligner)', 'vision.')],
                shapes={r'patch_embed\.proj\.weight': matrix}, extra={'layers.0.weight': [2]})],
        'Gemma 4': [
            Case('gemma4_vit_167m_enc', [
                (r'^encoder\.', ''), (r'^patch_embed\.', 'patch_embedder.'), (r'^blocks\.', 'encoder.layers.'),
                (r'\.norm1\.', '.input_layernorm.'), (r'\.norm2\.', '.post_attention_layernorm.'),
                (r'\.norm3\.', '.pre_feedforward_layernorm.'), (r'\.norm4\.', '.post_feedforward_layernorm.'),
                (r'\.attn\.', '.self_attn.'), ('^', 'model.vision_tower.')], extra={'model.language_model.x': [2]})],
        'Qwen': [
            Case('qwen3_vit_88m_merge', [
                (r'^encoder\.', ''), ('^pos_embed$', 'pos_embed.weight'), (r'\.fc(\d)\.', r'.linear_fc\1.'), ('^', 'model.visual.')],
                shapes={r'^(encoder\.)?pos_embed$': unsqueezed, r'patch_embed\.proj\.weight': lambda s: [s[0], s[1], 2, *s[2:]]},
                extra={'model.language_model.x': [2], 'model.visual.deepstack_merger_list.0.norm.weight': [2]})],
        "EfficientFormer's authors": [
            Case('efficientformer_l1', [
                (r'^stem\.conv1', 'patch_embed.0'), (r'^stem\.norm1', 'patch_embed.1'), (r'^stem\.conv2', 'patch_embed.3'),
                (r'^stem\.norm2', 'patch_embed.4'), (r'ls(\d)\.gamma', r'layer_scale_\1'), ('head_dist', 'dist_head'),
                (r'^stages\.(\d)\.downsample\.conv', lambda m: f'network.{2 * int(m[1]) - 1}.proj'),
                (r'^stages\.(\d)\.downsample\.norm', lambda m: f'network.{2 * int(m[1]) - 1}.norm'),
                (r'^stages\.(\d)\.blocks', lambda m: f'network.{2 * int(m[1])}')],
                # The filter goes by the order in the file.
                filter=in_order)],
        "EfficientViM's authors": [
            Case('efficientvim_m1', shapes={r'\.norm\.(weight|bias)$': lambda s: [1, s[0], 1]},
                 extra={'heads_dist.0.weight': [2], 'weights_dist': [2]}, filter=normed)],
        'EfficientNet-PyTorch': [
            Case(name, efficientnet(), filter=in_file_order) for name in ('tf_efficientnet_lite0', 'efficientnet_b0')],
        "FastViT's authors": [Case('fastvit_t8', FASTVIT), Case('fastvit_sa12', FASTVIT[:-2] + [
            (r'^stages\.(\d)\.pos_emb\.pos_enc', 'network.6.pe'), (r'^stages\.3\.blocks', 'network.7'), FASTVIT[-1]])],
        'MobileCLIP': [
            Case('fastvit_mci0', FASTVIT + [('^', 'image_encoder.model.')], extra={'text_encoder.x': [2]}, change=changes(
                lambda shapes: shapes.pop('image_encoder.model.head.bias'),
                rename('image_encoder.model.head.weight', 'image_encoder.model.head.proj', lambda s: s[::-1])), num_classes=512),
            Case('vit_base_mci_224', [
                (r'^patch_embed\.backbone\.(\d)\.conv\.', r'patch_emb.\1.block.conv.'),
                (r'^patch_embed\.backbone\.(\d)\.bn\.', r'patch_emb.\1.block.norm.'),
                (r'^norm\.', 'post_transformer_norm.'), (r'^blocks\.', 'transformer.'), (r'\.norm1\.', '.pre_norm_mha.0.'),
                (r'\.attn\.qkv\.', '.pre_norm_mha.1.qkv_proj.'), (r'\.attn\.proj\.', '.pre_norm_mha.1.out_proj.'),
                (r'\.norm2\.', '.pre_norm_ffn.0.'), (r'\.mlp\.fc1\.', '.pre_norm_ffn.1.'), (r'\.mlp\.fc2\.', '.pre_norm_ffn.4.'),
                ('^pos_embed$', 'pos_embed.pos_embed.pos_embed'), ('^', 'image_encoder.model.')],
                shapes={'^pos_embed$': lambda s: [1, *s]}, change=changes(
                    lambda shapes: shapes.pop('image_encoder.model.head.bias'),
                    rename('image_encoder.model.head.weight', 'image_encoder.model.classifier.proj', lambda s: s[::-1])),
                num_classes=512)],
        "FocalNet's authors": [
            Case('focalnet_tiny_srf', [
                (r'^head\.fc', 'head'), (r'ls(\d)\.gamma', r'gamma_\1'), (r'^stem', 'patch_embed'),
                (r'^layers\.(\d)\.downsample', lambda m: f'layers.{int(m[1]) - 1}.downsample')],
                shapes={r'downsample\.proj\.weight': lambda s: s}),
            Case('focalnet_huge_fl3', [
                (r'^head\.fc', 'head'), (r'ls(\d)\.gamma', r'gamma_\1'), (r'^stem', 'patch_embed'), (r'norm(\d)_post', r'norm\1'),
                (r'modulation\.norm\.', 'modulation.ln.'),
                (r'^layers\.(\d)\.downsample', lambda m: f'layers.{int(m[1]) - 1}.downsample')])],
        "GhostNetV3's authors": [
            Case('ghostnetv3_050', [
                (r'(_rpr_(?:conv\.\d|scale))\.bn1\.', r'\1.bn.')], extra={'total_ops': [1], 'blocks.0.0.total_params': [1]})],
        "Hiera's authors": [
            Case('hiera_tiny_224', hiera), Case('hiera_small_abswin_256', hiera + [('^pos_embed$', 'pos_embed_abs')])],
        'SAM 2': [Case('sam2_hiera_tiny', [(r'mlp\.fc1', 'mlp.layers.0'), (r'mlp\.fc2', 'mlp.layers.1')])],
        "iFormer's authors": [
            Case(name, [
                (r'^head\.head_dist\.', 'classifier.classifier_dist.'), (r'^head\.head\.', 'classifier.classifier.'),
                (r'^stem\.conv1\.', 'downsample_layers.0.0.'), (r'^stem\.conv2\.', 'downsample_layers.0.2.conv_exp_bn1.'),
                (r'^stem\.conv3\.', 'downsample_layers.0.2.conv_pwl_bn2.'), (r'^stages\.(\d)\.downsample\.', r'downsample_layers.\1.0.'),
                (r'^stages\.(\d)\.blocks\.(\d+)\.', r'stages.\1.\2.block.'), (r'\.module\.', '.m.'),
                (r'\.mixer\.', '.token_channel_mixer.')]) for name in ('iformer_t', 'iformer_m_distilled')],
        "LeViT's authors": [Case('levit_128s', extra={'stages.0.blocks.0.attn.attention_bias_idxs': [4, 4]})],
        "TinyViT's authors": [Case('tiny_vit_5m_224', extra={'stages.1.blocks.0.attn.attention_bias_idxs': [4, 4]})],
        "EfficientViT's authors": [Case('efficientvit_m0', extra={'stages.0.x.attention_bias_idxs': [4, 4]})],
        "LowFormer's authors": [
            Case('lowformer_b0', [
                (r'^in_conv\.', 'head.op_list.0.'), (r'^pre_classifier\.0\.', 'head.op_list.2.linear.'),
                (r'^pre_classifier\.1\.', 'head.op_list.2.norm.'), (r'^classifier\.', 'head.op_list.3.linear.'),
                (r'\.conv_proj\.conv\.', '.conv_proj.0.'), (r'\.conv_proj\.norm\.', '.conv_proj.1.'),
                (r'\.pwise\.', '.pwise.0.'), (r'\.attn\.', '.total.0.0.'), (r'\.mlp\.', '.total.0.1.'),
                (r'\.local\.', '.total.1.'), (r'^stem\.', 'backbone.input_stem.op_list.'),
                (r'^stages\.(\d)\.', r'backbone.stages.\1.op_list.')])],
        "MambaOut's authors": [
            Case('mambaout_femto', [
                (r'^head\.pre_logits\.fc\.', 'head.fc1.'), (r'^head\.fc\.', 'head.fc2.'), (r'^head\.norm\.', 'norm.'),
                (r'^head\.pre_logits\.norm\.', 'head.norm.'), (r'^stem\.', 'downsample_layers.0.'),
                (r'^stages\.(\d)\.downsample\.', r'downsample_layers.\1.'), (r'^(stages\.\d)\.blocks', r'\1')])],
        "MetaFormer's authors": [Case('caformer_s18', METAFORMER)],
        "PoolFormer's authors": [
            Case('poolformer_s12', [
                (r'^head\.norm\.', 'norm.'), (r'^head\.fc\.', 'head.'), (r'^stem\.conv', 'patch_embed.proj'), (r'layer_scale(\d)\.scale', r'layer_scale_\1'),
                (r'^stages\.(\d)\.downsample\.conv', lambda m: f'network.{2 * int(m[1]) - 1}.proj'),
                (r'^stages\.(\d)\.blocks', lambda m: f'network.{2 * int(m[1])}')])],
        "ResMLP's authors": [
            Case('resmlp_12_224', [
                (r'^stem\.', 'patch_embed.'), (r'linear_tokens\.', 'attn.'), (r'mlp_channels\.', 'mlp.'), (r'\.ls(\d)', r'.gamma_\1')],
                shapes={r'\.(alpha|beta)$': lambda s: s[-1:]})],
        'Gemma 3n': [
            Case('mobilenetv5_base', [('^', 'model.vision_tower.timm_model.')], extra={'model.language_model.x': [2]})],
        "MViTv2's authors": [Case(name, mvit(name)) for name in ('mvitv2_tiny', 'mvitv2_small_cls')],
        "Next-ViT's authors": [
            Case('nextvit_small', [
                number('nextvit_small', 'features'), (r'\.mlp\.fc', '.mlp.conv'), (r'^head\.fc\.', 'proj_head.0.')],
                filter=in_model_order)],
        "PiT's authors": [
            Case('pit_ti_224', [(r'^transformers\.(\d)\.pool\.', lambda m: f'pools.{int(m[1]) - 1}.')])],
        "PVTv2's authors": [
            Case('pvt_v2_b0', [
                (r'^patch_embed\.', 'patch_embed1.'), (r'\.dwconv\.', '.dwconv.dwconv.'),
                (r'^stages\.(\d)\.downsample\.', lambda m: f'patch_embed{int(m[1]) + 1}.'),
                (r'^stages\.(\d)\.blocks', lambda m: f'block{int(m[1]) + 1}'),
                (r'^stages\.(\d)\.norm', lambda m: f'norm{int(m[1]) + 1}')])],
        "RDNet's authors": [Case('rdnet_tiny', [(r'^stem\.', 'stem.stem.')])],
        "Sequencer's authors": [
            Case('sequencer2d_s', [
                (r'^head\.fc\.', 'head.'), (r'^stages\.(\d)\.downsample\.down', lambda m: f'blocks.{int(m[1]) - 1}.9.down'),
                (r'^stages\.(\d)\.blocks', r'blocks.\1')])],
        "SwiftFormer's authors": [
            Case('swiftformer_xs', [
                (r'^stem\.', 'patch_embed.'), ('head_dist', 'dist_head'), (r'attn\.proj\.', 'attn.Proj.'),
                (r'\.layer_scale(_\d)?\.gamma', r'.layer_scale\1'),
                (r'^stages\.(\d)\.downsample\.', lambda m: f'network.{2 * int(m[1]) - 1}.'),
                (r'^stages\.(\d)\.blocks\.', lambda m: f'network.{2 * int(m[1])}.')])],
        "Swin's authors": [
            Case('swin_tiny_patch4_window7_224', swin, extra={
                'layers.0.blocks.0.attn.relative_position_index': [49, 49], 'layers.0.blocks.1.attn_mask': [64, 49, 49]}),
            Case('swinv2_tiny_window8_256', swin, extra={
                'layers.0.blocks.0.attn.relative_coords_table': [1, 15, 15, 2]})],
        'older versions of timm': [
            Case('swinv2_cr_tiny_224', [(r'^head\.fc\.', 'head.'), ('logit_scale', 'tau')]),
            Case('swin_tiny_patch4_window7_224', extra={'layers.0.blocks.0.attn.relative_position_index': [49, 49]}),
            Case('swinv2_tiny_window8_256', extra={'layers.0.blocks.0.attn.relative_coords_table': [1, 15, 15, 2]}),
            Case('vit_tiny_patch16_224', shapes={r'patch_embed\.proj\.weight': matrix}, extra={'pre_logits.fc.weight': [2]})],
        "BEiT's authors": [
            Case('beit_base_patch16_224', extra={'blocks.0.attn.relative_position_index': [197, 197]})],
        "TNT's authors": [
            Case(name, [
                ('patch_pos', 'outer_pos'), ('pixel_pos', 'inner_pos'), ('pixel_embed', 'patch_embed'), ('norm1_proj', 'proj_norm1'),
                ('norm2_proj', 'proj_norm2'), ('norm_in', 'inner_norm1'), ('norm_mlp_in', 'inner_norm2'), ('attn_in', 'inner_attn'), ('mlp_in', 'inner_mlp'),
                ('norm_out', 'outer_norm1'), ('attn_out', 'outer_attn'), ('norm_mlp', 'outer_norm2'), (r'\.mlp\.', '.outer_mlp.')],
                shapes={} if 'legacy' in name else {'^pixel_pos$': lambda s: [1, s[2] * s[3], s[1]]}, extra={'outer_tokens': [1, 1, 3]})
            for name in ('tnt_s_patch16_224', 'tnt_s_legacy_patch16_224')],
        "TResNet's authors": [
            Case('tresnet_m', [
                (r'^(body\.conv1)\.conv', r'\1.0'), (r'^(body\.conv1)\.bn', r'\1.1'),
                (r'(layer[34].*conv\d)\.conv', r'\1.0'), (r'(layer[34].*conv\d)\.bn', r'\1.1'),
                (r'(conv\d)\.conv', r'\1.0.0'), (r'(conv\d)\.bn', r'\1.0.1'),
                (r'(downsample\.\d)\.conv', r'\1.0'), (r'(downsample\.\d)\.bn', r'\1.1')])],
        'Segment Anything': [
            Case('samvit_base_patch16', [(r'mlp\.fc', 'mlp.lin'), ('^', 'image_encoder.')], extra={'prompt_encoder.x': [2]},
                 without='^head')],
        "XCiT's authors": [
            Case('xcit_nano_12_p8_224', [(r'^pos_embed\.', 'pos_embeder.')], change=join(
                [r'^(cls_attn_blocks\.\d\.attn)\.q\.', r'^(cls_attn_blocks\.\d\.attn)\.k\.', r'^(cls_attn_blocks\.\d\.attn)\.v\.'], r'\1.qkv.'))],
        'DINOv2': [
            Case('vit_small_patch14_dinov2', extra={'mask_token': [1, 384]}),
            Case('vit_small_patch14_reg4_dinov2', [('^reg_token$', 'register_tokens')],
                 shapes={'^pos_embed$': lambda s: [1, s[1] + 1, s[2]]}, extra={'mask_token': [1, 384]})],
        'AIMv2': [
            Case('aimv2_large_patch14_224', [
                (r'\.norm(\d)\.', r'.norm_\1.'), (r'^patch_embed\.', 'preprocessor.patchifier.'), ('^pos_embed$', 'preprocessor.pos_embed'),
                (r'^norm\.', 'post_trunk_norm.'), (r'^blocks\.', 'trunk.blocks.'), (r'mlp\.fc1_g', 'mlp.fc1'), (r'mlp\.fc1_x', 'mlp.fc3')],
                without='^head')],
        'BEiT-3': [
            Case('beit3_base_patch16_224', BEIT3, shapes={'^pos_embed$': lambda s: [s[1] + 2, s[2]]},
                 extra={'beit3.text_embed.weight': [2], 'beit3.vision_embed.mask_token': [1], 'beit3.encoder.layers.0.ffn.B.fc1.bias': [2]},
                 change=split(r'self_attn\.qkv\.', [f'self_attn.{x}_proj.A.' for x in 'qkv']), without='^(head|fc_norm)')],
        'RADIO': [
            Case(name, [
                (r'^patch_embed\.proj', 'patch_generator.embedder'), ('^pos_embed$', 'patch_generator.pos_embed'),
                ('gamma', 'grandma'), ('^', 'radio_model.model.')], shapes={r'patch_embed\.proj\.weight': matrix,
                '^pos_embed$': lambda s: [1, 40 * 40, s[2]]}, extra={'radio_model.input_conditioner.x': [3]}, change=changes(
                    lambda shapes: shapes.pop('radio_model.model.patch_generator.embedder.bias'),
                    rename('radio_model.model.cls_token', 'radio_model.model.patch_generator.cls_token.token', lambda s: [8, s[2]]),
                    lambda shapes: shapes.pop('radio_model.model.reg_token')), without='^norm')
            for name in ('vit_base_patch16_radio_v3',)] + [
            Case('naflexvit_base_patch16_radio_v3', [
                (r'^embeds\.proj', 'patch_generator.embedder'), (r'^embeds\.pos_embed$', 'patch_generator.pos_embed'),
                ('gamma', 'grandma'), ('^', 'radio_model.model.')], shapes={r'embeds\.pos_embed$': lambda s: [1, s[1] * s[2], s[3]]},
                change=changes(
                    lambda shapes: shapes.pop('radio_model.model.patch_generator.embedder.bias'),
                    rename('radio_model.model.embeds.cls_token', 'radio_model.model.patch_generator.cls_token.token', lambda s: [8, s[2]]),
                    lambda shapes: shapes.pop('radio_model.model.embeds.reg_token')), without='^norm')],
        'DeiT III': [Case('deit3_small_patch16_224', [(r'ls(\d)\.gamma', r'gamma_\1')])],
        'Perception Encoder': [
            Case('vit_pe_core_tiny_patch16_384', [(r'gamma_(\d)', r'ls_\1.gamma')] + CLIP + [
                (r'^attn_pool\.latent', 'attn_pool.probe'), (r'^attn_pool\.mlp\.', 'attn_pool.mlp.'), (r'^attn_pool\.norm\.', 'attn_pool.layernorm.'),
                (r'^attn_pool\.(proj|out_proj)\.', 'attn_pool.attn.out_proj.'), ('^(?!head)', 'visual.')],
                shapes={'^cls_token$': lambda s: s[-1:], '^pos_embed$': unsqueezed}, change=changes(
                    projection(512, 'visual.proj'),
                    join([r'^(visual\.attn_pool)\.q\.', r'^(visual\.attn_pool)\.kv\.'], r'\1.attn.in_proj_')))],
        'Sapiens2': [
            Case('vit_base_patch16_sapiens2', [
                ('^reg_token$', 'storage_tokens'), (r'patch_embed\.proj\.', 'patch_embed.projection.'),
                (r'\.norm(\d)\.', r'.ln\1.'), (r'^norm\.', 'ln1.'), ('gamma_1', 'attn.gamma.weight'),
                (r'attn\.([qkv])_proj', r'attn.w\1'), (r'\.mlp\.fc1', '.ffn.w12'), (r'\.mlp\.fc2', '.ffn.w3')],
                extra={'rope_embed.periods': [16], 'mask_token': [1, 1, 3]})],
        'a network of other layers': [
            Case('test_maxvit', shapes={r'conv(1_1x1|3_1x1)\.weight$': matrix, r'se\.fc\d\.weight$': matrix})],
        'DINOv3': [
            Case('vit_small_patch16_dinov3', [(r'gamma_(\d)', r'ls\1.gamma'), ('^reg_token$', 'storage_tokens')], extra={
                'rope_embed.periods': [16], 'blocks.0.attn.qkv.bias_mask': [1152], 'blocks.0.attn.qkv.bias': [1152], 'mask_token': [1, 384],
                'local_cls_norm.weight': [384]}),
            Case('vit_tiny_patch16_dinov3_qkvb', [(r'gamma_(\d)', r'ls\1.gamma'), ('^reg_token$', 'storage_tokens')],
                 extra={'rope_embed.periods': [16]}, change=dinov3_biases)],
        'EVA': [
            Case('eva02_tiny_patch14_224', [(r'mlp\.fc1_g', 'mlp.w1'), (r'mlp\.fc1_x', 'mlp.w2'), (r'mlp\.fc2', 'mlp.w3'), (r'mlp\.norm', 'mlp.ffn_ln'),
                                            (r'q_proj\.bias', 'q_bias'), (r'v_proj\.bias', 'v_bias'), (r'^fc_norm\.', 'norm.')],
                 extra={'rope.freqs_cos': [256, 64], 'rope.freqs_sin': [256, 64], 'mask_token': [1, 1, 192], 'lm_head.weight': [2]}),
            Case('eva02_base_patch16_clip_224', [(r'mlp\.fc1_g', 'mlp.w1'), (r'mlp\.fc1_x', 'mlp.w2'), (r'mlp\.fc2', 'mlp.w3'), (r'mlp\.norm', 'mlp.ffn_ln'),
                                                 (r'attn\.norm', 'attn.inner_attn_ln'), (r'q_proj\.bias', 'q_bias'), (r'v_proj\.bias', 'v_bias'), ('^', 'visual.')],
                 extra={'visual.rope.freqs_cos': [196, 64], 'text.x': [2]})],
        'an encoder': [
            Case(name, [(r'^encoder\.', '')], without='^(norm|head)')
            for name in ('deepseek_vit_412m', 'gemma4_vit_167m', 'qwen3_vit_88m')],
        "GhostNet's authors": [Case('ghostnet_050', extra={'total_ops': [1], 'blocks.0.0.total_params': [1]})],
        'a plain ViT': [
            Case('naflexvit_base_patch16_gap', [(r'^embeds\.(pos_embed|cls_token|reg_token)$', r'\1'), (r'^embeds\.', 'patch_embed.')],
                 shapes={r'^embeds\.proj\.weight$': lambda s: [s[0], 3, 16, 16], r'^embeds\.pos_embed$': lambda s: [1, s[1] * s[2], s[3]]})],
        'Google': [
            NumPyCase('vit_tiny_patch16_224'), NumPyCase('vit_tiny_patch16_224', prefix='opt/target/', size=384),
            NumPyCase('vit_tiny_patch16_224', prefix='params/', is_new=True),
            NumPyCase('vit_tiny_patch16_224', prefix='params/', is_new=True, is_stacked=True),
            NumPyCase('vit_base_patch16_siglip_224', prefix='params/img/', is_new=True),
            NumPyCase('vit_tiny_r_s16_p8_224'), NumPyCase('vit_small_r26_s32_224'),
            NumPyCase('resnetv2_50x1_bit', prefix='resnet/'), NumPyCase('naflexvit_base_patch16_siglip', prefix='params/img/', is_new=True)],
    }


def in_order(tensors, model):
    """EfficientFormer's filter counts downsamplings as it meets them."""
    from timm.models.efficientformer import checkpoint_filter_fn

    def key(name):
        numbers = re.match(r'network\.(\d+)\.(proj\.weight)?', name)
        return (0, 0, name) if not numbers else (int(numbers[1]) + 1, 0 if numbers[2] else 1, name)
    return checkpoint_filter_fn({name: tensors[name] for name in sorted(tensors, key=key)}, model)


def in_file_order(tensors, model):
    """timm has no filter for these: the files have the model's parameters, in order."""
    names = [name for name in model.state_dict() if not name.endswith('num_batches_tracked')]
    return dict(zip(names, tensors.values(), strict=True))


def in_model_order(tensors, model):
    """Next-ViT's filter goes by the order of the model's parameters, which the authors' have too."""
    from timm.models.nextvit import checkpoint_filter_fn
    case = next(case for case in CASES["Next-ViT's authors"])
    names = [case.name(name) for name in model.state_dict() if not name.endswith('num_batches_tracked')]
    model.state_dict = lambda state=model.state_dict(): {
        name: value for name, value in state.items() if not name.endswith('num_batches_tracked')}
    return checkpoint_filter_fn({name: tensors[name] for name in names}, model)


def normed(tensors, model):
    """EfficientViM's filter reshapes the parameters of layer norms alone."""
    from timm.models.efficientvim import checkpoint_filter_fn
    layers = {name for name, module in model.named_modules() if type(module).__name__ == 'LayerNorm'}
    plain = {name: value.reshape(-1) if name.endswith(('.norm.weight', '.norm.bias')) and name.rsplit('.', 1)[0] not in layers else value
             for name, value in tensors.items()}
    return checkpoint_filter_fn(plain, model)


def dinov3_biases(shapes):
    for name in [name for name in shapes if name.endswith('attn.q_bias')]:
        width = shapes.pop(name)[0]
        shapes.pop(name.replace('q_bias', 'v_bias'))
        shapes[name.replace('q_bias', 'qkv.bias')] = [3 * width]


CASES = cases()
