"""One comparison: a model, its size, batch, seeds and changes, computed by timm and by the command line."""
import contextlib
import functools
import inspect
import json
import pathlib
import subprocess
import tempfile

import torchvision_shim  # noqa: F401  before timm
import timm
import torch
from safetensors.torch import load_file

import synthetic
import timm_models
from comparison.dilated import Dilated, keep_key_strides, tell_of_blocks


def rows_of(states):
    """Hidden states as the command line gives them: the tensors of a list one after the other."""
    return torch.cat([state.flatten(1) for state in states], 1) if isinstance(states, (list, tuple)) else states


class Case:
    """A model, changed as the arguments say, for one size, batch, seed and gain; timm computes in double precision where
    `double` is true. With `shortened`, options of timm's constructor, its model has only the first blocks, and their nodes
    are compared."""

    def __init__(self, arguments, model, size, batch, seed, gain, stride, double=False, shortened=None):
        self.arguments, self.model, self.batch, self.seed, self.gain = arguments, model, batch, seed, gain
        self.stride, self.double, self.shortened = stride, double, shortened
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
        depth = f' depth {self.shortened["depth"]}' if self.shortened else ''
        size = f'{self.size[0]}x{self.size[1]}'
        return f'{self.model} {size} batch {self.batch} seed {self.seed} gain {self.gain:g}{stride}{depth}'

    @property
    def module(self):
        """timm's module of the model."""
        return timm_models.module(self.model)

    def timm(self):
        """timm's outputs under the names of the command line."""
        return self.timm_blocks() if self.shortened else self.timm_whole()

    def timm_blocks(self):
        """The nodes of the first blocks, of a model that has no others."""
        model = timm_models.create(self.model, self.seed, self.gain, **self.shortened, **self.changes)
        names = self.nodes(model)
        last = max(index for index, name in enumerate(names) if name.startswith('blocks.'))
        outputs, images = {}, torch.from_numpy(synthetic.image((self.batch, self.channels, *self.size), self.seed + 1))
        with torch.inference_mode(), taps(model, names[:last + 1], outputs):
            model(images)
        return {name: value for name, value in outputs.items() if len(value) == self.batch}

    def timm_whole(self):
        """The outputs of the whole model."""
        stride, dilated = {'output_stride': self.stride} if self.stride else {}, contextlib.nullcontext()
        own = {name: value for name, value in self.changes.items() if name in ('in_chans', 'img_size')}
        try:
            whole = timm_models.create(self.model, self.seed, self.gain, **self.changes, **stride)
        except (AssertionError, TypeError):
            if not stride:
                raise
            stride, dilated = {}, Dilated(self.stride)
            whole = timm_models.create(self.model, self.seed, self.gain, **self.changes)
        # A level without a module is none of timm's feature wrappers.
        levels = [index for index, info in enumerate(getattr(whole.feature_info, 'info', whole.feature_info))
                  if info['module']]
        pyramid = timm_models.pyramid(whole, self.model, out_indices=levels, **own, **stride)
        for model in (whole, pyramid):
            keep_key_strides(model)
            tell_of_blocks(model)
        shape = (self.batch, self.channels, *self.size)
        images = torch.from_numpy(synthetic.image(shape, self.seed + 1))
        if self.double:
            whole, pyramid, images = whole.double(), pyramid.double(), images.double()

        outputs = {}
        with torch.inference_mode(), dilated:
            forward_features, states = whole.forward_features, []

            def keep(*given, **options):
                states.append(forward_features(*given, **options))
                outputs['hidden'] = rows_of(states[0])
                return states[0]
            whole.forward_features = keep
            with taps(whole, self.nodes(whole), outputs):
                outputs['logits'] = whole(images)
            del whole.forward_features  # Or the model would hold itself.
            if 'hidden' not in outputs:  # Gemma 4's encoder pools what it has without that method.
                outputs['hidden'] = forward_features(images)
            # Windows of maps, one after the other or on axes of their own, are no value of a graph that has the maps.
            outputs = {name: value for name, value in outputs.items() if len(value) == self.batch and value.ndim < 6}
            if 'pre_logits' in inspect.signature(whole.forward_head).parameters:
                with contextlib.suppress(NotImplementedError):  # An encoder has no head.
                    outputs['prelogits'] = whole.forward_head(states[0], pre_logits=True)
            for index, value in zip(levels, pyramid(images)):
                outputs[f'feature:{index}'] = value
            tokens = (getattr(whole, 'num_prefix_tokens', 0) > 0
                      and 'return_prefix_tokens' in inspect.signature(whole.forward_intermediates).parameters)
            extra = {'return_prefix_tokens': True} if tokens else {}
            for norm in (False, True):
                suffix = ':norm' if norm else ''
                try:
                    values = whole.forward_intermediates(images, norm=norm, intermediates_only=True, **extra)
                except AssertionError:
                    if not norm:
                        raise
                    continue  # Some families have no norm for them.
                for index, value in enumerate(values):
                    if tokens:
                        value, outputs[f'intermediate:{index}{suffix}:prefix'] = value
                    outputs[f'intermediate:{index}{suffix}'] = value
        if getattr(whole, 'output_fmt', 'NCHW') == 'NHWC':  # The command line's maps are channels-first, as a getter's are.
            kinds = ('hidden',) if type(pyramid).__name__ == 'FeatureGetterNet' else ('hidden', 'feature')
            for name, value in outputs.items():
                if value.ndim == 4 and name.split(':')[0] in kinds:
                    outputs[name] = value.permute(0, 3, 1, 2)
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
        """Modules of timm that the command line knows as nodes: so many spread over the model, or with --all the first,
        after which a run may end."""
        command = [self.arguments.backbones, 'shapes', self.model, '--nodes', '--json']
        known = {name for node in json.loads(subprocess.check_output(command))['nodes']
                 for name in [node['name'], *node['modules']]}
        common = [name for name, module in whole.named_modules() if name in known]
        step = 1 if self.arguments.all else max(len(common) // max(self.arguments.nodes, 1), 1)
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
        return {name: distance(found[name], laid_out(value, found[name]) if name.startswith('node:') else value)
                for name, value in expected.items()}


def laid_out(value, found):
    """A module's output as the command line lays it out: the heads of a token side by side, tokens or channels-first
    maps for timm's channels-last ones and for tokens, vectors as maps of one pixel, a map without what pads it to a window,
    and once what is the same for each image."""
    if value.ndim == 4 and found.ndim == 3 and value.shape[1] != found.shape[1] == value.shape[2]:
        value = value.transpose(1, 2)
    if value.ndim == found.ndim == 4 and found.shape == value.permute(0, 3, 1, 2).shape:
        turned = value.permute(0, 3, 1, 2)
        # Where there are as many lines as columns and channels, either may be meant.
        if value.shape != found.shape or distance(found, turned) < distance(found, value):
            value = turned
    if value.ndim == found.ndim == 4 and value.shape != found.shape and value.shape[3] == found.shape[1]:
        value = value.permute(0, 3, 1, 2)[:, :, :found.shape[2], :found.shape[3]]
    if value.ndim == 3 and found.ndim == 4 and tuple(value.shape) == (len(found), found[0, 0].numel(), found.shape[1]):
        value = value.transpose(1, 2)
    if len(found) == 1 < len(value) and bool((value == value[:1]).all()):
        value = value[:1]
    return value.reshape(found.shape) if value.numel() == found.numel() else value


@contextlib.contextmanager
def taps(whole, names, outputs):
    """What modules give while the model runs, as `node:` outputs."""
    def keep(name):
        def hook(module, inputs, output):
            # Of several values the first counts, as in timm's feature wrappers. Later layers may work in place.
            outputs[f'node:{name}'] = (output[0] if isinstance(output, (list, tuple)) else output).clone()
        return hook
    handles = [whole.get_submodule(name).register_forward_hook(keep(name)) for name in names]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


def distance(found, expected):
    """The largest difference, in standard deviations of what is expected, or, where its elements are all but equal, in the
    largest of them; infinite where shapes or values cannot be compared."""
    if found.shape != expected.shape:
        return float('inf')
    deviation, largest = expected.double().std(correction=0), expected.double().abs().max()
    unit = deviation if deviation > 1e-6 * largest else largest
    error = (found - expected).abs().max().double() / unit.clamp_min(1e-12)
    return error.nan_to_num(nan=float('inf')).item()
