#!/usr/bin/env python3
"""Compares what `backbones run` computes with what timm does, on the same synthetic parameters and images: logits,
hidden, prelogits, every feature and intermediate (normed, and with prefix tokens, where a model has these), and
nodes. Needs torch, timm and safetensors: the Python of `bench_peers.py --setup` has them, as
~/.cache/backbones-bench/venv/bin/python.

  swift build -c release --product backbones
  Scripts/compare_with_timm.py                              the nine models at their own sizes
  Scripts/compare_with_timm.py --models resnet50 --sizes 160x224,97 --batches 1,3 --seeds 2,7
  Scripts/compare_with_timm.py --output-strides 8,16 --num-classes 0
  Scripts/compare_with_timm.py --all --results Docs/Parity.jsonl
                                                            every name; what the file has already is not done again
  Scripts/compare_with_timm.py report Docs/Parity.jsonl     writes Docs/Parity.md from it

A line is the largest difference of an output in standard deviations of timm's tensor. The gain of the synthetic
weights is 1, or what `GAINS` has: with more, deep residual networks are chaotic, and any two orders of rounding give
other outputs.

Where timm refuses an output stride, its model computes as written but for its windows: see `Dilated`."""
import argparse
import datetime
import itertools
import json
import pathlib
import subprocess
import sys
import time
import warnings

import torchvision_shim  # noqa: F401  before timm
import timm
import torch

import timm_models
from comparison.case import Case
from comparison.report import write

ROOT = pathlib.Path(__file__).resolve().parent.parent
MODELS = (
    'resnet50,vit_medium_patch16_reg1_gap_256,tf_efficientnet_lite0,xception41,densenet121,ese_vovnet19b_dw,resnest26d,'
    'regnety_032,ecaresnet101d')
NODES = 12
GAIN = 1.0
# Models whose distance is from timm in double precision: at no gain is timm's single precision nearer to that than the
# tolerance. One norm over all of a map precedes the squares.
DOUBLE = ('poolformerv2_s12', 'poolformerv2_s24', 'poolformerv2_s36', 'poolformerv2_m36')
# Models that are ill-conditioned at that gain too: timm's single precision differs from its double precision by more than
# the tolerance, or by most of it. Some have their norms after their branches, one 78 blocks of split attention; StarNet,
# gMixer, gMLP and FocalNet multiply two factors that both grow with their input, and ConvFormer and PoolFormer V2 square it; large
# NFNets have many gates; RepGhostNets, GhostNetV3 and MobileOne-S4 add several convolutions of one input; RepViT has no
# norm between its blocks, and Visformer none between its attention and the sum.
GAINS = {
    'eca_nfnet_l2': 0.7, 'eca_nfnet_l3': 0.7, **{f'nfnet_f{size}': 0.7 for size in range(3, 8)},
    **{f'repghostnet_{width}': 0.7 for width in ('050', '058', '080', '100', '111', '130', '150', '200')},
    **{f'ghostnetv3_{width}': 0.5 for width in ('050', '100', '130', '160')},
    **{f'repvit_{size}': 0.7 for size in ('m0_9', 'm1', 'm1_0', 'm1_1', 'm1_5', 'm2', 'm3')}, 'repvit_m2_3': 0.5,
    **{f'fastvit_{size}': 0.7 for size in ('t8', 't12', 's12', 'sa12', 'mci0', 'mci4')},
    **{f'fastvit_{size}': 0.5 for size in ('sa24', 'sa36', 'ma36', 'mci1', 'mci2', 'mci3')},
    'mobileone_s4': 0.5, 'visformer_tiny': 0.7, 'visformer_small': 0.7,
    'vit_base_patch16_rpn_224': 0.7, **{f'vit_relpos_{size}_patch16_rpn_224': 0.7 for size in ('small', 'medium', 'base')},
    'vit_relpos_base_patch32_plus_rpn_256': 0.7, 'resnest269e': 0.7, 'starnet_s1': 0.7, 'starnet_s3': 0.7, 'starnet_s4': 0.7,
    'gmixer_12_224': 0.7, 'gmixer_24_224': 0.7, 'gmlp_s16_224': 0.7, 'gmlp_b16_224': 0.7,
    'convformer_s18': 0.35, 'convformer_s36': 0.35, 'convformer_m36': 0.35, 'convformer_b36': 0.35,
    'caformer_s36': 0.5, 'caformer_m36': 0.7, 'caformer_b36': 0.7,
    **{name: 0.5 for name in DOUBLE},
    **{f'focalnet_{size}': 0.7 for size in (
        'tiny_srf', 'tiny_lrf', 'small_srf', 'small_lrf', 'base_srf', 'base_lrf', 'large_fl3', 'large_fl4', 'xlarge_fl3',
        'xlarge_fl4')},
    'focalnet_huge_fl3': 0.5, 'focalnet_huge_fl4': 0.5}
