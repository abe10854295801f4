"""What NumPy, PyTorch and timm make of synthetic parameters, for Tests/WeightsTests.
The parameters are defined at `SyntheticParameters` in Sources/BackbonesWeights."""
import json

import numpy as np
import torch
import torchvision_shim  # noqa: F401  before timm
from timm.layers import resample_abs_pos_embed, resample_patch_embed, resize_rel_pos_bias_table, resize_rel_pos_bias_table_levit
from timm.models._manipulate import adapt_input_conv

from synthetic import GAIN, parameter, uniform
from timm_facts.records import ROOT


def bits(values):
    """float32 as whole numbers, so that JSON keeps every bit."""
    return np.ascontiguousarray(values, np.float32).view(np.uint32).ravel().tolist()


def write():
    synthetic = [
        ('conv1.weight', (4, 3, 3, 3), 0), ('layer1.0.bn1.running_mean', (17,), 1), ('bn1.running_var', (16,), 2**64 - 1),
        ('bn1.weight', (5,), 3), ('bn1.bias', (5,), 3), ('blocks.0.ls1.gamma', (19,), 12345678901234567890),
        ('cls_token', (1, 1, 9), 7), ('weight', (3, 7), 7), ('logit_scale', (), 7), ('bias', (2, 3), 7),
    ]
    facts = {'synthetic': [], 'input': [], 'convolutions': [], 'embeddings': [], 'tables': [], 'offsets': [], 'patches': []}
    for name, shape, seed in synthetic:
        for gain in (GAIN,) if len(shape) < 2 else (GAIN, 1.0, 0.7):
            facts['synthetic'].append({
                'name': name, 'shape': shape, 'seed': str(seed), 'gain': gain,
                'bits': bits(parameter(name, shape, seed, gain))})
    for shape, seed in [((1, 3, 4, 5), 0), ((2, 1, 3, 3), 9)]:
        facts['input'].append(
            {'shape': shape, 'seed': str(seed), 'bits': bits(np.float32(np.sqrt(3.0)) * uniform('input', shape, seed))})
    for shape, channels, base in [((4, 3, 3, 3), 1, 3), ((4, 3, 2, 3), 4, 3), ((2, 3, 3, 3), 7, 3), ((2, 3, 1, 1), 2, 3),
                                  ((2, 12, 2, 2), 1, 3), ((3, 1, 3, 3), 3, 1), ((2, 3, 2, 2), 3, 3)]:
        weight = torch.from_numpy(parameter('conv1.weight', shape, 1))
        adapted = adapt_input_conv(channels, weight, base)
        facts['convolutions'].append(
            {'shape': shape, 'channels': channels, 'base': base, 'adapted': list(adapted.shape), 'bits': bits(adapted)})
    for prefix, old, new, channels in [(1, (4, 4), (7, 7), 3), (0, (7, 7), (4, 4), 3), (5, (14, 14), (5, 9), 2),
                                       (2, (3, 5), (5, 3), 4), (1, (4, 4), (4, 6), 3), (0, (1, 1), (3, 2), 2),
                                       (1, (9, 9), (1, 1), 2)]:
        table = parameter('pos_embed', (1, prefix + old[0] * old[1], channels), 1)
        resampled = resample_abs_pos_embed(torch.from_numpy(table), list(new), list(old), prefix)
        facts['embeddings'].append(
            {'prefix': prefix, 'old': old, 'new': new, 'channels': channels, 'bits': bits(resampled)})
    for extra, old, new, heads in [(0, (7, 7), (12, 12), 3), (3, (7, 7), (4, 4), 2), (0, (4, 6), (7, 5), 2), (0, (3, 3), (3, 8), 4),
                                   (3, (5, 5), (9, 9), 1)]:
        entries = [(2 * size[0] - 1) * (2 * size[1] - 1) + extra for size in (old, new)]
        table = parameter('relative_position_bias_table', (entries[0], heads), 1)
        resized = resize_rel_pos_bias_table(torch.from_numpy(table), new, (entries[1], heads), old)
        facts['tables'].append({'extra': extra, 'old': old, 'new': new, 'heads': heads, 'bits': bits(resized)})
    for old, new, heads in [(7, 12, 3), (14, 7, 2), (4, 4, 2), (1, 3, 2)]:
        table = parameter('attention_biases', (heads, old * old), 1)
        resized = resize_rel_pos_bias_table_levit(torch.from_numpy(table).T, (new * new, heads)).T
        facts['offsets'].append({'old': old, 'new': new, 'heads': heads, 'bits': bits(resized)})
    for shape, new in [((2, 3, 4, 4), (8, 8)), ((2, 3, 8, 8), (4, 4)), ((2, 1, 6, 6), (4, 4)), ((1, 2, 4, 4), (7, 5))]:
        weight = torch.from_numpy(parameter('patch_embed.proj.weight', shape, 1))
        facts['patches'].append({'shape': shape, 'new': new, 'bits': bits(resample_patch_embed(weight, list(new)))})
    with open(ROOT / 'Tests/WeightsTests/Fixtures/weights.json', 'w') as file:
        json.dump(facts, file, separators=(',', ':'))
        file.write('\n')

