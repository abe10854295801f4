"""NumPy archives as Google's researchers released ViT, BiT and SigLIP, for `foreign.py`: timm's models load them themselves."""
import tempfile

import numpy as np
import timm
import timm_models
import torch

import synthetic


class NumPyCase:
    """A model and how its archive is laid out: classic or of big_vision, each block by itself or all in one array."""

    def __init__(self, model, prefix='', is_new=False, is_stacked=False, size=None):
        self.model, self.prefix, self.is_new, self.is_stacked, self.size = model, prefix, is_new, is_stacked, size

    def foreign(self, model):
        """Names and shapes."""
        find = transfer if self.model.startswith('resnetv2') else transformer
        shapes = find(self, model)
        if self.is_stacked:
            blocks = [name for name in shapes if name.startswith('Transformer/encoderblock_0/')]
            depth = len(model.blocks)
            for name in blocks:
                shape = shapes[name]
                for i in range(depth):
                    del shapes[name.replace('_0/', f'_{i}/', 1)]
                shapes[name.replace('encoderblock_0/', 'encoderblock/')] = [depth, *shape]
        return {self.prefix + name: shape for name, shape in shapes.items()}

    def fact(self):
        with timm_models.Unset():
            model = timm.create_model(self.model)
        shapes = self.foreign(model)
        arrays = {name: np.array(synthetic.parameter(name, tuple(shape), 1)) for name, shape in shapes.items()}
        with torch.no_grad():
            for value in model.parameters():
                value.fill_(float('nan'))
        with tempfile.NamedTemporaryFile(suffix='.npz') as file:
            np.savez(file, **arrays)
            file.flush()
            model.load_pretrained(file.name, **({'prefix': self.prefix} if self.prefix == 'resnet/' else {}))
        from timm_facts.foreign import sampled
        seen = set()
        state = sorted(model.state_dict().items())
        assert not any(tensor.isnan().any() for _, tensor in state), f'{self.model}: not all is loaded'
        return {
            'model': self.model, 'classes': None, 'foreign': [[name, shape] for name, shape in sorted(shapes.items())],
            'renamed': [], 'made': [sampled(name, tensor, seen) for name, tensor in state]}


def conv(weight):
    o, i, h, w = weight.shape
    return [h, w, i, o]


def dense(prefix, layer, found):
    found[prefix + 'kernel'] = list(layer.weight.shape)[::-1]
    found[prefix + 'bias'] = list(layer.bias.shape)


def norm(prefix, layer, found, leading=0):
    for name in ('scale', 'bias'):
        found[prefix + name] = [1] * leading + list(layer.weight.shape)


def attention(prefix, width, heads, found):
    for name in ('query', 'key', 'value'):
        found[f'{prefix}{name}/kernel'] = [width, heads, width // heads]
        found[f'{prefix}{name}/bias'] = [heads, width // heads]
    found[prefix + 'out/kernel'] = [heads, width // heads, width]
    found[prefix + 'out/bias'] = [width]


def transformer(case, model):
    found = {}
    width = model.embed_dim
    embedding = model.embeds if hasattr(model, 'embeds') else model.patch_embed
    if hasattr(model, 'embeds'):
        found['embedding/kernel'] = [embedding.proj.weight.shape[1], width]
    else:
        found['embedding/kernel'] = conv(embedding.proj.weight)
    found['embedding/bias'] = [width]
    tokens = 1 if getattr(model, 'cls_token', None) is not None else 0
    if tokens:
        found['cls'] = [1, 1, width]
    if hasattr(model, 'embeds'):
        positions = list(embedding.pos_embed.shape)[1:]
    else:
        side = case.size // 16 if case.size else None
        positions = [1, side * side + tokens if side else model.pos_embed.shape[1], width]
    found['pos_embedding' if case.is_new else 'Transformer/posembed_input/pos_embedding'] = positions
    norm('Transformer/encoder_norm/', model.norm, found)
    if isinstance(model.head, torch.nn.Linear):
        dense('head/', model.head, found)
    mha, mlp, second = (0, 0, 1) if case.is_new else (1, 3, 2)
    for i, block in enumerate(model.blocks):
        prefix = f'Transformer/encoderblock_{i}/'
        norm(prefix + 'LayerNorm_0/', block.norm1, found)
        norm(f'{prefix}LayerNorm_{second}/', block.norm2, found)
        attention(f'{prefix}MultiHeadDotProductAttention_{mha}/', width, block.attn.num_heads, found)
        dense(f'{prefix}MlpBlock_{mlp}/Dense_0/', block.mlp.fc1, found)
        dense(f'{prefix}MlpBlock_{mlp}/Dense_1/', block.mlp.fc2, found)
    if getattr(model, 'attn_pool', None) is not None:
        pool = model.attn_pool
        found['MAPHead_0/probe'] = list(pool.latent.shape)
        attention('MAPHead_0/MultiHeadDotProductAttention_0/', width, pool.num_heads, found)
        norm('MAPHead_0/LayerNorm_0/', pool.norm, found)
        dense('MAPHead_0/MlpBlock_0/Dense_0/', pool.mlp.fc1, found)
        dense('MAPHead_0/MlpBlock_0/Dense_1/', pool.mlp.fc2, found)
    backbone = getattr(getattr(model, 'patch_embed', None), 'backbone', None)
    if backbone is not None:
        stem = getattr(backbone, 'stem', backbone)
        found['conv_root/kernel'] = conv(stem.conv.weight)
        norm('gn_root/', stem.norm, found)
        for i, stage in enumerate(getattr(backbone, 'stages', [])):
            for j, block in enumerate(stage.blocks):
                prefix = f'block{i + 1}/unit{j + 1}/'
                for r in (1, 2, 3):
                    found[f'{prefix}conv{r}/kernel'] = conv(getattr(block, f'conv{r}').weight)
                    norm(f'{prefix}gn{r}/', getattr(block, f'norm{r}'), found, leading=3)
                if block.downsample is not None:
                    found[prefix + 'conv_proj/kernel'] = conv(block.downsample.conv.weight)
                    norm(prefix + 'gn_proj/', block.downsample.norm, found, leading=3)
    return found


def transfer(case, model):
    found = {'root_block/standardized_conv2d/kernel': conv(model.stem.conv.weight)}

    def group(prefix, layer):
        for name in ('gamma', 'beta'):
            found[f'{prefix}group_norm/{name}'] = list(layer.weight.shape)
    group('', model.norm)
    found['head/conv2d/kernel'] = conv(model.head.fc.weight)
    found['head/conv2d/bias'] = list(model.head.fc.bias.shape)
    for i, stage in enumerate(model.stages):
        for j, block in enumerate(stage.blocks):
            prefix = f'block{i + 1}/unit{j + 1:02d}/'
            for part, number in (('a', 1), ('b', 2), ('c', 3)):
                found[f'{prefix}{part}/standardized_conv2d/kernel'] = conv(getattr(block, f'conv{number}').weight)
                group(f'{prefix}{part}/', getattr(block, f'norm{number}'))
            if block.downsample is not None:
                found[prefix + 'a/proj/standardized_conv2d/kernel'] = conv(block.downsample.conv.weight)
    return found
