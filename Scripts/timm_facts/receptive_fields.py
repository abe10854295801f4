"""Which pixels of the image a cell of a module's value depends on in timm's model: those at which its gradient is not 0."""
import torch
import torch.nn.functional as F

from timm_facts import records
from timm_models import timm

# A name, the size of its images, options, and modules. Values of the modules named behind '|' have their channels last.
CASES = [
    ('resnet18', (64, 96), {}, 'bn1 layer1.1 layer3.0.conv1 layer4'),
    ('resnet26d', (75, 61), {'output_stride': 8}, 'layer2 layer3.1 layer4.0'),
    ('resnetblur50', (64, 64), {}, 'layer2.0.conv2 layer3.0'),
    ('vgg11', (64, 80), {}, 'features.10'),
    ('densenet121', (64, 64), {}, 'features.denseblock1 features.transition2'),
    ('tf_efficientnet_lite0', (65, 82), {}, 'blocks.1 blocks.3.0 blocks.5'),
    ('efficientnet_b0', (64, 64), {}, 'conv_stem blocks.0.0.conv_dw blocks.1'),
    ('xception41', (67, 64), {}, 'blocks.2.stack.conv3'),
    ('inception_v3', (107, 99), {}, 'Conv2d_4a_3x3 Mixed_5b Mixed_6a'),
    ('convnext_atto', (96, 64), {}, 'stem.0 stages.0.blocks.1 stages.1.downsample.1'),
    ('inception_next_atto', (96, 96), {}, 'stages.0.blocks.0 stages.1.blocks.1'),
    ('edgenext_xx_small', (64, 64), {}, 'stages.1.blocks.1'),
    ('hrnet_w18_small', (96, 96), {}, 'stage2.0.fuse_layers.1.0 stage3.0.branches.0'),
    ('swin_tiny_patch4_window7_224', (224, 224), {}, '| layers.0.blocks.0 layers.0.blocks.1 layers.1'),
    ('maxvit_pico_rw_256', (256, 256), {}, 'stages.0.blocks.0.conv'),
    ('halonet26t', (256, 256), {}, 'stages.2.0 stages.2.1'),
    ('volo_d1_224', (224, 224), {}, '| network.0.1'),
    ('vit_tiny_patch16_224', (224, 224), {}, 'patch_embed.proj blocks.0'),
    ('mixer_s32_224', (224, 224), {}, 'stem blocks.0'),
    ('sequencer2d_s', (224, 224), {}, '| stages.0.blocks.0'),
]
# Beside the largest gradient, what a score lowered by 100 leaves is smaller than this, and what passes layers is not.
LEAST = 1e-36


def smooth(model):
    """Layers whose gradient is 0 somewhere give way to others of the same windows."""
    for path, module in list(model.named_modules()):
        if isinstance(module, torch.nn.MaxPool2d):
            replaced = torch.nn.AvgPool2d(module.kernel_size, module.stride, module.padding, module.ceil_mode, False)
        elif isinstance(module, (torch.nn.ReLU, torch.nn.ReLU6, torch.nn.Hardswish)):
            replaced = torch.nn.SiLU()
        elif hasattr(module, 'act_layer') or not path:
            continue
        else:
            if isinstance(getattr(module, 'act', None), (torch.nn.ReLU, torch.nn.ReLU6)):
                module.act = torch.nn.SiLU()
            continue
        parent, _, name = path.rpartition('.')
        setattr(model.get_submodule(parent), name, replaced)
    return model


def fill(model):
    """Random weights, none 0."""
    generator = torch.Generator().manual_seed(1)
    for name, parameter in model.named_parameters():
        values = torch.randn(parameter.shape, generator=generator, dtype=torch.float64)
        fan = max(parameter[0].numel(), 1) if parameter.ndim > 1 else 1
        values = values / fan ** 0.5 if parameter.ndim > 1 else values * 0.1 + (name.endswith('weight') or 'gamma' in name)
        parameter.data = values
        parameter.requires_grad_(False)
    return model.double().eval()


def ranges(flags):
    """The runs of true flags."""
    found = []
    for index, flag in enumerate(flags):
        if flag and found and found[-1][1] == index:
            found[-1][1] += 1
        elif flag:
            found.append([index, index + 1])
    return found


def fields(name, size, options, modules):
    """The record of each module of a name."""
    model = smooth(fill(timm.create_model(name, **options)))
    image = torch.randn((1, 3, *size), generator=torch.Generator().manual_seed(2), dtype=torch.float64)
    image.requires_grad_()
    values = {}
    for path in modules.replace('|', '').split():
        def keep(module, inputs, output, path=path):
            values[path] = output
        model.get_submodule(path).register_forward_hook(keep)
    model(image)
    last = modules.partition('|')[2].split() if '|' in modules else []
    for path, value in values.items():
        if value.ndim == 4 and path not in last:
            value = value.permute(0, 2, 3, 1)
        extent = value.shape[1:-1]
        cells = []
        for part in (0, 0.37, 1):
            at = [round((side - 1) * part) for side in extent]
            weights = torch.randn(value.shape[-1], generator=torch.Generator().manual_seed(3), dtype=torch.float64)
            gradient, = torch.autograd.grad((value[(0, *at)] * weights).sum(), image, retain_graph=True)
            pixels = gradient[0].abs().amax(0)
            pixels = pixels > LEAST * pixels.max()
            cells.append({'at': at, 'lines': ranges(pixels.any(1).tolist()), 'columns': ranges(pixels.any(0).tolist())})
        yield {'name': name, 'size': list(size), 'outputStride': options.get('output_stride', 32), 'node': path,
               'cells': cells}


def write():
    F.max_pool2d = lambda x, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, **_: F.avg_pool2d(
        x, kernel_size, stride, padding, ceil_mode, False)
    F.relu = lambda x, inplace=False: F.silu(x)
    records.write(records.ROOT / 'Tests/BackbonesTests/Fixtures/receptive-fields.jsonl.gz',
                  (record for case in CASES for record in fields(*case)))
