"""Writes a timm model's synthetic weights, and its ONNX graph from images to pooled features, for any batch.
usage: export.py MODEL DIRECTORY"""
import json
import pathlib
import sys
import warnings

import torchvision_shim  # noqa: F401  before timm
import timm
import timm.data
import torch
from safetensors.torch import save_file

import synthetic


def main():
    name, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    warnings.filterwarnings('ignore')
    model = synthetic.fill(timm.create_model(name, exportable=True), 0).eval()
    weights = {key: value.contiguous().clone() for key, value in model.state_dict().items() if value.is_floating_point()}
    save_file(weights, folder / 'model.safetensors')
    data = timm.data.resolve_model_data_config(model)
    model.reset_classifier(0)
    image = torch.from_numpy(synthetic.image((2, *data['input_size']), 0))
    torch.onnx.export(
        model, (image,), folder / 'features.onnx', input_names=['input'], output_names=['features'], opset_version=20,
        dynamo=True, external_data=False, verbose=False, dynamic_shapes=({0: torch.export.Dim('batch', min=1, max=64)},))
    # Last: its presence says that the rest is whole.
    (folder / 'features.json').write_text(json.dumps(
        {'size': data['input_size'][-1], 'interpolation': data['interpolation'], 'crop': data['crop_pct'],
         'mean': data['mean'], 'std': data['std'], 'torch': torch.__version__, 'timm': timm.__version__}))


if __name__ == '__main__':
    main()
