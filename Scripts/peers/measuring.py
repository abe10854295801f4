"""Processes that are measured from outside, and tables of what they took. Needs nothing but Python: a process starts
with the peak memory of the one that made it, so the one that measures must stay small."""
import json
import math
import os
import pathlib
import subprocess
import tempfile
import time


def add_options(parser, root, cached, tables=True):
    """The options of every benchmark beside peers; `cached` says what the cache folder has, `tables` whether some are printed."""
    add = parser.add_argument
    if tables:
        add('--markdown', action='store_true', help='print tables for a Markdown page')
    add('--engine', type=pathlib.Path, default=root / '.build/release/backbones', help='the executable to measure')
    add('--benchmarks', type=pathlib.Path, default=root / '.build/release/BackbonesBenchmarks',
        help='the executable that measures the peak of multiply-adds before and after each round')
    add('--python', type=pathlib.Path,
        help="an interpreter that has the packages; without it, that of bench_peers.py --setup")
    home = pathlib.Path(os.environ.get('XDG_CACHE_HOME', pathlib.Path.home() / '.cache'))
    add('--cache', type=pathlib.Path, default=home / 'backbones-bench', help=cached)


def parse(parser):
    """The options, with the interpreter that measures peers."""
    options = parser.parse_args()
    options.python = options.python or options.cache / 'venv/bin/python'
    return options


class Failure(Exception):
    """A process that did not end well."""


def spawn(command, environment=None):
    """Runs a process to its end: what it printed, its wall time in ms and its peak memory in bytes."""
    output, wall, usage = spawn_for_usage(command, environment)
    return output, wall, usage.ru_maxrss * 1024


def spawn_for_usage(command, environment=None):
    """As `spawn`, with all that the system says of what the process used."""
    begin = time.perf_counter()
    with tempfile.TemporaryFile('w+') as errors:
        process = subprocess.Popen(
            [str(part) for part in command], stdout=subprocess.PIPE, stderr=errors, text=True,
            env={**os.environ, **(environment or {})})
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = (time.perf_counter() - begin) * 1e3
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            reason = errors.read().strip()[-2000:]
            raise Failure(f'{" ".join(map(str, command))}\nended with {process.returncode}: {reason}')
    return output, wall, usage


def spawn_for_json(command, environment=None):
    """As `spawn`, for a process that prints JSON; with its peak memory as `peak_rss_bytes`."""
    output, _, peak = spawn(command, environment)
    return {**json.loads(output), 'peak_rss_bytes': peak}


def cores(count):
    """Processors that this process may use, one of each core first."""
    allowed = sorted(os.sched_getaffinity(0))
    seen, first, others = set(), [], []
    for processor in allowed:
        siblings = pathlib.Path(f'/sys/devices/system/cpu/cpu{processor}/topology/thread_siblings_list')
        core = siblings.read_text() if siblings.exists() else str(processor)
        (others if core in seen else first).append(processor)
        seen.add(core)
    chosen = (first + others)[:count]
    if len(chosen) < count:
        raise SystemExit(f'{count} threads want as many processors; this process may use {len(chosen)}')
    return chosen


# A round is disturbed where the machine is slower than this share of its best.
STEADY = 0.95


class Peak:
    """The rate of multiply-adds in registers on so many processors, which falls when neighbours take some of them. Without
    the tool that measures it, every round is taken for steady."""

    def __init__(self, tool, threads):
        self.tool, self.cores, self.best = tool if tool.exists() else None, cores(threads), 0

    def share(self):
        """The present rate of the slowest processor, as a share of the best so far."""
        if not self.tool:
            return 1
        processes = [
            subprocess.Popen(['taskset', '-c', str(core), self.tool, '--peak'], stdout=subprocess.PIPE, text=True)
            for core in self.cores]
        rate = min(float(process.communicate()[0]) for process in processes)
        self.best = max(self.best, rate)
        return rate / self.best


def steady_rounds(count, take, peak):
    """What `take(number)` gives in so many rounds. A round that begins or ends disturbed is taken again, as many times as there
    are rounds; then the steadiest stand."""
    taken, before = [], peak.share()
    while len(taken) < 2 * count:
        result = take(len(taken))
        after = peak.share()
        taken.append((min(before, after), len(taken), result))
        before = after
        if sum(share >= STEADY for share, _, _ in taken) >= count:
            break
    steadiest = sorted(taken, key=lambda round: (round[0] < STEADY, -min(round[0], STEADY), round[1]))[:count]
    return [result for _, _, result in sorted(steadiest, key=lambda round: round[1])]


def interval(values):
    """Where the median of what such values are drawn from lies, with a confidence of at least 95 %, or as high as so few give: by
    order statistics, whatever the distribution."""
    values, count = sorted(values), len(values)
    rank, tail = 0, 0.5 ** count
    while rank + 1 < count - 1 - rank and 2 * (tail + math.comb(count, rank + 1) * 0.5 ** count) <= 0.05:
        rank += 1
        tail += math.comb(count, rank) * 0.5 ** count
    return values[rank], values[count - 1 - rank]


def machine(root):
    """Where and on what was measured."""
    facts = pathlib.Path('/proc/cpuinfo').read_text().splitlines()
    name = next((line.split(':')[1].strip() for line in facts if line.startswith('model name')), 'unknown')
    describe = subprocess.run(
        ['git', '-C', root, 'describe', '--always', '--dirty'], stdout=subprocess.PIPE, text=True)
    return {
        'cpu': name, 'processors': len(os.sched_getaffinity(0)), 'kernel': os.uname().release,
        'load': os.getloadavg()[0], 'revision': describe.stdout.strip(), 'date': time.strftime('%Y-%m-%d')}


def table(header, rows, markdown):
    """Columns below each other: the first to the left, numbers to the right."""
    widths = [max(len(row[column]) for row in [header, *rows]) for column in range(len(header))]
    def line(row):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:]))]
        return '| ' + ' | '.join(cells) + ' |' if markdown else '  '.join(cells)
    rule = ['| ' + ' | '.join(['-' * widths[0], *('-' * (width - 1) + ':' for width in widths[1:])]) + ' |']
    return '\n'.join([line(header), *(rule if markdown else []), *map(line, rows)])
