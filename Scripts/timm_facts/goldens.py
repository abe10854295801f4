"""What timm computes for a model with synthetic parameters, as digests of its outputs."""
import timm_models
import timm
import torch

import synthetic
from synthetic import digest


def attempt(compute):
    """What is computed, or timm's error."""
    try:
        return compute()
    except Exception as error:
        return {'error': type(error).__name__, 'message': str(error)[:160]}


def first(value):
    return value[0] if isinstance(value, (tuple, list)) else value


def digests(values):
    return [digest(value) for value in values]


# Values know what they depend on, and keep no others alive for gradients.
NOTHING_SAVED = torch.autograd.graph.saved_tensors_hooks(lambda value: None, lambda value: value)


def parameters_of(values):
    """The parameters that values depend on. timm's pruned HRNet keeps some that nothing reads."""
    found, waiting, seen = set(), [value.grad_fn for value in values], set()
    while waiting:
        step = waiting.pop()
        if step is None or step in seen:
            continue
        seen.add(step)
        if hasattr(step, 'variable'):
            found.add(step.variable)
        waiting.extend(before for before, _ in step.next_functions)
    return found


class Model:
    """A name, with a size other than its own where one is given; each use makes it anew."""

    def __init__(self, name, size, seed, gain):
        self.name, self.seed, self.gain, self.options = name, seed, gain, {}
        channels, *own = timm.get_pretrained_cfg(name).input_size
        if size and timm.get_pretrained_cfg(name).fixed_input_size:
            self.options = {'img_size': size}
        self.size = [channels, *(size or own)]

    def make(self, **options):
        return timm_models.create(self.name, self.seed, self.gain, **self.options, **options)

    def images(self, batch):
        return torch.from_numpy(synthetic.image((batch, *self.size), self.seed))

    def pyramid(self, images, **options):
        """What `features_only` gives."""
        stride = {key: value for key, value in options.items() if key == 'output_stride'}
        wrapper = timm_models.pyramid(self.make(**stride), self.name, **self.options, **options)
        maps, info = wrapper(images), wrapper.feature_info
        return {
            'cls': type(wrapper).__name__, 'channels': info.channels(), 'reduction': info.reduction(),
            'module_name': info.module_name(), 'out_indices': list(info.out_indices),
            'tensors': digests(maps.values() if isinstance(maps, dict) else maps)}

    def reset(self, images):
        """Without a classifier, and without pooling too."""
        model = self.make()
        model.reset_classifier(0)
        result = {'pooled': digest(first(model(images))),
                  'params_without_classifier': sum(value.numel() for value in model.parameters())}

        def unpooled():
            model.reset_classifier(0, '')
            return digest(first(model(images)))
        return {**result, 'unpooled': attempt(unpooled)}

    def pruned(self, images):
        """Cut off after the intermediate before the last."""
        with torch.inference_mode(False), torch.enable_grad(), NOTHING_SAVED:
            model = self.make()
            indices = model.prune_intermediate_layers(indices=(-2,), prune_head=True, prune_norm=True)
            maps = model.forward_intermediates(images, indices=indices, intermediates_only=True)
        return {'indices': indices if isinstance(indices, int) else list(indices),
                'params': sum(value.numel() for value in parameters_of(maps)),
                'tensors': digests(maps)}


def golden(name, size, seed, batch, gain):
    """The record of a name."""
    made = Model(name, size, seed, gain)
    model, images = made.make(), made.images(batch)
    result = {'name': name, 'seed': seed, 'gain': gain, 'input': list(images.shape), 'img_size': bool(made.options),
              'num_params': sum(value.numel() for value in model.parameters())}

    def last_two():
        final, maps = model.forward_intermediates(images, indices=[-1, -2])
        return {'final': digest(first(final)), 'intermediates': digests(maps)}

    def prefix():
        pairs = model.forward_intermediates(images, indices=1, intermediates_only=True, return_prefix_tokens=True)
        return [digests(pair) if isinstance(pair, tuple) else digest(pair) for pair in pairs]

    with torch.inference_mode():
        result['logits'] = digest(first(model(images)))
        hidden = model.forward_features(images)
        result['forward_features'] = digests(hidden) if isinstance(hidden, (tuple, list)) else digest(hidden)
        outcomes = {
            'forward_head_pre_logits': lambda: digest(first(model.forward_head(hidden, pre_logits=True))),
            'intermediates': lambda: digests(model.forward_intermediates(images, intermediates_only=True)),
            'intermediates_norm': lambda: digests(
                model.forward_intermediates(images, intermediates_only=True, norm=True)),
            'intermediates_last_two': last_two,
            'intermediates_prefix': prefix,
            'features_only': lambda: made.pyramid(images),
            'features_only_os16': lambda: made.pyramid(images, output_stride=16),
            'features_only_os8': lambda: made.pyramid(images, output_stride=8),
            'features_only_neg2': lambda: made.pyramid(images, out_indices=(-2,)),
            'reset_classifier': lambda: made.reset(images),
            'prune_penultimate': lambda: made.pruned(images)}
        return result | {key: attempt(compute) for key, compute in outcomes.items()}
