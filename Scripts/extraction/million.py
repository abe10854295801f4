"""Makes a folder of features with so many random vectors, in the layout of `backbones extract`, for measuring searches.
usage: million.py COUNT DIMENSION FOLDER REAL-FEATURES"""
import json
import pathlib
import sys

import numpy


def main():
    count, dimension, folder = int(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    like = pathlib.Path(sys.argv[4])  # a folder of real features, whose manifest is taken
    manifest = json.loads((like / 'manifest.json').read_text())
    manifest['partSize'] = count
    assert manifest['outputs'] == [{'name': 'prelogits', 'shape': [dimension]}], manifest['outputs']
    (folder / 'manifest.json').write_text(json.dumps(manifest))
    path = folder / 'part-000000.prelogits.npy'
    rows = numpy.lib.format.open_memmap(path, 'w+', numpy.float32, (count, dimension))
    generator, step = numpy.random.default_rng(0), 10000
    for start in range(0, count, step):
        rows[start:start + step] = generator.standard_normal(rows[start:start + step].shape, numpy.float32)
    rows.flush()
    with open(folder / 'part-000000.jsonl', 'w') as index:
        for row in range(count):
            index.write(json.dumps({'input': f'photos/{row:08}.jpg', 'row': row, 'sha256': '0' * 64, 'size': [480, 640],
                                    'status': 'ok'}, separators=(',', ':'), sort_keys=True) + '\n')
    (folder / 'part-000000.json').write_text(json.dumps({'errors': 0, 'files': [], 'inputs': '', 'pictures': count}))


if __name__ == '__main__':
    main()
