"""Copies the records of some timm modules, or names, from a file of facts (one JSON object a line, gzipped).
usage: select_facts.py FACTS.jsonl.gz OUT.jsonl.gz [--structure STRUCTURE.jsonl.gz] MODULE_OR_NAME [...]
`--structure` tells which module a name belongs to, where the facts do not say."""
import argparse
import gzip
import json


def records(path):
    with gzip.open(path, 'rt') as file:
        for line in file:
            yield json.loads(line)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('facts')
    parser.add_argument('out')
    parser.add_argument('--structure')
    parser.add_argument('wanted', nargs='+')
    arguments = parser.parse_args()
    modules = {r['name']: r['module'] for r in records(arguments.structure or arguments.facts)}
    wanted = set(arguments.wanted)
    with open(arguments.out, 'wb') as raw, gzip.GzipFile(filename='', mode='wb', fileobj=raw, mtime=0) as out:
        for record in records(arguments.facts):
            if record['name'] in wanted or modules[record['name']] in wanted:
                out.write((json.dumps(record) + '\n').encode())


if __name__ == '__main__':
    main()
