"""One model of each timm module beside the peers: which models these are, and a file of results to go on with."""
import json
import re
import shutil
import statistics
import sys

from measuring import Failure, Peak, steady_rounds, table

# Larger models take minutes, and say of their kernels what the smaller ones do.
MOST_MACS = 30e9
UNITS = {'k': 1e3, 'K': 1e3, 'M': 1e6, 'G': 1e9, 'T': 1e12, '': 1}


def number(text):
    value, _, unit = text.partition(' ')
    return float(value) * UNITS[unit]


def middle_models(document):
    """The model in the middle of each module, by parameters, of those of at most `MOST_MACS`; the cheapest first."""
    modules, module = {}, None
    for line in document.read_text().splitlines():
        if line.startswith('## '):
            module = line[3:]
        elif row := re.match(r'\| `([^`]+)` \| ([^|]+) \| [^|]+ \| ([^|]+) \|', line):
            modules.setdefault(module, []).append((number(row[2]), row[1], number(row[3])))
    chosen = {}
    for module, rows in modules.items():
        rows = sorted(row for row in rows if row[2] <= MOST_MACS) or [min(rows, key=lambda row: row[2])]
        chosen[module] = rows[(len(rows) - 1) // 2]
    return {module: row[1] for module, row in sorted(chosen.items(), key=lambda item: item[1][2])}


def known(path):
    """The results in a file, by model and number of threads."""
    if not path.exists():
        return {}
    records = map(json.loads, path.read_text().splitlines())
    return {(record['model'], record['threads']): record for record in records}


def check(bench, peers):
    """How far each engine's logits are from PyTorch's, and why an engine cannot run the export."""
    bench.export()
    difference, failures = {}, {}
    for engine in ('backbones', *peers):
        try:
            difference[engine] = bench.difference(bench.cold(engine)[1])
        except Failure as failure:
            failures[engine] = str(failure).strip().splitlines()[-1][:300]
    return difference, failures


def measure(bench, engines, rounds):
    """Each engine once a round, in turns."""
    if 'backbones' not in engines:
        return {}
    bench.export()
    def take(count):
        return {engine: bench.timed(engine) for engine in engines[count % len(engines):] + engines[:count % len(engines)]}
    taken = steady_rounds(rounds, take, Peak(bench.options.benchmarks, bench.threads))
    result = {}
    for engine in engines:
        records = [record[engine] for record in taken]
        result[engine] = {
            'median_ms': statistics.median(record['median_ms'] for record in records),
            'best_ms': min(record['min_ms'] for record in records),
            'peak_rss_bytes': statistics.median(record['peak_rss_bytes'] for record in records)}
    others = [engine for engine in engines if engine != 'backbones']
    if others:
        ratios = [
            record['backbones']['median_ms'] / min(record[peer]['median_ms'] for peer in others) for record in taken]
        result['ratios'] = ratios
        result['ratio'] = statistics.median(ratios)
        result['best_ratio'] = result['backbones']['best_ms'] / min(result[peer]['best_ms'] for peer in others)
    return result


def run(make_bench, models, threads, peers, rounds, path):
    """Measures what the file of results has not; a line for each model and number of threads."""
    done = known(path)
    for module, model in models.items():
        missing = [count for count in threads if (model, count) not in done]
        difference = failures = None
        for count in missing:
            bench = make_bench(model, count)
            print(f'{module}: {model}, threads {count} …', file=sys.stderr, flush=True)
            if difference is None:
                try:
                    difference, failures = check(bench, peers)
                except Failure as failure:
                    difference, failures = {}, {'export': str(failure).strip().splitlines()[-1][:300]}
            result = measure(bench, list(difference), rounds)
            record = {
                'module': module, 'model': model, 'threads': count, 'difference': difference, 'failures': failures,
                **result}
            with open(path, 'a') as file:
                file.write(json.dumps(record) + '\n')
            done[model, count] = record
        if missing:
            shutil.rmtree(bench.folder, ignore_errors=True)
    return done


def print_table(done, models, threads, peers, titles, geometric, markdown):
    """A row a module: times and ratios, of medians and, in brackets, of the shortest times, for each number of threads."""
    engines = ['backbones', *peers]
    rows, ratios = [], {count: [] for count in threads}
    for module, model in sorted(models.items()):
        records = [done.get((model, count), {}) for count in threads]
        if not any(records):
            continue
        row = [module, model]
        for count, record in zip(threads, records):
            times = [f"{record[engine]['median_ms']:.1f}" if engine in record else '–' for engine in engines]
            row += [' / '.join(times), '–']
            if 'ratio' in record:
                row[-1] = f"{record['ratio']:.2f} ({record['best_ratio']:.2f})"
                ratios[count].append((record['ratio'], record['best_ratio']))
        rows.append(row)
    means = [[f'{geometric(values):.2f}' for values in zip(*ratios[count])] for count in threads]
    rows.append(['geometric mean', '', *(cell for mean in means for cell in ('', '{} ({})'.format(*mean) if mean else '–'))])
    names = ' / '.join(titles[engine] for engine in engines)
    header = ['module', 'model']
    for count in threads:
        header += [f'threads {count}: {names}, ms' if count == threads[0] else f'threads {count}', 'ratio']
    print(f'{len(rows) - 1} of {len(models)} modules\n\n{table(header, rows, markdown)}\n')
