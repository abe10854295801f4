"""Small files of tensors by the safetensors and NumPy libraries, for Tests/TensorsTests.
Element i of a signed array is (37 i mod 101) - 50, of an unsigned one 37 i mod 101, of a float one an eighth of the
signed; truth is 37 i mod 101 > 50."""
import unittest.mock
import zipfile

import numpy as np
import torch
from safetensors.torch import save_file

from timm_facts.records import ROOT


def array(dtype, *shape, order='C'):
    numbers = 37 * np.arange(int(np.prod(shape)), dtype=np.int64) % 101
    kind = np.dtype(dtype).kind
    if kind == 'b':
        numbers = numbers > 50
    elif kind != 'u':
        numbers = numbers - 50
    if kind == 'f':
        numbers = numbers / 8
    return np.asarray(numbers.reshape(shape).astype(dtype), order=order)


def write():
    out = ROOT / 'Tests/TensorsTests/Fixtures'

    types = ['float32', 'float16', 'float64', 'int64', 'int32', 'int16', 'int8', 'uint64', 'uint32', 'uint16', 'uint8',
             'bool']
    tensors = {name: torch.from_numpy(array(name, 5, 3)) for name in types}
    tensors['bfloat16'] = torch.from_numpy(array('float32', 5, 3)).bfloat16()
    tensors['scalar'] = torch.tensor(2.5)
    tensors['empty'] = torch.zeros(0, 4)
    tensors['"quoted" \\ é/name'] = torch.from_numpy(array('float32', 2))
    save_file(tensors, out / 'types.safetensors', metadata={'format': 'pt', 'note': 'a "note"'})

    def npy(name, value, version=(1, 0)):
        with open(out / f'{name}.npy', 'wb') as file:
            np.lib.format.write_array(file, value, version=version)

    npy('c', array('<f4', 2, 3, 4))
    npy('fortran', array('<f8', 2, 3, 4, order='F'))
    npy('fortran_matrix', array('<i2', 5, 3, order='F'))
    npy('half', array('<f2', 7))
    npy('truth', array('?', 7))
    npy('scalar', np.array(2.5, '<f4'))
    npy('empty', np.zeros((0, 4), '<f4'))
    npy('version2', array('<i8', 3, 2), (2, 0))
    npy('version3', array('|u1', 3, 2), (3, 0))
    npy('big_endian', array('>f4', 3))

    arrays = {'c': array('<f4', 2, 3, 4), 'fortran': array('<f8', 2, 3, 4, order='F'), 'block/half': array('<f2', 7),
              'empty': np.zeros((0, 4), '<f4'), 'scalar': np.array(2.5, '<f4')}
    np.savez(out / 'stored.npz', **arrays)
    np.savez_compressed(out / 'deflated.npz', **arrays)
    # As archives beyond 4 GiB have them: sizes and offsets of 64 bits.
    with unittest.mock.patch.object(zipfile, 'ZIP64_LIMIT', 0):
        np.savez(out / 'zip64.npz', **arrays)
