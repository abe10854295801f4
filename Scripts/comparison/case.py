"""One comparison: a model, its size, batch, seeds and changes, computed by timm and by the command line."""
import contextlib
import functools
import json
import pathlib
import subprocess
import tempfile

import torchvision_shim  # noqa: F401  before timm
import timm
import torch
from safetensors.torch import load_file
from timm.models._registry import _model_to_module

import synthetic
from comparison.dilated import Dilated


class Unset(torch.overrides.TorchFunctionMode):
    """Models are made without random numbers, which `synthetic.fill` would write over."""

    SKIPPED = {'normal_', 'uniform_', 'trunc_normal_', 'erfinv_', 'mul_', 'add_', 'clamp_'}

    def __torch_function__(self, function, types, arguments=(), options=None):
        parameter = arguments and isinstance(arguments[0], torch.nn.Parameter)
        if parameter and getattr(function, '__name__', '') in self.SKIPPED:
            return arguments[0]
        return function(*arguments, **(options or {}))


class Case:
    """A model, changed as the arguments say, for one size, batch, seed and gain."""

    def __init__(self, arguments, model, size, batch, seed, gain, stride):
        self.arguments, self.model, self.batch, self.seed, self.gain = arguments, model, batch, seed, gain
        self.stride = stride
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
        return f'{self.model} {self.size[0]}x{self.size[1]} batch {self.batch} seed {self.seed} gain {self.gain:g}{stride}'

    @property
    def module(self):
        """timm's module of the model."""
        return _model_to_module[self.model]

    def timm(self):
        """timm's outputs under the names of the command line."""
        stride, dilated = {'output_stride': self.stride} if self.stride else {}, contextlib.nullcontext()
        own = {name: value for name, value in self.changes.items() if name in ('in_chans', 'img_size')}
        with Unset():
            try:
                whole = timm.create_model(self.model, **self.changes, **stride)
            except (AssertionError, TypeError):
                if not stride:
                    raise
                stride, dilated = {}, Dilated(self.stride)
                whole = timm.create_model(self.model, **self.changes)
            levels = list(range(len(whole.feature_info)))
            pyramid = timm.create_model(self.model, features_only=True, out_indices=levels, **own, **stride)
        synthetic.fill(whole, self.seed, self.gain).eval()
        synthetic.fill_features(pyramid, whole)
        shape = (self.batch, self.channels, *self.size)
        images = torch.from_numpy(synthetic.image(shape, self.seed + 1))

        outputs = {}
        with torch.inference_mode(), dilated:
            with taps(whole, self.nodes(whole), outputs):
                outputs['logits'] = whole(images)
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

    def nodes(self, whole):
        """Modules of timm that the command line knows as nodes: all, or so many spread over the model."""
        command = [self.arguments.backbones, 'shapes', self.model, '--nodes', '--json']
        known = {name for node in json.loads(subprocess.check_output(command))['nodes']
                 for name in [node['name'], *node['modules']]}
        common = [name for name, module in whole.named_modules() if name in known]
        step = max(len(common) // max(self.arguments.nodes, 1), 1)
        return common[::step][:self.arguments.nodes]

    def backbones(self, wanted):
        """The same outputs of the command line; nodes in a run of their own, because a tap undoes a fusion."""
        nodes = [name for name in wanted if name.startswith('node:')]
        others = [name for name in wanted if not name.startswith('node:')]
        return functools.reduce(lambda found, names: found | self.run(names), filter(None, (others, nodes)), {})

    def run(self, wanted):
        a = self.arguments
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / 'out.safetensors'
            command = [
                a.backbones, 'run', '--model', self.model, '--weights', f'synthetic:{self.seed}:{self.gain}',
                '--input', f'synthetic:{self.seed + 1}', '--batch', self.batch, '--size', '%dx%d' % self.size,
                '--outputs', ','.join(wanted), '-o', out]
            for option, value in (('--output-stride', self.stride), ('--num-classes', a.num_classes),
                                  ('--global-pool', a.global_pool), ('--in-chans', a.in_chans)):
                command += [option, value] if value is not None else []
            command += ['--strict'] if a.strict else []
            run = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            if run.returncode:
                raise RuntimeError(f'{self}: {run.stderr.strip()}')
            return load_file(out)

    def distances(self):
        """Each output's distance from timm's, by name, in the order in which timm computes them."""
        expected = self.timm()
        found = self.backbones(list(expected))
        return {name: distance(same_shape(name, found[name], value), value) for name, value in expected.items()}


def same_shape(name, found, expected):
    """A node as timm has it: with or without axes of 1 or an axis for each of a map's sides. The order of elements is
    the same."""
    fits = name.startswith('node:') and found.numel() == expected.numel()
    return found.reshape(expected.shape) if fits else found


@contextlib.contextmanager
def taps(whole, names, outputs):
    """What modules give while the model runs, as `node:` outputs."""
    def keep(name):
        def hook(module, inputs, output):
            outputs[f'node:{name}'] = output.clone()  # Later layers may work in place.
        return hook
    handles = [whole.get_submodule(name).register_forward_hook(keep(name)) for name in names]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


def distance(found, expected):
    """The largest difference, in standard deviations of what is expected; infinite where shapes or values cannot be
    compared."""
    if found.shape != expected.shape:
        return float('inf')
    error = (found - expected).abs().max().double() / expected.double().std(correction=0).clamp_min(1e-12)
    return error.nan_to_num(nan=float('inf')).item()
