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
  Scripts/compare_with_timm.py --all --modules beit,deit    every name of two modules
  Scripts/compare_with_timm.py --all --waiting              every name that Docs/Parity.md says is not compared yet
  Scripts/compare_with_timm.py report Docs/Parity.jsonl     writes Docs/Parity.md from it

A line is the largest difference of an output in standard deviations of timm's tensor. The gain of the synthetic
weights is 1, or what `comparison/conditioning.py` has: with more, deep residual networks are chaotic, and any two orders of rounding give
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
from comparison.conditioning import BLOCKY_SIZES, DOUBLE, GAIN, GAINS, SHORTENED, UNSETTLED
from comparison.report import earlier, write

ROOT = pathlib.Path(__file__).resolve().parent.parent
MODELS = (
    'resnet50,vit_medium_patch16_reg1_gap_256,tf_efficientnet_lite0,xception41,densenet121,ese_vovnet19b_dw,resnest26d,'
    'regnety_032,ecaresnet101d')
NODES = 12
# Image sizes of `--all`: this size for models of any size; at most this side for models of one size.
ALL_SIZE, ALL_SIDE, ALL_BATCH = (96, 128), 256, 2
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
    add('--modules', type=names, help='with --all: of these timm modules alone')
    add('--waiting', action='store_true', help='with --all: of names that are not in Docs/Parity.md yet')
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
    add('--json', action='store_true', help='each case as a line of JSON, as --results has it')
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
    if arguments.modules:
        names = [name for name in names if timm_models.module(name) in arguments.modules]
    if arguments.waiting:
        names = sorted(set(names) & earlier(ROOT / 'Docs/Parity.md')[1])
    for name in names:
        shapes = json.loads(subprocess.check_output([arguments.backbones, 'shapes', name, '--json']))
        counts[name] = shapes['totals']['parameters']
    for name in sorted(set(names) - UNSETTLED, key=counts.get):
        configuration = timm.get_pretrained_cfg(name)
        large = counts[name] >= LARGE
        size = BLOCKY_SIZES.get(name, ALL_SIZE)
        if configuration.fixed_input_size and name not in BLOCKY_SIZES:
            side = configuration.input_size[-1]
            size = None if side <= ALL_SIDE and not large else (LARGE_SIDE if large else ALL_SIDE - 32,) * 2
            # Patches of 32 pixels, or maps that are halved without a remainder.
            size = (128, 128) if large and ('patch32' in name or 'mvitv2' in name) else size
        shortened = SHORTENED.get(name)
        nodes = LARGE_NODES if large and not shortened else sys.maxsize
        own = argparse.Namespace(**{**vars(arguments), 'nodes': nodes})
        gain = arguments.gain or GAINS.get(name, GAIN)
        case = Case(own, name, size, 1 if large else ALL_BATCH, 0, gain, None, name in DOUBLE, shortened)
        # Few blocks of a shortened one.
        case.bytes = 0 if shortened else BYTES * counts[name]
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
    if case.shortened:
        result['depth'] = case.shortened['depth']
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
        if arguments.json:
            print(json.dumps(record(case, arguments.tolerance)), flush=True)
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
