"""The document that says how near to timm every name is."""
import collections
import json
import textwrap

INTRODUCTION = (
    "How far outputs are from timm's, for {which}: the largest difference of any element, in standard deviations of"
    " timm's tensor. Both compute in single precision, from the same synthetic weights (`synthetic:0:1`) and "
    'images. The outputs are logits, hidden, prelogits, every level of the pyramid, every intermediate (as it is, '
    'normed, and its prefix tokens) and nodes: all modules of timm that the package has a value for, or 40 of them '
    "in models of 300 M parameters and more. A node has the package's layout: the heads of a token side by side, "
    'and a vector as a map of one pixel.')
HEADER = '''
| module | names | outputs | worst | of | logits | hidden | prelogits | features | intermediates | nodes |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
'''
FOOTER = (
    'Models that take maps of any size got images of {maps}; those built for one size got that, or a smaller one where '
    'it is large. A case is two images, or one for models of 300 M parameters and more. {gains}The worst of {count} '
    'names is {worst:.1e}; the tests of this package allow 1e-4. {missing}Made on {date} with timm {timm} and torch '
    '{torch} by')
UNSETTLED = (
    'Not compared, since no gain settles them: {names}. Standardised weights, and norms of a channel by itself or of a '
    "whole map, undo the gain, and timm's single precision differs from its double precision by more than 1e-4. ")
WIDTH = 120
COMMANDS = '''
```console
$ swift build -c release --product backbones
$ Scripts/compare_with_timm.py --all --results parity.jsonl
$ Scripts/compare_with_timm.py report parity.jsonl
```
'''

KINDS = ('logits', 'hidden', 'prelogits', 'feature', 'intermediate', 'node')


def write(results, output, listed, unsettled):
    """Writes the document from a file of results; `listed` has every name that there is, and the document says which of
    them have no result, and which of those are `unsettled`.

    Raises SystemExit where a name failed last."""
    latest = {}
    for line in results.read_text().splitlines():
        record = json.loads(line)
        latest[record['name']] = record
    if failed := [name for name, record in latest.items() if 'error' in record]:
        raise SystemExit(f'{results}: {len(failed)} names failed, such as {", ".join(failed[:5])}')

    modules = collections.defaultdict(list)
    for record in latest.values():
        modules[record['module']].append(record)
    lines = []
    for module, records in sorted(modules.items()):
        worst = max(records, key=lambda record: record['distance'])
        kinds = [max(record['kinds'].get(kind, 0) for record in records) for kind in KINDS]
        cells = [f'`{module}`', len(records), sum(record['outputs'] for record in records),
                 f'{worst["distance"]:.1e}', f'`{worst["name"]}`, `{worst["worst"]}`',
                 *(f'{kind:.1e}' for kind in kinds)]
        lines.append('| ' + ' | '.join(map(str, cells)) + ' |')

    everything = list(latest.values())
    maps = collections.Counter('x'.join(map(str, record['size'])) for record in everything).most_common(1)[0][0]
    gains = [f'`{record["name"]}` has a gain of {record["gain"]:g}.' for record in everything if record['gain'] != 1]
    if double := ', '.join(f'`{record["name"]}`' for record in everything if record.get('double')):
        gains.append(f'timm computes in double precision for {double}, because its single precision is too far from it.')
    without = [name for name in listed if name not in latest]
    missing = ''
    if waiting := [name for name in without if name not in unsettled]:
        missing = f'Not compared yet: {quoted(waiting)}. '
    if never := [name for name in without if name in unsettled]:
        missing += UNSETTLED.format(names=quoted(never))
    which = f'{len(everything)} of {len(listed)} names' if missing else f'all {len(listed)} names'
    footer = FOOTER.format(
        missing=missing, maps=maps, gains=' '.join(gains) + ' ' * bool(gains), count=len(everything),
        worst=max(record['distance'] for record in everything), date=max(record['date'] for record in everything),
        timm=everything[0]['timm'], torch=everything[0]['torch'])
    output.write_text('# Distance from timm\n\n' + wrapped(INTRODUCTION.format(which=which)) + HEADER
                      + '\n'.join(lines) + '\n\n' + wrapped(footer) + COMMANDS)


def quoted(names):
    return ', '.join(f'`{name}`' for name in names)


def wrapped(text):
    return textwrap.fill(text, WIDTH, break_on_hyphens=False, break_long_words=False) + '\n'
