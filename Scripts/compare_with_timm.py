#!/usr/bin/env python3
"""Compares what `backbones run` computes with what timm does, on the same synthetic parameters and images: logits,
hidden, prelogits, every feature and intermediate (normed, and with prefix tokens, where a model has these), and some
nodes. Needs torch, timm and safetensors: the Python of `bench_peers.py --setup` has them, as
~/.cache/backbones-bench/venv/bin/python.

  swift build -c release --product backbones
  python3 Scripts/compare_with_timm.py                              the nine models at their own sizes
  python3 Scripts/compare_with_timm.py --models resnet50 --sizes 160x224,97 --batches 1,3 --seeds 2,7
  python3 Scripts/compare_with_timm.py --output-strides 8,16 --num-classes 0

A line is the largest difference of an output in standard deviations of timm's tensor. Some models magnify rounding
errors so much that single precision is no measure: where an output of a case is beyond the tolerance (or with
--double), timm computes the case once more in double precision, and lines say how far ours and timm's own single
precision are from that. Ours may then be a few times as far.

Where timm refuses an output stride, its model computes as written but for its windows: see `Dilated`."""
import argparse
import contextlib
import itertools
import json
import pathlib
import subprocess
import sys
import tempfile
import warnings

import torchvision_shim  # noqa: F401  before timm
import timm
import torch
from safetensors.torch import load_file

import synthetic

ROOT = pathlib.Path(__file__).resolve().parent.parent
MODELS = (
    'resnet50,vit_medium_patch16_reg1_gap_256,tf_efficientnet_lite0,xception41,densenet121,ese_vovnet19b_dw,resnest26d,'
    'regnety_032,ecaresnet101d')
NODES = 12
# How many times timm's own distance from double precision ours may be, where that is beyond the tolerance.
ROUNDINGS = 4


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
    add('--sizes', type=sizes, default=[None], help='HxW or a side, with commas between; by default the own size')
    add('--seeds', type=numbers, default=[0], help='of the parameters; images have the next one')
    add('--batches', type=numbers, default=[1])
    add('--output-strides', type=numbers, default=[None])
    add('--num-classes', type=int)
    add('--global-pool')
    add('--in-chans', type=int)
    add('--nodes', type=int, default=NODES, help='how many nodes, spread over the model')
    add('--double', action='store_true', help='always measure from double precision')
    add('--tolerance', type=float, default=2e-4)
    add('--strict', action='store_true', help="as 'backbones run --strict'")
    add('--brief', action='store_true', help='only the worst output of each case')
    add('--backbones', default=ROOT / '.build/release/backbones', help='the command')
    return parser.parse_args()


class Dilated(torch.overrides.TorchFunctionMode):
    """Every tensor carries how far it is reduced and the dilation in force, and every window heeds them: a stride that
    would go beyond the output stride becomes dilation of what follows, and the map keeps its size."""

    WINDOWS = {
        'conv2d': ('input', 'weight', 'bias', 'stride', 'padding', 'dilation', 'groups'),
        'max_pool2d': ('input', 'kernel_size', 'stride', 'padding', 'dilation', 'ceil_mode'),
        'avg_pool2d': ('input', 'kernel_size', 'stride', 'padding', 'ceil_mode')}

    def __init__(self, output_stride):
        super().__init__()
        self.output_stride = output_stride

    def __torch_function__(self, function, types, arguments=(), options=None):
        options = options or {}
        places = [getattr(value, 'place', (1, 1)) for argument in arguments
                  for value in (argument if isinstance(argument, (list, tuple)) else [argument])]
        reduction, dilation = (max(axis) for axis in zip((1, 1), *places))
        names = self.WINDOWS.get(getattr(function, '__name__', None))
        if names:
            given = {**dict(zip(names, arguments)), **options}
            result, reduction, dilation = self.slide(function, given, reduction, dilation)
        else:
            result = function(*arguments, **options)
        for value in result if isinstance(result, (list, tuple)) else [result]:
            if isinstance(value, torch.Tensor):
                value.place = reduction, dilation
        return result

    def slide(self, function, given, reduction, dilation):
        def first(value):
            return value[0] if isinstance(value, (list, tuple)) else value
        x, weight = given['input'], given.get('weight')
        kernel = first(given['kernel_size']) if weight is None else weight.shape[-1]
        stride = first(given['stride'] or kernel)
        steps = reduction * stride <= self.output_stride
        if dilation == 1 and (stride == 1 or steps):
            return function(**given), reduction * stride, dilation
        assert stride == 1 or not steps
        before = first(given['padding']) * dilation
        edges = (before, dilation * (kernel - 1) - before) * 2
        pad = torch.nn.functional.pad
        if function.__name__ == 'max_pool2d':
            result = function(pad(x, edges, value=-torch.inf), kernel, 1, 0, dilation)
        elif weight is not None:
            result = function(pad(x, edges), weight, given['bias'], 1, 0, dilation, given['groups'])
        else:
            ones = x.new_ones(x.shape[1], 1, kernel, kernel)
            sums, counts = (torch.conv2d(pad(value, edges), ones, None, 1, 0, dilation, x.shape[1])
                            for value in (x, torch.ones_like(x)))
            result = sums / counts
        return result, reduction, dilation * stride


