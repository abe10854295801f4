"""Writes what bench_peers.py measures with: a timm model's synthetic weights, its ONNX graph, an input and its logits.
usage: export.py MODEL DIRECTORY BATCH..."""
import argparse
import json
import pathlib
import warnings

import torchvision_shim  # noqa: F401  before timm
import timm
import torch
from safetensors.torch import save_file

import synthetic

OPSET = 20


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('model')
    parser.add_argument('directory', type=pathlib.Path)
    parser.add_argument('batches', type=int, nargs='+')
    arguments = parser.parse_args()
    folder = arguments.directory
    folder.mkdir(parents=True, exist_ok=True)
    warnings.filterwarnings('ignore')

    model = synthetic.fill(timm.create_model(arguments.model, exportable=True), 0).eval()
    size = model.pretrained_cfg['input_size']
    # Clones, for where two names share one parameter.
    weights = {name: value.contiguous().clone() for name, value in model.state_dict().items()}
    save_file(weights, folder / 'model.safetensors')
    for batch in arguments.batches:
        image = torch.from_numpy(synthetic.image((batch, *size), 0))
        torch.onnx.export(
            model, (image,), folder / f'{batch}.onnx', input_names=['input'], output_names=['logits'],
            opset_version=OPSET, dynamo=True, external_data=False, verbose=False)
        with torch.inference_mode():
            model(image).numpy().tofile(folder / f'{batch}.logits')
        with open(folder / f'{batch}.npy', 'wb') as file:
            synthetic.np.save(file, image.numpy())
        # Last: its presence says that the rest is whole.
        (folder / f'{batch}.json').write_text(json.dumps({'size': size, 'torch': torch.__version__}))


if __name__ == '__main__':
    main()
