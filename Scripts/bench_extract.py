#!/usr/bin/env python3
"""Measures `backbones extract` beside ONNX Runtime with Pillow on the same photos, in one run. Nothing else should run.

  swift build -c release --product backbones
  Scripts/bench_peers.py --setup       once: a virtual environment with the peer
  Scripts/bench_extract.py             300 JPEG files of 640 to 1,600 pixels, tf_efficientnet_lite0 and resnet50

The photos are made first, by variation from the sample photos. Both have as many workers as processors, each with one thread.
The peer takes the faster of threads and processes, and of its batches; its time begins when its sessions are ready and its
first batch is done, ours is the whole process. They take turns, round after round; rates are those of the median round. Processor time is
of all processors together, and says more where the machine is busy. Distance is the largest between both's features, in standard
deviations of these."""
import argparse
import array
import json
import os
import pathlib
import statistics
import struct
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / 'Scripts' / 'peers'))
import measuring  # noqa: E402
from measuring import cores, machine, spawn, spawn_for_json, spawn_for_usage, table  # noqa: E402


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add('--models', default='tf_efficientnet_lite0,resnet50', help='names with commas between')
    add('--photos', type=int, default=300)
    add('--workers', type=int, default=len(os.sched_getaffinity(0)))
    add('--rounds', type=int, default=5)
    add('--busy', action='store_true', help="choose the peer's way by its processor time: where others use the machine too")
    add('--fast-decode', action='store_true', help='also with --fast-decode')
    measuring.add_options(parser, ROOT, 'photos and exported models')
    return measuring.parse(parser)


def matrix(path):
    """The numbers of a .npy file, without NumPy: this process must stay small."""
    data = path.read_bytes()
    start = 10 + struct.unpack('<H', data[8:10])[0]
    return array.array('f', data[start:])


def main():
    options = parse()
    os.sched_setaffinity(0, cores(options.workers))
    path = os.pathsep.join(filter(None, [str(ROOT / 'Scripts'), os.environ.get('PYTHONPATH')]))
    environment = {'PYTHONPATH': path}
    photos = options.cache / f'photos-{options.photos}'
    spawn([options.python, ROOT / 'Scripts/extraction/photos.py', options.photos, photos])
    print(json.dumps(machine(ROOT)))

    rows = []
    for model in options.models.split(','):
        folder, output = options.cache / model, options.cache / 'extracted'
        if not (folder / 'features.json').exists():
            spawn([options.python, ROOT / 'Scripts/extraction/export.py', model, folder], environment)

        def ours(*more):
            spawn(['rm', '-rf', output])
            _, wall, usage = spawn_for_usage(
                [options.engine, 'extract', photos, '-o', output, '--model', model, '--weights',
                 folder / 'model.safetensors', '--threads', options.workers, '--progress', 'none', *more])
            return wall / 1e3, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024

        def peer(kind, batch, *more):
            record = spawn_for_json(
                [options.python, ROOT / 'Scripts/extraction/onnx_pillow.py', folder, photos, '--workers', options.workers,
                 '--kind', kind, '--batch', batch, *more], environment)
            return record['seconds'], record['processor'], record['peak_rss_bytes']

        ways = [(kind, batch) for kind in ('threads', 'processes') for batch in (1, 4)]
        best = min(ways, key=lambda way: peer(*way)[1 if options.busy else 0])
        features = options.cache / 'features.npy'
        peer(*best, '--output', features)
        ours()
        mine, theirs = matrix(output / 'part-000000.prelogits.npy'), matrix(features)
        assert len(mine) == len(theirs), (len(mine), len(theirs))
        distance = max(abs(a - b) for a, b in zip(mine, theirs)) / statistics.pstdev(theirs)

        takers = {'Backbones': ours, f'ONNX Runtime, Pillow ({options.workers} {best[0]}, batch {best[1]})': lambda: peer(*best)}
        if options.fast_decode:
            takers['Backbones, --fast-decode'] = lambda: ours('--fast-decode')
        times = {name: [] for name in takers}
        for number in range(options.rounds):
            order = list(takers)
            for name in order[number % len(order):] + order[:number % len(order)]:
                times[name].append(takers[name]())
        medians = {name: [statistics.median(column) for column in zip(*runs)] for name, runs in times.items()}
        base = medians[list(takers)[1]]
        for name, (seconds, processor, peak) in medians.items():
            rows.append([f'{model}: {name}', f'{options.photos / seconds:.1f}', f'{base[0] / seconds:.2f}',
                         f'{1e3 * processor / options.photos:.2f}', f'{base[1] / processor:.2f}', f'{peak / 2**20:.0f}',
                         f'{distance:.0e}' if name == 'Backbones' else ''])
    print(table(['', 'pictures/s', 'ratio', 'processor ms a picture', 'ratio', 'peak, MiB', 'distance'], rows, options.markdown))


if __name__ == '__main__':
    main()