# Models that no gain settles: standardised weights, and norms of a channel by itself or of a whole map, undo it. timm's
# single precision differs from its double precision by more than the tolerance, or by most of it.
UNSETTLED = {
    'resnetv2_50d_frn', 'resnetv2_50x1_bit', 'resnetv2_50x3_bit', 'resnetv2_101x1_bit', 'resnetv2_101x3_bit',
    'resnetv2_152x2_bit', 'resnetv2_152x4_bit', 'vit_small_r26_s32_224', 'vit_small_r26_s32_384', 'vit_base_r26_s32_224',
    'vit_base_r50_s16_224', 'vit_base_r50_s16_384', 'vit_large_r50_s32_224',
    'vit_large_r50_s32_384', 'poolformerv2_m48'}
# Image sizes of `--all`: this size for models of any size; at most this side for models of one size.
ALL_SIZE, ALL_SIDE, ALL_BATCH = (96, 128), 256, 2
# Those of models whose maps have to be made of blocks.
BLOCKY_SIZES = {
    **{name: (256, 256) for name in (
        'bat_resnext26ts', 'halonet_h1', 'halonet26t', 'sehalonet33ts', 'halonet50ts', 'eca_halonext26ts')},
    'haloregnetz_b': (224, 224)}
# Models with more parameters are compared on one image (a small one, if of one size) and at fewer nodes.
LARGE, LARGE_SIDE, LARGE_NODES = 3e8, 112, 40
# Bytes per parameter: timm's model or, after it, the command's weights with their packed sums.
BYTES = 7


def names(text):
    return text.split(',')


def numbers(text):
    return [int(part) for part in text.split(',')]


def sizes(text):
    sides = [[int(side) for side in part.split('x')] for part in text.split(',')]
    return [(side[0], side[-1]) for side in sides]


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add('--models', type=names, default=names(MODELS), help='names with commas between')
    add('--all', action='store_true', help='every name that the command lists, the smallest first')
    add('--results', type=pathlib.Path, help='a file of results, one JSON object a line, to go on with')
    add('--sizes', type=sizes, default=[None], help='HxW or a side, with commas between; by default the own size')
    add('--seeds', type=numbers, default=[0], help='of the parameters; images have the next one')
    add('--gain', type=float, help=f'of the weights; by default {GAIN:g}, and less for a few')
    add('--batches', type=numbers, default=[1])
    add('--output-strides', type=numbers, default=[None])
    add('--num-classes', type=int)
    add('--global-pool')
    add('--in-chans', type=int)
    add('--nodes', type=int, default=NODES, help='how many nodes, spread over the model')
    add('--tolerance', type=float, default=1e-4)
    add('--strict', action='store_true', help="as 'backbones run --strict'")
    add('--brief', action='store_true', help='only the worst output of each case')
    add('--backbones', default=ROOT / '.build/release/backbones', help='the command')
    commands = parser.add_subparsers(dest='command')
    report = commands.add_parser('report', help='write Docs/Parity.md from the results of --all')
    report.add_argument('file', type=pathlib.Path)
    report.add_argument('--output', type=pathlib.Path, default=ROOT / 'Docs/Parity.md')
    return parser.parse_args()


def cases(arguments):
    """The cases of the command line."""
    axes = (arguments.sizes, arguments.batches, arguments.seeds, arguments.output_strides)
    for model in arguments.models:
        gain = arguments.gain or GAINS.get(model, GAIN)
        for size, batch, seed, stride in itertools.product(*axes):
            yield Case(arguments, model, size, batch, seed, gain, stride, model in DOUBLE)


def listed(arguments):
    """Every name that the command has."""
    return json.loads(subprocess.check_output([arguments.backbones, 'list', '--json']))


