"""Files of facts: one JSON object a line, gzipped, the same bytes for the same facts."""
import gzip
import json
import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MODELS = ROOT / 'Tests/Fixtures/Models'


def read(path):
    """The records of a file; none where there is no file."""
    if not path.exists():
        return []
    with gzip.open(path, 'rt') as file:
        return [json.loads(line) for line in file]


def write(path, records):
    """Writes a file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + '.new')
    with open(temporary, 'wb') as raw, gzip.GzipFile(filename='', mode='wb', fileobj=raw, mtime=0) as file:
        for record in records:
            file.write((json.dumps(record) + '\n').encode())
    os.replace(temporary, path)


def update(path, records):
    """Writes records into a file, each in the place of the one with its name, or at the end."""
    merged = {record['name']: record for record in read(path)} | {record['name']: record for record in records}
    write(path, merged.values())


def fixture(module, kind):
    """Where the tests read a module's facts of a kind: `structure`, `goldens`, `taps` or `attention`."""
    return MODELS / module / f'{kind}.jsonl.gz'


def given(folder, kind, of):
    """The records of a kind and some names in a folder of facts about all of timm."""
    wanted = set(of)
    return [record for record in read(pathlib.Path(folder) / f'{kind}.jsonl.gz') if record['name'] in wanted]


def given_names(folder, module):
    """All names of a module in such a folder."""
    records = read(pathlib.Path(folder) / 'structure.jsonl.gz')
    found = [record['name'] for record in records if record['module'] == module]
    if not found:
        raise SystemExit(f"{folder} has no module '{module}'")
    return found