class Case:
    """A model, changed as the arguments say, for one size, batch and seed."""

    def __init__(self, arguments, model, size, batch, seed, stride):
        self.arguments, self.model, self.batch, self.seed, self.stride = arguments, model, batch, seed, stride
        changes = {'num_classes': arguments.num_classes, 'in_chans': arguments.in_chans,
                   'global_pool': arguments.global_pool}
        self.changes = {name: value for name, value in changes.items() if value is not None}
        configuration = timm.get_pretrained_cfg(model)
        if size and configuration.fixed_input_size:
            self.changes['img_size'] = size
        if self.changes.get('global_pool') == 'none':
            self.changes['global_pool'] = ''
        channels, *own = configuration.input_size
        self.channels = arguments.in_chans or channels
        self.size = size or tuple(own)

    def __str__(self):
        stride = f' stride {self.stride}' if self.stride else ''
        return f'{self.model} {self.size[0]}x{self.size[1]} batch {self.batch} seed {self.seed}{stride}'

    def timm(self, precision):
        """timm's outputs under the names of the command line."""
        stride, dilated = {'output_stride': self.stride} if self.stride else {}, contextlib.nullcontext()
        try:
            timm.create_model(self.model, **stride)
        except (AssertionError, TypeError):
            stride, dilated = {}, Dilated(self.stride)
        whole = synthetic.fill(timm.create_model(self.model, **self.changes, **stride), self.seed).eval().to(precision)
        own = {name: value for name, value in self.changes.items() if name in ('in_chans', 'img_size')}
        count = len(whole.feature_info)
        pyramid = timm.create_model(
            self.model, features_only=True, out_indices=list(range(count)), **own, **stride)
        pyramid = synthetic.fill_features(pyramid.to(precision), whole)
        shape = (self.batch, self.channels, *self.size)
        images = torch.from_numpy(synthetic.image(shape, self.seed + 1)).to(precision)

        outputs = {}
        with torch.inference_mode(), dilated, contextlib.ExitStack() as hooks:
            def keep(name):
                def hook(module, inputs, output):
                    # A copy: later layers may work in place. Vectors of channels are maps of one pixel here.
                    pixel = output.ndim == 3 and output.shape[1] == 1 and not hasattr(whole, 'num_prefix_tokens')
                    outputs[f'node:{name}'] = output.reshape(len(output), -1, 1, 1) if pixel else output.clone()
                return hook
            for name in self.taps(whole):
                hooks.callback(whole.get_submodule(name).register_forward_hook(keep(name)).remove)
            outputs['logits'] = whole(images)
            hooks.close()
            outputs['hidden'] = whole.forward_features(images)
            outputs['prelogits'] = whole.forward_head(outputs['hidden'], pre_logits=True)
            for index, value in enumerate(pyramid(images)):
                outputs[f'feature:{index}'] = value
            tokens = hasattr(whole, 'num_prefix_tokens')
            extra = {'return_prefix_tokens': True} if tokens else {}
            for norm in (False, True):
                suffix = ':norm' if norm else ''
                for index, value in enumerate(whole.forward_intermediates(
                        images, norm=norm, intermediates_only=True, **extra)):
                    if tokens and whole.num_prefix_tokens:
                        value, outputs[f'intermediate:{index}{suffix}:prefix'] = value
                    outputs[f'intermediate:{index}{suffix}'] = value
        return outputs

    def refusal(self):
        """Why neither timm nor the command line takes the output stride; None where one of them does."""
        if not self.stride:
            return None
        command = [self.arguments.backbones, 'shapes', self.model, '--output-stride', str(self.stride), '--json']
        run = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if run.returncode == 0:
            return None
        try:
            timm.create_model(self.model, output_stride=self.stride)
        except (AssertionError, TypeError):
            return run.stderr.strip()
        return None

    def taps(self, whole):
        """Modules of timm that the command line knows as nodes, spread over the model."""
        command = [self.arguments.backbones, 'shapes', self.model, '--nodes', '--json']
        known = {node['name'] for node in json.loads(subprocess.check_output(command))['nodes']}
        common = [name for name, module in whole.named_modules() if name in known]
        step = max(len(common) // max(self.arguments.nodes, 1), 1)
        return common[::step][:self.arguments.nodes]

    def backbones(self, wanted):
        """The same outputs of the command line."""
        a = self.arguments
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / 'out.safetensors'
            command = [
                a.backbones, 'run', '--model', self.model, '--weights', f'synthetic:{self.seed}',
                '--input', f'synthetic:{self.seed + 1}', '--batch', self.batch, '--size', '%dx%d' % self.size,
                '--outputs', ','.join(wanted), '-o', out]
            for option, value in (('--output-stride', self.stride), ('--num-classes', a.num_classes),
                                  ('--global-pool', a.global_pool), ('--in-chans', a.in_chans)):
                command += [option, value] if value is not None else []
            command += ['--strict'] if a.strict else []
            run = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            if run.returncode:
                raise SystemExit(f'{self}: {run.stderr.strip()}')
            return load_file(out)


def distance(found, expected):
    """The largest difference, in standard deviations of what is expected; infinite where shapes differ."""
    if found.shape != expected.shape:
        return float('inf')
    found, expected = found.double(), expected.double()
    return ((found - expected).abs().max() / expected.std(correction=0).clamp_min(1e-12)).item()


def compare(case):
    """The outputs' names, with the distance of each, and timm's own where it was measured in double precision."""
    single = case.timm(torch.float32)
    found = case.backbones(list(single))
    distances = {name: distance(found[name], single[name]) for name in single}
    if not case.arguments.double and max(distances.values()) <= case.arguments.tolerance:
        return [(name, error, None) for name, error in distances.items()]
    double = case.timm(torch.float64)
    return [(name, distance(found[name], double[name]), distance(single[name], double[name])) for name in double]


def main():
    arguments = parse()
    warnings.filterwarnings('ignore')
    too_far = 0
    axes = (arguments.models, arguments.sizes, arguments.batches, arguments.seeds, arguments.output_strides)
    for choice in itertools.product(*axes):
        case = Case(arguments, *choice)
        if refusal := case.refusal():
            print(f'{case}  refused as by timm: {refusal}', flush=True)
            continue
        results = compare(case)
        worst = max(results, key=lambda result: result[1])
        for name, error, own in [worst] if arguments.brief else results:
            beside = '' if own is None else f'  timm in single precision {own:.1e}'
            fits = error <= max(arguments.tolerance, ROUNDINGS * (own or 0))
            too_far += not fits
            count = f' (worst of {len(results)})' if arguments.brief else ''
            print(f'{case}  {name}{count}  {error:.1e}{beside}{"" if fits else "  TOO FAR"}', flush=True)
    sys.exit(f'{too_far} outputs are too far from timm' if too_far else 0)


if __name__ == '__main__':
    main()
