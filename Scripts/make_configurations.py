"""Writes the pretrained configurations of a timm module as a table for Sources/BackbonesModels/Configurations.
usage: make_configurations.py MODULE [MODULE ...] --output DIRECTORY      (needs torch and timm 1.0.31)"""
import argparse
import pathlib

import torchvision_shim  # noqa: F401  before timm
import timm
from timm.models._registry import _model_to_module

MEANS = {
    ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)): None,
    ((0.5, 0.5, 0.5), (0.5, 0.5, 0.5)): 'half',
    ((0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)): 'clip',
    ((0.0, 0.0, 0.0), (1.0, 1.0, 1.0)): 'unit',
}


def size(value):
    return 'x'.join(map(str, value))


def row(name, tag, cfg):
    fields = [f'{name}.{tag}' if tag else name]
    if tuple(cfg.input_size) != (3, 224, 224):
        fields.append('in=' + size(cfg.input_size))
    if cfg.test_input_size:
        fields.append('test=' + size(cfg.test_input_size))
    if cfg.fixed_input_size:
        fields.append('fixed')
    if cfg.crop_pct != 0.875:
        fields.append(f'crop={cfg.crop_pct:g}')
    if cfg.test_crop_pct is not None:
        fields.append(f'testcrop={cfg.test_crop_pct:g}')
    if cfg.crop_mode != 'center':
        fields.append('mode=' + cfg.crop_mode)
    if cfg.interpolation != 'bicubic':
        fields.append('interp=' + cfg.interpolation)
    mean, std = tuple(cfg.mean), tuple(cfg.std)
    norm = MEANS.get((mean, std), ','.join(f'{v:.8g}' for v in mean) + '/' + ','.join(f'{v:.8g}' for v in std))
    if norm:
        fields.append('norm=' + norm)
    if cfg.num_classes != 1000:
        fields.append(f'classes={cfg.num_classes}')
    if cfg.hf_hub_id:
        fields.append('hub=' + (cfg.hf_hub_id if cfg.hf_hub_id != 'timm/' else f'timm/{name}.{tag}'))
    return ' '.join(fields)


def table(module):
    rows = []
    for name in timm.list_models():
        if _model_to_module[name] != module:
            continue
        default = timm.get_pretrained_cfg(name)
        tags = [t.split('.', 1)[1] for t in timm.list_models(name + '.*', pretrained=True, include_tags=True) if '.' in t]
        tags = [default.tag or ''] + [t for t in tags if t != default.tag]
        rows += [row(name, tag, timm.get_pretrained_cfg(f'{name}.{tag}' if tag else name)) for tag in tags]
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('modules', nargs='+')
    parser.add_argument('--output', type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    for module in arguments.modules:
        words = module.split('_')
        identifier = words[0] + ''.join(word.capitalize() for word in words[1:]) + 'Configurations'
        lines = '\n'.join(table(module))
        (arguments.output / f'{identifier[0].upper()}{identifier[1:]}.swift').write_text(
            f'// Made by Scripts/make_configurations.py from timm {timm.__version__}; see `Configuration.parse`.\n'
            f'let {identifier} = """\n' + '\n'.join('  ' + line for line in lines.split('\n')) + '\n  """\n')


if __name__ == '__main__':
    main()
