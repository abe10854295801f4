"""What timm's filters make of checkpoints of other projects, for Tests/WeightsTests.

Each case names the parameters of a small model of timm's as the other project does, by rules that are the inverse of the filter's;
the filter itself then says what comes of them. Tensors have synthetic values, of which a few are kept where the filter changes
more than a name."""
import importlib
import re

import numpy as np
import timm_models
import timm
import torch

import synthetic
from timm_facts import records

OUT = records.ROOT / 'Tests/WeightsTests/Fixtures/foreign.jsonl.gz'
SAMPLES = 6
# Larger models have names and shapes alone.
ELEMENTS = 250_000_000


class Case:
    """A model, and how another project names what it has.

    rules: regular expressions and what stands for them, applied to timm's names in order; shapes: of other shapes, by a regular
    expression of timm's name; extra: what the other project has beside; without: what it does not have; change: what more is done
    to the dictionary of shapes."""

    def __init__(self, model, rules=(), shapes=None, extra=None, without=None, change=None, filter=None, **options):
        self.model, self.rules, self.shapes, self.extra = model, rules, shapes or {}, extra or {}
        self.without, self.change, self.filter, self.options = without, change, filter, options

    def name(self, name):
        for old, new in self.rules:
            name = re.sub(old, new, name)
        return name

    def foreign(self, state):
        """Names and shapes of the other project's checkpoint."""
        found = {}
        for name, shape in state.items():
            if self.without and re.search(self.without, name):
                continue
            for pattern, change in self.shapes.items():
                if re.search(pattern, name):
                    shape = change(shape)
            other = self.name(name)
            assert other not in found, f'{self.model}: {name} and another are {other}'
            found[other] = list(shape)
        if self.change:
            self.change(found)
        return found | self.extra


def filter_of(model, name):
    """timm's filter for a model."""
    module = importlib.import_module(f'timm.models.{timm_models.module(name)}')
    captured = {}

    def build(cls, variant, pretrained, **options):
        captured.update(options)
        raise InterruptedError
    with_builder = [m for m in {module, importlib.import_module('timm.models.vision_transformer')}
                    if hasattr(m, 'build_model_with_cfg')]
    saved = [(m, m.build_model_with_cfg) for m in with_builder]
    for m in with_builder:
        m.build_model_with_cfg = build
    try:
        timm.create_model(name)
    except InterruptedError:
        pass
    finally:
        for m, old in saved:
            m.build_model_with_cfg = old
    return captured['pretrained_filter_fn']


def call(filter, tensors, model):
    try:
        return filter(dict(tensors), model)
    except TypeError as error:
        if 'positional' not in str(error):
            raise
        return filter(dict(tensors))


def fact(case):
    with torch.device('meta'):
        model = timm.create_model(case.model, **case.options)
    counters = ('num_batches_tracked',)
    state = {name: list(value.shape) for name, value in model.state_dict().items() if not name.endswith(counters)}
    shapes = case.foreign(state)
    has_values = sum(np.prod(shape) for shape in shapes.values()) < ELEMENTS
    tensors = {
        name: torch.from_numpy(np.array(synthetic.parameter(name, tuple(shape), 1))) if has_values
        else torch.empty(shape, device='meta') for name, shape in shapes.items()}
    places = {id(tensor): name for name, tensor in tensors.items()}
    copies = {name: tensor for name, tensor in tensors.items()}
    result = call(case.filter or filter_of(model, case.model), copies, model)
    missing = set(state) - set(result)
    unexpected = set(result) - set(state)
    assert not unexpected, f'{case.model}: unexpected {sorted(unexpected)[:5]} of {len(unexpected)}'
    assert not case.without or all(re.search(case.without, name) for name in missing), (case.model, sorted(missing)[:5])
    assert case.without or not missing, f'{case.model}: missing {sorted(missing)[:5]} of {len(missing)}'
    renamed, made, seen = [], [], set()
    for name, tensor in sorted(result.items()):
        if source := places.get(id(tensor)):
            renamed.append([name, source])
        else:
            made.append(sampled(name, tensor, seen, has_values))
    assert all(list(tensor.shape) == state[name] for name, tensor in result.items()), case.model
    return {
        'model': case.model, 'classes': case.options.get('num_classes'),
        'foreign': [[name, shape] for name, shape in sorted(shapes.items())], 'renamed': renamed, 'made': made}


def sampled(name, tensor, seen, has_values=True):
    """What a tensor is; some elements of the first of each kind."""
    kind = re.sub(r'\d+', '#', name)
    if not has_values or kind in seen:
        return [name, list(tensor.shape), []]
    seen.add(kind)
    return [name, list(tensor.shape), synthetic.digest(tensor.float(), SAMPLES)['samples']]


def flat(*extents):
    return lambda shape: [1] * extents[0] + [int(np.prod(shape))]


def matrix(shape):
    return [shape[0], int(np.prod(shape[1:]))]


def unsqueezed(shape):
    return shape[1:] if shape[0] == 1 else shape


def write():
    from timm_facts.foreign_cases import CASES
    found = []
    for origin, cases in CASES.items():
        for case in cases:
            found.append({'origin': origin} | (case.fact() if hasattr(case, 'fact') else fact(case)))
    records.write(OUT, found)
