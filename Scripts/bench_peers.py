#!/usr/bin/env python3
"""Measures this engine and its peers, ONNX Runtime and OpenVINO (with --torch also PyTorch), in one run.

Every measurement is a whole process, pinned to as many processors as it has threads. The engines take turns, round
after round, so that what disturbs the machine disturbs all of them. A loop of multiply-adds runs before and after each round: a
round in which the machine was slower than at its best is taken again. Nothing else should run meanwhile.

  swift build -c release --product backbones && swift build -c release --product BackbonesBenchmarks
  Scripts/bench_peers.py --setup                 once: a virtual environment with the peers
  Scripts/bench_peers.py                         the nine models, one thread and two
  Scripts/bench_peers.py --batch 8 --markdown    eight images at once
  Scripts/bench_peers.py --zoo zoo.jsonl         the middle model of each timm module; goes on with what the file has
  Scripts/bench_peers.py --starts --packed       cold starts alone, of this engine with a cache of packed weights too
  Scripts/bench_peers.py --pyramid               pyramids up to stride 8 beside timm's features_only

Time is the median over rounds of a process's median run (in brackets the shortest of all). The ratio is the median over
rounds of that to the faster of ONNX Runtime and OpenVINO, with an interval in which it lies (of 95 %, from six rounds on).
Load is from the weights' file (the ONNX file) to a model that is ready to run. Cold start is a process of its own, from
its start to its end: it loads, runs once and writes the logits; for peers that includes Python's own start. Peak is the
most memory that the timed process had resident. Difference is the largest from PyTorch's logits, in standard deviations
of these. The last line is the wall time of a `backbones classify` process."""
import argparse
import array
import json
import math
import os
import pathlib
import statistics
import struct
import sys
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / 'Scripts' / 'peers'))
import zoo  # noqa: E402
import measuring  # noqa: E402
from measuring import Failure, Peak, cores, interval, machine, spawn, spawn_for_json, steady_rounds, table  # noqa: E402

MODELS = (
    'resnet50,regnety_032,densenet121,xception41,vit_medium_patch16_reg1_gap_256,ese_vovnet19b_dw,resnest26d,'
    'ecaresnet101d,tf_efficientnet_lite0')
PEERS = ('onnxruntime', 'openvino')
TITLES = {
    'backbones': 'Backbones', 'packed': 'with its cache', 'openblas': 'its OpenBLAS path',
    'onnxruntime': 'ONNX Runtime', 'openvino': 'OpenVINO', 'pytorch': 'PyTorch'}
OURS = ('backbones', 'packed', 'openblas')
PYRAMID_STRIDE = 8


def names(text):
    return text.split(',')


def numbers(text):
    return [int(part) for part in text.split(',')]


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add('--setup', action='store_true', help='make the virtual environment in the cache folder, and end')
    add('--models', type=names, default=names(MODELS), help='names with commas between')
    add('--threads', type=numbers, default=[1, 2], help='numbers with commas between')
    add('--batch', type=numbers, default=[1], help='numbers with commas between')
    add('--rounds', type=int, default=5)
    add('--seconds', type=float, default=3, help='how long each process runs the model')
    add('--torch', action='store_true', help='PyTorch too, eager')
    add('--openblas', action='store_true', help="this engine with OpenBLAS's products too")
    add('--packed', action='store_true', help='this engine with --packed-cache too, in the cache folder')
    add('--starts', action='store_true', help='cold starts alone')
    add('--pyramid', action='store_true', help=f'pyramids up to stride {PYRAMID_STRIDE} instead, beside PyTorch')
    add('--zoo', type=pathlib.Path, metavar='FILE', help='the middle model of each module instead, and their results so far')
    add('--json', type=pathlib.Path, metavar='FILE', help='write every measurement here')
    measuring.add_options(parser, ROOT, 'exported models; about 2 GB')
    return measuring.parse(parser)


def set_up(options):
    environment = options.cache / 'venv'
    venv.create(environment, with_pip=True, clear=True)
    spawn([environment / 'bin/pip', 'install', '-q', '-r', ROOT / 'Scripts/peers/requirements.txt'])
    print(f'made {environment}')


