"""The page that parity_page writes: one HTML file without links to anything."""
import html as escaping

STYLE = '''
:root { color-scheme: light dark; --paper: #fbfbf9; --ink: #26282c; --faint: #6b6f76; --line: #d9d9d4; --own: #2b7a4b; --other: #9aa3ad;
  --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --paper: #17181b; --ink: #e6e6e3; --faint: #9a9ea6; --line: #34363b; --own: #5cc98a;
  --other: #5b636d; --bad: #ff8a80; } }
body { background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto;
  padding: 0 1rem; }
h1 { font-size: 1.6rem; margin-bottom: .2rem; } h2 { font-size: 1.2rem; margin-top: 2.2rem; }
p, caption { color: var(--faint); } .scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding-bottom: .4rem; } th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); text-align: right;
  white-space: nowrap; }
th.text, td.text { text-align: left; }
.note { color: var(--bad); } thead th { font-weight: 600; border-bottom: 2px solid var(--line); }
code { font: .92em ui-monospace, monospace; } .good { color: var(--own); } .bad { color: var(--bad); font-weight: 600; }
.bar { display: block; height: .7rem; border-radius: 2px; background: var(--other); min-width: 2px; } .bar.own { background: var(--own); }
td.wide { width: 40%; min-width: 10rem; } dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dt { color: var(--faint); } dd { margin: 0; }
'''
KINDS = ('logits', 'hidden', 'prelogits', 'feature', 'intermediate', 'node')


def text(value):
    """Text as HTML has it."""
    return escaping.escape(str(value))


def table(caption, header, rows, words=('model', 'engine', 'of')):
    """A table of cells that are HTML already; columns of words begin at the left."""
    head = ''.join('<th scope="col"' + (' class="text"' if title in words else '') + f'>{text(title)}</th>' for title in header)
    body = ''.join('<tr>' + ''.join(row) + '</tr>\n' for row in rows)
    return (f'<div class="scroll"><table><caption>{text(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n'
            f'<tbody>\n{body}</tbody></table></div>\n')


def cell(value):
    return f'<td>{text(value)}</td>'


def code(value):
    return f'<td class="text"><code>{text(value)}</code></td>'


def parity(record):
    """How far outputs are from timm's."""
    rows = []
    for model in record['models']:
        found = model['parity']
        if 'kinds' not in found:
            rows.append([code(model['name']), f'<td class="bad" colspan="{len(KINDS) + 3}">{text(found["error"])}</td>'])
            continue
        good = found['distance'] <= record['tolerance']
        cells = [cell(f'{found["kinds"][kind]:.1e}' if kind in found['kinds'] else '–') for kind in KINDS]
        rows.append([
            code(model['name']), cell(found['outputs']), *cells,
            f'<td class="{"good" if good else "bad"}">{found["distance"]:.1e} {"✓" if good else "✗"}</td>', code(found['worst'])])
    return table(
        'The largest difference of any element, in standard deviations of timm’s tensor; '
        f'accepted up to {record["tolerance"]:.0e}.',
        ['model', 'outputs', *(f'{kind}s' if kind not in ('logits', 'hidden', 'prelogits') else kind for kind in KINDS), 'worst', 'of'],
        rows)


def bars(record, titles, caption, value, unit):
    """A row of every engine for every model, with a bar as long as its number."""
    rows = []
    for model in record['models']:
        numbers = {engine: value(result) for engine, result in model['engines'].items()}
        most = max(numbers.values())
        for index, (engine, number) in enumerate(numbers.items()):
            own = engine == 'backbones'
            times = '' if own or not numbers['backbones'] else f'× {number / numbers["backbones"]:.2f}'
            width = 100 * number / most if most else 0
            rows.append([
                code(model['name']) if index == 0 else '<td></td>', f'<td class="text">{text(titles.get(engine, engine))}</td>',
                f'<td>{number:.{2 if number < 100 else 0}f} {unit}</td>', cell(times),
                f'<td class="wide"><span class="bar{" own" if own else ""}" style="width: {width:.1f}%"></span></td>'])
    return table(caption, ['model', 'engine', '', 'to Backbones', ''], rows)


def html(record, titles):
    """The page of everything that was measured."""
    machine, versions = record['machine'], record['versions']
    facts = {
        'Processor': f'{machine["cpu"]}, {machine["processors"]} processors', 'System': f'{record["system"]}, Linux {machine["kernel"]}',
        'Revision': machine['revision'], 'Date': machine['date'], 'Load before': f'{machine["load"]:.2f}',
        **versions}
    threads = f'{record["threads"]} thread' + ('s' if record['threads'] > 1 else '')
    rounds = f'the median of {record["rounds"]} rounds' if record['rounds'] > 1 else 'one round'
    names = ', '.join(model['name'] for model in record['models'])
    sections = {
        'Parity': parity(record),
        'Speed': bars(
            record, titles, f'Milliseconds of one image on {threads}, {rounds}. Processes took turns.',
            lambda result: result['median_ms'], 'ms'),
        'Memory': bars(
            record, titles, 'The most memory that the process had; with Python and what it imports, of the others.',
            lambda result: result['peak_rss_bytes'] / 2**20, 'MiB'),
        'Start': bars(
            record, titles, 'A process from its start to its end: it loads the model, runs it once and writes the logits.',
            lambda result: result['cold_ms'], 'ms'),
        'Machine and versions': '<dl>\n' + ''.join(
            f'<dt>{text(name)}</dt><dd>{text(value)}</dd>\n' for name, value in facts.items()) + '</dl>\n'}
    # Times of a machine that does something else are no times.
    busy = machine['load'] > machine['processors'] / 2
    note = (f'<p class="note">The machine was busy when this was measured (load {machine["load"]:.1f} of {machine["processors"]} '
            'processors): times say little.</p>\n') if busy else ''
    body = note + ''.join(f'<h2>{title}</h2>\n{content}' for title, content in sections.items())
    return f'''<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Backbones beside timm: {text(names)}</title>
<style>{STYLE}</style>
</head>
<body>
<h1>Backbones beside timm</h1>
<p>What this engine and timm compute from the same weights and images, and what both take for it. Measured on {text(machine["date"])}
by <code>Scripts/parity_page</code>.</p>
{body}</body>
</html>
'''
