"""What timm makes of changed models with synthetic parameters, for Tests/BackbonesTests."""
import itertools

import torchvision_shim  # noqa: F401  before timm
import timm
import torch

import synthetic
from synthetic import digest
from timm_facts import records

SEED = 5


def fill(model):
    return synthetic.fill(model, SEED).eval()


def image(shape):
    return torch.from_numpy(synthetic.image(shape, SEED))


def size_arguments(name, size):
    return {'img_size': size} if 'vit' in name else {}


def poolings():
    """Models created with a pooling, with and without classes."""
    maps = ('', 'avg', 'max', 'avgmax', 'catavgmax')
    tokens = ('', 'avg', 'max', 'avgmax', 'token')
    cases = [('test_resnet', p) for p in maps] + [('densenet121', p) for p in ('', 'max')] \
        + [('ese_vovnet19b_dw', 'catavgmax'), ('regnety_032', 'avgmax')] \
        + [('test_vit', p) for p in tokens + ('map',)] + [('test_vit2', p) for p in ('', 'avg', 'max', 'map')] \
        + [('test_vit3', p) for p in ('map', 'avg', '')]
    for name, pooling in cases:
        for classes in (0, 10) if pooling or 'vit' in name else (0,):
            model = fill(timm.create_model(
                name, num_classes=classes, global_pool=pooling, **size_arguments(name, (64, 96))))
            yield dict(kind='created', name=name, pooling=pooling, classes=classes,
                       parameters=sum(p.numel() for p in model.parameters()),
                       output=digest(model(image((2, 3, 64, 96)))))


def resets():
    """Models whose classifier was reset."""
    cases = [(n, c, p) for n in ('test_resnet', 'test_vit', 'test_vit2', 'test_vit3', 'densenet121', 'ese_vovnet19b_dw')
             for c, p in ((0, None), (0, ''), (10, None), (10, 'max'), (0, 'avgmax'))]
    for name, classes, pooling in cases:
        model = timm.create_model(name, **size_arguments(name, (64, 96)))
        model.reset_classifier(classes, pooling)
        fill(model)
        yield dict(kind='reset', name=name, pooling=pooling, classes=classes,
                   parameters=sum(p.numel() for p in model.parameters()),
                   output=digest(model(image((2, 3, 64, 96)))))


def prunings():
    """Shorter models: which parameters are left, and what they give."""
    cases = [(n, i, norm, head)
             for n in ('test_resnet', 'test_vit', 'test_vit2', 'densenet121', 'ese_vovnet19b_dw', 'xception41',
                       'resnest26d', 'regnety_032')
             for i, norm, head in ((1, False, True), (1, True, False), ([-2], True, True), ([0, -3], False, False))]
    for name, indices, norm, head in cases:
        model = fill(timm.create_model(name, **size_arguments(name, (64, 96))))
        taken = model.prune_intermediate_layers(indices=indices, prune_norm=norm, prune_head=head)
        final, maps = model.forward_intermediates(image((2, 3, 64, 96)), indices=list(taken))
        yield dict(kind='pruned', name=name, indices=indices, norm=norm, head=head, taken=list(taken),
                   parameters=sum(p.numel() for p in model.parameters()), names=[n for n, _ in model.named_parameters()],
                   final=digest(final), maps=[digest(m) for m in maps])


def intermediates():
    """Forms of forward_intermediates."""
    for name in ('test_resnet', 'test_vit', 'test_vit2'):
        model = fill(timm.create_model(name, **size_arguments(name, (64, 96))))
        tokens = 'vit' in name
        for indices, norm, stop, layout, prefix in (
                (None, False, False, 'NCHW', False), (2, True, False, 'NCHW', False), ([-1, 0, 0], False, False, 'NCHW', False),
                ([2, 1], True, True, 'NCHW', False), ([1], False, True, 'NLC', False), ([-2, 1], True, False, 'NLC', True)):
            if not tokens and layout == 'NLC':
                continue
            extra = {'return_prefix_tokens': True} if prefix else {}
            final, maps = model.forward_intermediates(
                image((2, 3, 64, 96)), indices=indices, norm=norm, stop_early=stop, output_fmt=layout, **extra)
            prefixes = [digest(m[1]) for m in maps] if prefix else None
            maps = [m[0] for m in maps] if prefix else maps
            yield dict(kind='intermediates', name=name, indices=indices, norm=norm, stop=stop, layout=layout,
                       final=digest(final), maps=[digest(m) for m in maps], prefixes=prefixes)


def strides():
    """Classification with an output stride."""
    for name in ('test_resnet', 'xception41', 'resnest26d', 'regnety_032', 'ecaresnet101d'):
        for stride in (8, 16):
            model = fill(timm.create_model(name, output_stride=stride))
            yield dict(kind='stride', name=name, stride=stride, output=digest(model(image((1, 3, 64, 96)))))


def adaptations():
    """Weights of one size and number of channels in a model for others."""
    cases = [('test_vit', (64, 96), 3), ('test_vit', (176, 176), 3), ('test_vit', (160, 160), 1),
             ('test_vit2', (208, 112), 4), ('test_resnet', None, 1), ('test_resnet', None, 4), ('test_resnet', None, 7),
             ('ese_vovnet19b_slim', None, 2), ('densenet121', None, 1)]
    for name, size, channels in cases:
        state = fill(timm.create_model(name)).state_dict()
        model = timm.create_model(
            name, pretrained=True, in_chans=channels, pretrained_cfg_overlay=dict(state_dict=state),
            **({'img_size': size} if size else {})).eval()
        yield dict(kind='adapted', name=name, channels=channels, size=size or (64, 96),
                   output=digest(model(image((1, channels) + (size or (64, 96))))))


def write():
    kinds = (poolings, resets, prunings, intermediates, strides, adaptations)
    with torch.inference_mode():
        records.write(records.ROOT / 'Tests/BackbonesTests/Fixtures/models.jsonl.gz',
                      itertools.chain.from_iterable(kind() for kind in kinds))