class Bench:
    """One number of threads and one batch."""

    def __init__(self, options, model, threads, batch):
        self.options, self.model, self.threads, self.batch = options, model, threads, batch
        self.folder = options.cache / model
        os.sched_setaffinity(0, cores(threads))  # what this process starts inherits it

    def export(self):
        about = self.folder / f'{self.batch}.json'
        if not about.exists():
            spawn([self.options.python, ROOT / 'Scripts/peers/export.py', self.model, self.folder, self.batch],
                  self.environment('pytorch'))
        height, width = json.loads(about.read_text())['size'][1:]
        self.size = f'{height}x{width}'

    def ours(self, *arguments):
        return [self.options.engine, *arguments, '--model', self.model, '--threads', self.threads,
                '--weights', self.folder / 'model.safetensors', '--json']

    def peer(self, engine, *arguments):
        return [self.options.python, ROOT / 'Scripts/peers/run.py', engine, self.model, self.folder,
                '--threads', self.threads, '--batch', self.batch, *arguments]

    def environment(self, engine):
        path = os.pathsep.join(filter(None, [str(ROOT / 'Scripts'), os.environ.get('PYTHONPATH')]))
        packed = self.options.cache / 'packed' if engine == 'packed' else ''
        return {'BACKBONES_GEMM': 'openblas' if engine == 'openblas' else 'own', 'PYTHONPATH': path,
                'BACKBONES_PACKED_CACHE': str(packed)}

    def timed(self, engine, levels=None):
        """One process that runs the model for some seconds."""
        outputs = ['--out-indices', levels] if levels else []
        seconds = ['--seconds', self.options.seconds]
        if engine in OURS:
            command = self.ours('bench', '--batch', self.batch, '--size', self.size, *seconds, *outputs)
        else:
            command = self.peer(engine, *seconds, *outputs)
        return spawn_for_json(command, self.environment(engine))

    def cold(self, engine):
        """One process that runs the model once: its wall time in ms, and the logits."""
        file = self.folder / 'logits.out'
        if engine in OURS:
            command = self.ours('run', '--input', self.folder / f'{self.batch}.npy', '--outputs', 'logits', '-o', file)
        else:
            command = self.peer(engine, '--once', file)
        _, wall, _ = spawn(command, self.environment(engine))
        data = file.read_bytes()
        file.unlink()
        if engine in OURS:  # a safetensors file with one tensor
            data = data[8 + struct.unpack('<Q', data[:8])[0]:]
        return wall, array.array('f', data)

    def difference(self, logits):
        expected = array.array('f', (self.folder / f'{self.batch}.logits').read_bytes())
        if len(expected) != len(logits):
            raise SystemExit(f'{self.model}: {len(logits)} logits, expected {len(expected)}')
        if not all(map(math.isfinite, expected)):
            return math.nan
        return max(abs(a - b) for a, b in zip(logits, expected)) / statistics.pstdev(expected)

    def measure(self, engines):
        """Each engine once a round, in a different order every round."""
        def take(count):
            record = {}
            for engine in engines[count % len(engines):] + engines[:count % len(engines)]:
                wall, logits = self.cold(engine)
                record[engine] = {**self.timed(engine), 'cold_ms': wall, 'difference': self.difference(logits)}
            return record
        if 'packed' in engines:
            self.cold('packed')  # which writes what is measured
        rounds = steady_rounds(self.options.rounds, take, Peak(self.options.benchmarks, self.threads))
        return {engine: summary([record[engine] for record in rounds]) for engine in engines}

    def measure_starts(self, engines):
        """Cold starts of each engine, in ms; the first of 'packed' writes what the others read, and counts as 'first'."""
        starts = {engine: [] for engine in engines}
        first = self.cold('packed')[0] if 'packed' in engines else None
        for count in range(self.options.rounds):
            for engine in engines[count % len(engines):] + engines[:count % len(engines)]:
                starts[engine].append(self.cold(engine)[0])
        return {'first': first, **starts}

    def measure_pyramid(self):
        """Levels up to the stride, and the whole model, of this engine and of timm's in PyTorch."""
        output, _, _ = spawn([self.options.engine, 'shapes', self.model, '--size', self.size, '--json'])
        report = json.loads(output)
        levels = ','.join(str(f['index']) for f in report['features'] if f['reduction'] <= PYRAMID_STRIDE)
        if not levels:
            return None
        output, _, _ = spawn(
            [self.options.engine, 'shapes', self.model, '--size', self.size, '--out-indices', levels, '--json'])
        records = {(engine, part): [] for engine in ('backbones', 'pytorch') for part in (levels, None)}
        for _ in range(self.options.rounds):
            for engine, part in records:
                records[engine, part].append(self.timed(engine, part))
        return {
            'levels': levels, 'work': json.loads(output)['totals']['macs'] / report['totals']['macs'],
            **{engine: {'pyramid': summary(records[engine, levels]), 'whole': summary(records[engine, None])}
               for engine in ('backbones', 'pytorch')}}