def every_case(arguments):
    """A case per name, fewest parameters first, with the memory that it needs as `bytes`."""
    names, counts = listed(arguments), {}
    for name in names:
        shapes = json.loads(subprocess.check_output([arguments.backbones, 'shapes', name, '--json']))
        counts[name] = shapes['totals']['parameters']
    for name in sorted(set(names) - UNSETTLED, key=counts.get):
        configuration = timm.get_pretrained_cfg(name)
        large = counts[name] >= LARGE
        size = BLOCKY_SIZES.get(name, ALL_SIZE)
        if configuration.fixed_input_size:
            side = configuration.input_size[-1]
            size = None if side <= ALL_SIDE and not large else (LARGE_SIDE if large else ALL_SIDE - 32,) * 2
            # Patches of 32 pixels.
            size = (128, 128) if large and 'patch32' in name else size
        own = argparse.Namespace(**{**vars(arguments), 'nodes': LARGE_NODES if large else sys.maxsize})
        gain = arguments.gain or GAINS.get(name, GAIN)
        case = Case(own, name, size, 1 if large else ALL_BATCH, 0, gain, None, name in DOUBLE)
        case.bytes = BYTES * counts[name]
        yield case


def available():
    """Bytes of available memory; unlimited if the system does not tell."""
    try:
        lines = pathlib.Path('/proc/meminfo').read_text().splitlines()
    except OSError:
        return float('inf')
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith('MemAvailable'))


def known(path):
    """The valid results in a file, by case: the last one of each that is no failure."""
    if not path or not path.exists():
        return {}
    records = [json.loads(line) for line in path.read_text().splitlines()]
    return {record['case']: record for record in records if 'error' not in record}


def record(case, tolerance):
    """The result of a case."""
    start = time.monotonic()
    result = {'case': str(case), 'name': case.model, 'module': case.module, 'size': case.size, 'batch': case.batch,
              'gain': case.gain, 'double': case.double, 'timm': timm.__version__, 'torch': torch.__version__,
              'date': datetime.date.today().isoformat()}
    try:
        distances = case.distances()
    except Exception as error:  # One model must not end a run over all of them.
        return {**result, 'error': f'{type(error).__name__}: {error}'[:500]}
    kinds = {}
    for name, error in distances.items():
        kind = name.split(':')[0]
        kinds[kind] = max(kinds.get(kind, 0), error)
    far = {name: error for name, error in distances.items() if not error <= tolerance}
    worst = max(distances, key=distances.get)
    result |= {'outputs': len(distances), 'kinds': kinds, 'worst': worst, 'distance': distances[worst],
               'seconds': round(time.monotonic() - start, 1)}
    return {**result, 'far': far, 'error': f'{len(far)} outputs are too far'} if far else result


def compare_all(arguments):
    """Compares every name and appends to the file of results. Returns the failures."""
    done, failures = known(arguments.results), []
    for case in every_case(arguments):
        if str(case) in done:
            continue
        if available() < case.bytes:
            failures.append(f'{case}: needs {case.bytes / 1e9:.0f} GB of memory')
            print(failures[-1], flush=True)
            continue
        result = record(case, arguments.tolerance)
        if arguments.results:
            with open(arguments.results, 'a') as file:
                file.write(json.dumps(result) + '\n')
        if 'error' in result:
            failures.append(f'{case}: {result["error"]}')
        print(failures[-1] if 'error' in result else
              f'{case}  {result["worst"]} (worst of {result["outputs"]})  {result["distance"]:.1e}', flush=True)
    return failures


def compare(arguments):
    """Compares the cases of the command line, output by output. Returns the failures."""
    failures = []
    for case in cases(arguments):
        if refusal := case.refusal():
            print(f'{case}  refused as by timm: {refusal}', flush=True)
            continue
        distances = case.distances()
        worst = max(distances, key=distances.get)
        for name, error in distances.items():
            fits = error <= arguments.tolerance
            if not fits:
                failures.append(f'{case}  {name}  {error:.1e}')
            if not arguments.brief or name == worst:
                count = f' (worst of {len(distances)})' if arguments.brief else ''
                print(f'{case}  {name}{count}  {error:.1e}{"" if fits else "  TOO FAR"}', flush=True)
    return failures


def main():
    arguments = parse()
    warnings.filterwarnings('ignore')
    if arguments.command == 'report':
        modules = {name: timm_models.module(name) for name in listed(arguments)}
        write(arguments.file, arguments.output, modules, UNSETTLED, GAINS, DOUBLE)
        return
    failures = compare_all(arguments) if arguments.all else compare(arguments)
    sys.exit(f'{len(failures)} are too far from timm, or failed' if failures else 0)


if __name__ == '__main__':
    main()
