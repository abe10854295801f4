"""What every module of a timm model gives while it runs, as digests: what `node:` outputs must be."""
import torch

from synthetic import digest
from timm_facts.goldens import Model

# There are hundreds of modules: so many values of each, and seven digits, are enough.
SAMPLES = 6
# Layers over the scores of all pairs of tokens, which attention never has at once.
OF_SCORES = ('proj_l', 'proj_w', 'talking_head1', 'talking_head2', 'pos_proj')


def small(tensor):
    """A digest with rounded moments."""
    return {key: float('%.7g' % value) if isinstance(value, float) else value
            for key, value in digest(tensor, SAMPLES).items()}


def taps(name, size, seed, batch, gain):
    """The record of a name: a digest of each module's output, in the order in which they run."""
    made = Model(name, size, seed, gain)
    model, images = made.make(), made.images(batch)
    nodes = {}

    def keep(path):
        def hook(module, inputs, output):
            # Windows of a map, one after the other, are no value of a graph that has the map.
            if isinstance(output, torch.Tensor) and len(output) == len(images):
                nodes[path] = small(output)
        return hook
    for path, module in model.named_modules():
        # What does nothing has no value of its own.
        does_something = not isinstance(module, (torch.nn.Identity, torch.nn.Dropout))
        if path and does_something and path.rsplit('.', 1)[-1] not in OF_SCORES:
            module.register_forward_hook(keep(path))
    with torch.inference_mode():
        model(images)
    return {'name': name, 'seed': seed, 'gain': gain, 'input': list(images.shape), 'nodes': nodes}