def classify(options, threads):
    """Wall time of `backbones classify` with its bundled model, in ms, per round."""
    os.sched_setaffinity(0, cores(threads))
    photo = ROOT / 'Sources/CBackbonesResources/Resources/coffee.png'
    return [spawn([options.engine, 'classify', photo, '--threads', threads])[1] for _ in range(options.rounds)]


def summary(rounds):
    middle = lambda key: statistics.median(record[key] for record in rounds)
    result = {key: middle(key) for key in ('median_ms', 'load_ms', 'peak_rss_bytes')}
    result['best_ms'] = min(record['min_ms'] for record in rounds)
    if 'cold_ms' in rounds[0]:
        result['cold_ms'] = middle('cold_ms')
        result['difference'] = max(record['difference'] for record in rounds)
    return {**result, 'rounds': rounds}


def ratio(result, key, against=PEERS):
    return result['backbones'][key] / min(result[peer][key] for peer in against)


def ratios(result, against=PEERS):
    """Of each round's times, to the fastest of the others'."""
    rounds = zip(*(result[engine]['rounds'] for engine in ('backbones', *against)))
    return [ours['median_ms'] / min(record['median_ms'] for record in others) for ours, *others in rounds]


def middle_ratio(result, against=PEERS):
    return statistics.median(ratios(result, against))


def geometric(values):
    return math.exp(statistics.fmean(map(math.log, values)))


def print_tables(results, engines, markdown):
    """Speed, then what else a process costs, of one number of threads and one batch."""
    torch = 'pytorch' in engines
    rows = []
    for model, result in results.items():
        times = [f"{result[e]['median_ms']:.2f} ({result[e]['best_ms']:.2f})" for e in engines]
        low, high = interval(ratios(result))
        rows.append([
            model, *times, f'{middle_ratio(result):.2f}', f'{low:.2f} to {high:.2f}', f"{ratio(result, 'best_ms'):.2f}",
            *([f"{middle_ratio(result, ['pytorch']):.2f}"] if torch else [])])
    means = [f'{geometric(map(middle_ratio, results.values())):.2f}', '',
             f"{geometric([ratio(r, 'best_ms') for r in results.values()]):.2f}"]
    if torch:
        means.append(f"{geometric([middle_ratio(r, ['pytorch']) for r in results.values()]):.2f}")
    rows.append(['geometric mean', *[''] * len(engines), *means])
    header = ['ms', *(TITLES[e] for e in engines), 'ratio', 'interval', 'ratio of best', *(['to PyTorch'] if torch else [])]
    print(table(header, rows, markdown) + '\n')

    costs = [
        ('load, ms', lambda record: f"{record['load_ms']:.0f}"),
        ('cold start, ms', lambda record: f"{record['cold_ms']:.0f}"),
        ('peak, MiB', lambda record: f"{record['peak_rss_bytes'] / 2**20:.0f}"),
        ('difference', lambda record: f"{record['difference']:.0e}"),
    ]
    rows = [
        [model, *(' / '.join(text(result[e]) for e in engines) for _, text in costs)]
        for model, result in results.items()]
    print(table([' / '.join(TITLES[e] for e in engines), *(title for title, _ in costs)], rows, markdown) + '\n')


