"""How much each query weighs each key in every attention of a timm model that keeps its weights, as digests."""
import torch
import timm_models  # noqa: F401
import timm.layers

from timm_facts.goldens import Model
from timm_facts.taps import small


def attention(name, size, seed, batch, gain):
    """The record of a name: of each module with a dropout of weights, what that is given."""
    timm.layers.set_fused_attn(False)
    made = Model(name, size, seed, gain)
    model, images = made.make(), made.images(batch)
    weights = {}

    def keep(path):
        def hook(module, inputs):
            weights[path] = small(inputs[0])
        return hook
    for path, module in model.named_modules():
        if path.endswith('.attn_drop'):
            module.register_forward_pre_hook(keep(path.removesuffix('attn_drop') + 'weights'))
    with torch.inference_mode():
        model(images)
    if not weights:
        raise SystemExit(f'{name} has no module attn_drop that runs')
    return {'name': name, 'seed': seed, 'gain': gain, 'input': list(images.shape), 'nodes': weights}
