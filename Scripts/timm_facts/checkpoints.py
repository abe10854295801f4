"""Checkpoints by PyTorch for Tests/TensorsTests: what training runs save, in both formats and several protocols, each with
the same tensors, or some of them, as `reference.safetensors`."""
import argparse
import collections
import pathlib
import pickle
import zipfile

import numpy as np
import torch
from safetensors.torch import save_file

from timm_facts.records import ROOT
from timm_facts.tensors import array

OUT = ROOT / 'Tests/TensorsTests/Fixtures/Checkpoints'
TYPES = ['float32', 'float16', 'float64', 'int64', 'int32', 'int16', 'int8', 'uint8', 'bool']
NEW_TYPES = ['uint64', 'uint32', 'uint16']


def state():
    """One tensor of each kind that a state dict may have."""
    tensors = collections.OrderedDict((name, torch.from_numpy(array(name, 5, 3))) for name in TYPES)
    tensors['bfloat16'] = torch.from_numpy(array('float32', 5, 3)).bfloat16()
    whole = torch.from_numpy(array('float32', 2, 3, 4))
    tensors['whole'] = whole
    tensors['same'] = whole
    tensors['view'] = whole[1, 1:]
    tensors['transposed'] = whole.permute(2, 0, 1)
    tensors['last'] = torch.from_numpy(array('float32', 2, 3, 4, 2)).to(memory_format=torch.channels_last)
    tensors['expanded'] = torch.from_numpy(array('float32', 3)).reshape(3, 1).expand(3, 4)
    tensors['scalar'] = torch.tensor(2.5)
    tensors['empty'] = torch.zeros(0, 4)
    tensors['parameter'] = torch.nn.Parameter(torch.from_numpy(array('float32', 5, 3)))
    return tensors


def training(tensors, prefix=''):
    """What a training run saves beside the weights."""
    model = torch.nn.Linear(3, 2)
    optimizer = torch.optim.AdamW(model.parameters())
    model(torch.ones(1, 3)).sum().backward()
    optimizer.step()
    return {
        'epoch': 3, 'arch': 'resnet18', 'metric': np.float64(0.75),
        'state_dict': {prefix + name: value for name, value in tensors.items()},
        'optimizer': optimizer.state_dict(), 'args': argparse.Namespace(lr=0.1, path=pathlib.PurePosixPath('out')),
        'history': collections.defaultdict(list, loss=[1.0, 0.5]), 'seen': {1, 2}, 'rng': np.arange(5, dtype=np.uint32),
        'big': 2 ** 2000, 'bytes': b'abc', 'device': torch.device('cpu'), 'none': None,
    }


def rewritten(name, source, compression, order=None, folders=False):
    """Another writer's zip of the same files: deflated, or stored where they happen to fall."""
    with zipfile.ZipFile(OUT / source) as old, zipfile.ZipFile(OUT / name, 'w', compression) as new:
        names = old.namelist()
        top = names[0].split('/')[0]
        if folders:
            new.writestr(f'{top}/', b'')
            new.writestr(f'{top}/data/', b'')
        for entry in sorted(names, key=order) if order else names:
            new.writestr(zipfile.ZipInfo(entry), old.read(entry), compression)


def big_endian(name, source):
    """As a machine of the other byte order writes it."""
    sizes = {}
    for tensor in torch.load(OUT / source, weights_only=False).values():
        sizes[len(sizes)] = tensor.element_size()
    with zipfile.ZipFile(OUT / source) as old, zipfile.ZipFile(OUT / name, 'w') as new:
        for entry in old.namelist():
            data = old.read(entry)
            if entry.endswith('/byteorder'):
                data = b'big'
            elif '/data/' in entry and data:
                size = sizes[int(entry.split('/')[-1])]
                data = np.frombuffer(data, np.uint8).reshape(-1, size)[:, ::-1].tobytes()
            new.writestr(entry, data)


def write():
    OUT.mkdir(exist_ok=True)
    torch.manual_seed(0)
    tensors = state()
    new = {name: torch.from_numpy(array(name, 5, 3)) for name in NEW_TYPES}
    plain = {name: value.detach().clone().contiguous() for name, value in {**tensors, **new}.items()}
    save_file(plain, OUT / 'reference.safetensors')
    torch.save(tensors, OUT / 'zip.pth')
    torch.save({**tensors, **new}, OUT / 'all_types.pt')
    torch.save(tensors, OUT / 'legacy.pth', _use_new_zipfile_serialization=False)
    for protocol in (3, 4, 5):
        torch.save(tensors, OUT / f'zip_protocol{protocol}.pth', pickle_protocol=protocol)
        torch.save(tensors, OUT / f'legacy_protocol{protocol}.pth', pickle_protocol=protocol,
                   _use_new_zipfile_serialization=False)
    torch.save(training(tensors, 'module.'), OUT / 'training.pth.tar')
    torch.save(training(tensors), OUT / 'training_legacy.ckpt', pickle_protocol=4, _use_new_zipfile_serialization=False)
    torch.save({'state_dict_ema': None, 'model_ema': tensors, 'state_dict': {}, 'model': {}}, OUT / 'ema.pth')
    torch.save({'model': {'state_dict': tensors}, 'epoch': 1}, OUT / 'twice.pth')
    torch.save({'teacher': tensors, 'student': {'x': tensors['view']}}, OUT / 'teacher.pth')
    parts = {'trunk': {'block.0': tensors['view']}, 'heads': {'0.clf': tensors['whole']}}
    torch.save({'classy_state_dict': {'base_model': {'model': parts}, 'config': {}}}, OUT / 'classy.pth')
    rewritten('deflated.pth', 'zip.pth', zipfile.ZIP_DEFLATED)
    rewritten('unaligned.pth', 'zip.pth', zipfile.ZIP_STORED, folders=True)
    rewritten('reversed.pth', 'zip.pth', zipfile.ZIP_STORED, order=lambda name: [-ord(c) for c in name])
    distinct = {name: value.clone().contiguous() for name, value in tensors.items() if name in TYPES}
    torch.save(distinct, OUT / 'few.pth')
    big_endian('big_endian.pth', 'few.pth')

    torch.serialization.set_crc32_options(False)
    torch.save(distinct, OUT / 'no_checksums.pth')
    torch.serialization.set_crc32_options(True)

    refused = {
        'module.pth': torch.nn.Linear(3, 2),
        'complex.pth': {'a': torch.ones(2, dtype=torch.complex64)},
        'float8.pth': {'a': torch.ones(2).to(torch.float8_e4m3fn)},
        'sparse.pth': {'a': torch.eye(3).to_sparse()},
        'quantised.pth': {'a': torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8)},
        'meta.pth': {'a': torch.empty(2, device='meta')},
        'numpy.pth': {'a': np.ones(2)},
        'tensor.pth': torch.ones(3),
    }
    for name, value in refused.items():
        torch.save(value, OUT / name)
    traced = torch.jit.trace(torch.nn.Linear(3, 2), torch.ones(1, 3))
    torch.jit.save(traced, OUT / 'script.pt')
    with open(OUT / 'plain.pkl', 'wb') as file:
        pickle.dump({'a': np.ones(2)}, file, protocol=2)