def print_starts(results, engines, markdown):
    cells = lambda starts: f'{statistics.median(starts):.0f} ({min(starts):.0f})'
    rows = [[model, *(cells(result[e]) for e in engines)] for model, result in results.items()]
    print(table(['cold start, ms', *(TITLES[e] for e in engines)], rows, markdown) + '\n')
    firsts = [f"{model} {result['first']:.0f}" for model, result in results.items() if result['first']]
    if firsts:
        print(f'First starts with the cache, ms: {", ".join(firsts)}\n')


def print_pyramids(results, markdown):
    rows = []
    for model, result in results.items():
        if result is None:
            continue
        cells = [model, result['levels'], f"{result['work']:.0%}"]
        for engine in ('backbones', 'pytorch'):
            part, whole = (result[engine][key]['median_ms'] for key in ('pyramid', 'whole'))
            cells += [f'{part:.2f}', f'{whole:.2f}', f'{part / whole:.0%}']
        rows.append(cells)
    header = ['ms', 'levels', 'work']
    for engine in ('backbones', 'pytorch'):
        header += [f'{TITLES[engine]}, pyramid', 'whole', 'share']
    print(table(header, rows, markdown) + '\n')
    flat = [model for model, result in results.items() if result is None]
    if flat:
        print(f'No level at stride {PYRAMID_STRIDE}: {", ".join(flat)}.\n')


def measure_zoo(options, usable):
    def make_bench(model, threads):
        os.sched_setaffinity(0, usable)
        return Bench(options, model, threads, options.batch[0])
    models = zoo.middle_models(ROOT / 'Docs/Models.md')
    done = zoo.run(make_bench, models, options.threads, PEERS, options.rounds, options.zoo)
    zoo.print_table(done, models, options.threads, PEERS, TITLES, geometric, options.markdown)


def main():
    options = parse()
    if options.setup:
        return set_up(options)
    for tool, remedy in [(options.python, 'run with --setup first, or give --python'),
                         (options.engine, 'swift build -c release --product backbones')]:
        if not tool.exists():
            raise SystemExit(f'{tool} is not there: {remedy}')
    engines = ['backbones', *(['packed'] if options.packed else []), *(['openblas'] if options.openblas else []),
               *PEERS, *(['pytorch'] if options.torch else [])]
    record = {'machine': machine(ROOT), 'command': sys.argv[1:], 'configurations': []}
    print('{cpu}, {processors} processors, Linux {kernel}, load {load:.2f}; revision {revision}, {date}\n'.format(
        **record['machine']))
    usable = os.sched_getaffinity(0)
    if options.zoo:
        return measure_zoo(options, usable)
    for threads in options.threads:
        for batch in options.batch:
            results = {}
            for model in options.models:
                os.sched_setaffinity(0, usable)
                bench = Bench(options, model, threads, batch)
                print(f'{model}, threads {threads}, batch {batch} …', file=sys.stderr)
                bench.export()
                results[model] = (
                    bench.measure_pyramid() if options.pyramid else
                    bench.measure_starts(engines) if options.starts else bench.measure(engines))
            record['configurations'].append({'threads': threads, 'batch': batch, 'models': results})
            print(f'threads {threads}, batch {batch}\n')
            if options.pyramid:
                print_pyramids(results, options.markdown)
            elif options.starts:
                print_starts(results, engines, options.markdown)
            else:
                print_tables(results, engines, options.markdown)
        if not options.pyramid and not options.starts:
            os.sched_setaffinity(0, usable)
            lives = classify(options, threads)
            record['configurations'].append({'threads': threads, 'classify_ms': lives})
            print(f'backbones classify: {statistics.median(lives):.0f} ms ({min(lives):.0f})\n')
    if options.json:
        options.json.write_text(json.dumps(record, indent=1) + '\n')


if __name__ == '__main__':
    try:
        main()
    except Failure as failure:
        raise SystemExit(str(failure))
