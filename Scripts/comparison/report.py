"""The document that says how near to timm every name is."""
import collections
import json
import re
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
    'Not compared, since no gain settles them: {names}. Standardised weights, norms of a channel by itself or of a '
    'whole map, norms behind every branch, and maps less their means after blocks that smooth them undo the gain, and '
    "timm's single precision differs from its double precision by more than 1e-4, or by most of it. ")
WIDTH = 120
COMMANDS = '''
```console
$ swift build -c release --product backbones
$ Scripts/compare_with_timm.py --all --results Docs/Parity.jsonl
$ Scripts/compare_with_timm.py report Docs/Parity.jsonl
```
'''

KINDS = ('logits', 'hidden', 'prelogits', 'feature', 'intermediate', 'node')


def write(results, output, modules, unsettled, gains, double):
    """Writes the document from a file of results. Of modules of which the file has fewer names than the document the worst
    of both counts; what it says is not compared yet is added.

    `modules` has the module of every name that there is, `unsettled` the names that are not compared, `gains` the gain of a
    name where it is not 1, and `double` the names for which timm computes in double precision. Raises SystemExit where a
    name failed last."""
    latest = {}
    for line in results.read_text().splitlines():
        record = json.loads(line)
        if record['name'] not in unsettled:
            latest[record['name']] = record
    if failed := [name for name, record in latest.items() if 'error' in record]:
        raise SystemExit(f'{results}: {len(failed)} names failed, such as {", ".join(failed[:5])}')

    records = collections.defaultdict(list)
    for record in latest.values():
        records[record['module']].append(record)
    before, waiting = earlier(output)
    # Of a module whose row is kept, all names were compared that the document does not name as waiting.
    new = {module: [record for record in of_module if record['name'] in waiting] for module, of_module in records.items()}
    kept = {module for module, row in before.items()
            if len(records[module]) - len(new.get(module, [])) < int(row.split('|')[2])}
    compared = [name for name, module in modules.items()
                if name in latest or module in kept and name not in waiting | unsettled]
    rows = {module: row_of(module, of_module, before[module], waiting) if module in kept else row_of(module, of_module)
            for module, of_module in (dict.fromkeys(before, []) | records).items()}
    notes = [f'With a gain of {gain:g}: {quoted(name for name in compared if gains.get(name) == gain)}.'
             for gain in sorted({gains[name] for name in compared if name in gains}, reverse=True)]
    if of_double := [name for name in compared if name in double]:
        notes.append(f'timm computes in double precision for {quoted(of_double)}, because its single precision is too far '
                     'from it.')
    if shortened := [name for name in compared if 'depth' in latest.get(name, {})]:
        notes.append(f'By the nodes of their first blocks, since no memory of 24 GB holds them twice: {quoted(shortened)}.')
    missing = ''
    without = [name for name in modules if name not in set(compared)]
    if later := [name for name in without if name not in unsettled]:
        missing = f'Not compared yet: {quoted(later)}. '
    if never := [name for name in without if name in unsettled]:
        missing += UNSETTLED.format(names=quoted(never))
    which = f'{len(compared)} of {len(modules)} names' if missing else f'all {len(modules)} names'
    everything = list(latest.values())
    maps = collections.Counter('x'.join(map(str, record['size'])) for record in everything).most_common(1)[0][0]
    footer = FOOTER.format(
        missing=missing, maps=maps, gains=' '.join(notes) + ' ' * bool(notes), count=len(compared),
        worst=max(float(row.split('|')[4]) for row in rows.values()), date=max(record['date'] for record in everything),
        timm=everything[0]['timm'], torch=everything[0]['torch'])
    output.write_text('# Distance from timm\n\n' + wrapped(INTRODUCTION.format(which=which)) + HEADER
                      + '\n'.join(rows[module] for module in sorted(rows)) + '\n\n' + wrapped(footer) + COMMANDS)


def row_of(module, records, before=None, waiting=()):
    """A module's line of the table; with the results of the line before, which counts all names but those that wait."""
    rows = [(record['distance'], f'`{record["name"]}`, `{record["worst"]}`', *((0, 0) if counted else (1, record['outputs'])),
             [record['kinds'].get(kind, 0) for kind in KINDS])
            for record in records for counted in [before and record['name'] not in waiting]]
    if before:
        _, names, outputs, worst, where, *kinds = [cell.strip() for cell in before.strip('|\n').split(' | ')]
        rows.append((float(worst), where, int(names), int(outputs), [float(kind.strip(' |')) for kind in kinds]))
    worst, where = max(rows, key=lambda row: row[0])[:2]
    cells = [f'`{module}`', sum(row[2] for row in rows), sum(row[3] for row in rows), f'{worst:.1e}', where,
             *(f'{max(kind):.1e}' for kind in zip(*(row[4] for row in rows)))]
    return '| ' + ' | '.join(map(str, cells)) + ' |'


def earlier(document):
    """The lines of the document's table by module, and the names that it says are not compared yet."""
    text = document.read_text() if document.exists() else ''
    rows = {line.split('`')[1]: line for line in text.splitlines() if line.startswith('| `')}
    waiting = re.search(r'Not compared yet: ([^.]*)\.', text)
    return rows, set(re.findall('`([^`]+)`', waiting[1])) if waiting else set()


def quoted(names):
    return ', '.join(f'`{name}`' for name in names)


def wrapped(text):
    return textwrap.fill(text, WIDTH, break_on_hyphens=False, break_long_words=False) + '\n'
