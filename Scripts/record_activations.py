#!/usr/bin/env python3
"""Records what every module of a PyTorch model gives, under the module's name, for `backbones compare --against`.

Needs torch, and timm where a model is created by name. Parameters and images are those of `synthetic:SEED:GAIN` and
`synthetic:SEED`, which the command makes too; or a checkpoint's, for both of them.

  Scripts/record_activations.py resnet18 -o resnet18.safetensors
  .build/release/backbones compare resnet18 --against resnet18.safetensors

  Scripts/record_activations.py resnet18 --weights weights.pth --size 224 -o resnet18.npz

Any other model: `record(model, images)` of this file gives the tensors by name, `save` writes them."""
import argparse
import os
import pathlib
import re
import sys

import numpy as np
import torch


# In evaluation these give what they get.
NOTHING = (torch.nn.Identity, torch.nn.modules.dropout._DropoutNd)


def record(model, images):
    """Each module's value by its name, and the images as `input`. Modules that change nothing are left out.

    Of a module that is called several times the last value counts; of several values of one call, the first. Values are
    copied, because later layers may work in place."""
    values, handles = {'input': images.clone()}, []

    def keep(name):
        def hook(module, inputs, output):
            first = output[0] if isinstance(output, (list, tuple)) and output else output
            if isinstance(first, torch.Tensor) and first.is_floating_point():
                values[name] = first.detach().float().contiguous().clone()
        return hook

    for name, module in model.named_modules():
        if name and not isinstance(module, NOTHING) and type(module).__name__ != 'DropPath':
            handles.append(module.register_forward_hook(keep(name)))
    try:
        with torch.inference_mode():
            model.eval()(images)
    finally:
        for handle in handles:
            handle.remove()
    return values


def save(values, path):
    """Writes tensors to a `.safetensors` or `.npz` file; a file that is there is replaced once the new one is whole."""
    path = pathlib.Path(path)
    arrays = {name: value.numpy() for name, value in values.items()}
    temporary = path.with_name(f'.{path.name}.{os.getpid()}{path.suffix}')
    try:
        if path.suffix == '.npz':
            np.savez_compressed(temporary, **arrays)
        else:
            from safetensors.numpy import save_file
            save_file(arrays, temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add('model', help='a name of timm')
    add('-o', '--output', type=pathlib.Path, required=True, help='the .safetensors or .npz file to write')
    add('--weights', default='synthetic:0:1', help='synthetic:SEED[:GAIN], a .safetensors or a .pth file')
    add('--input', default='synthetic:1', help='synthetic:SEED, or a .npy file of images [N, C, H, W]')
    add('--size', help='HxW, or one side of a square; by default the own size')
    add('--batch', type=int, default=1)
    add('--num-classes', type=int)
    add('--in-chans', type=int)
    add('--output-stride', type=int)
    options = parser.parse_args()
    if options.output.suffix not in ('.safetensors', '.npz'):
        parser.error(f"-o {options.output}: expected a name that ends with .safetensors or .npz")
    for name in ('weights', 'input'):
        text = getattr(options, name)
        if not re.fullmatch(r'synthetic:\d+' + (r'(:[\d.e-]+)?' if name == 'weights' else ''), text) \
                and not os.path.exists(text):
            parser.error(f'--{name} {text}: no such file, and not synthetic:SEED')
    return options


def create(options):
    """timm's model and its images."""
    sys.path.insert(0, str(pathlib.Path(__file__).parent))
    import torchvision_shim  # noqa: F401  before timm
    import timm

    import synthetic
    changes = {name: value for name, value in vars(options).items()
               if name in ('num_classes', 'in_chans', 'output_stride') and value is not None}
    if not timm.is_model(options.model):
        sys.exit(f"timm has no model '{options.model}'; timm.list_models() lists those it has")
    configuration = timm.get_pretrained_cfg(options.model)
    channels, *size = configuration.input_size
    if options.size:
        sides = [int(side) for side in options.size.split('x')]
        size = [sides[0], sides[-1]]
        if configuration.fixed_input_size:
            changes['img_size'] = tuple(size)
    model = timm.create_model(options.model, **changes).eval()
    if options.weights.startswith('synthetic:'):
        seed, *gain = options.weights.split(':')[1:]
        synthetic.fill(model, int(seed), *map(float, gain))
    else:
        timm.models.load_checkpoint(model, options.weights)
    if options.input.startswith('synthetic:'):
        shape = (options.batch, options.in_chans or channels, *size)
        images = synthetic.image(shape, int(options.input.split(':')[1]))
    else:
        images = np.load(options.input).astype(np.float32)
    return model, torch.from_numpy(images)


def main():
    options = parse()
    values = record(*create(options))
    save(values, options.output)
    print(f'{options.output}: {len(values)} tensors')


if __name__ == '__main__':
    main()
