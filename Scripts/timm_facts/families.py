"""The facts of timm's modules, into the folders where the tests read them: computed with timm, or copied from a folder of
facts about all of timm."""
import collections
import importlib

from timm_facts import configurations, records, stub


def names(module, folder=None):
    """All names of a module, in timm's order."""
    if folder:
        return records.given_names(folder, module)
    import timm_models
    return timm_models.names(module)


def write_structure(module, folder=None):
    """The structure of all names of a module."""
    if folder:
        found = records.given(folder, 'structure', names(module, folder))
    else:
        from timm_facts.structure import structure
        found = [structure(name) for name in names(module)]
    records.write(records.fixture(module, 'structure'), found)
    print(f'{module}: the structure of {len(found)} names')


def write_goldens(models, seed, batch, gain, folder=None):
    """Goldens of models, beside those that their modules have; `NAME@HxW` is of that size."""
    if folder:
        modules = {record['name']: record['module'] for record in records.read(folder / 'structure.jsonl.gz')}
        found = records.given(folder, 'goldens', models)
        if missing := set(models) - {record['name'] for record in found}:
            raise SystemExit(f'{folder} has no goldens of {", ".join(sorted(missing))}')
    else:
        import timm_models
        from timm_facts.goldens import golden
        found = [golden(*sized(model), seed, batch, gain) for model in models]
        modules = {record['name']: timm_models.module(record['name']) for record in found}
    write_by_module('goldens', found, modules)


def write_taps(kind, models, seed, batch, gain):
    """What every module gives, or the weights of every attention (`taps`, `attention`), of models."""
    import timm_models
    record_of = getattr(importlib.import_module(f'timm_facts.{kind}'), kind)
    found = [record_of(*sized(model), seed, batch, gain) for model in models]
    write_by_module(kind, found, {record['name']: timm_models.module(record['name']) for record in found})


def write_by_module(kind, found, modules):
    grouped = collections.defaultdict(list)
    for record in found:
        grouped[modules[record['name']]].append(record)
    for module, group in grouped.items():
        records.update(records.fixture(module, kind), group)
        print(f'{module}: {kind} of {", ".join(record["name"] for record in group)}')


def configuration_table(module, folder=None):
    """The lines of a module's table of pretrained configurations."""
    of = names(module, folder)
    return configurations.table(configurations.from_facts(folder, of) if folder else configurations.from_timm(of))


def write_configurations(module, folder=None):
    """A module's table, into the file that has it."""
    rows = configuration_table(module, folder)
    path = stub.rewrite_configurations(rows)
    print(f'{module}: {len(rows)} pretrained configurations in {path.relative_to(records.ROOT)}')


def sized(model):
    """The name, and the height and width asked for."""
    name, _, size = model.partition('@')
    return name, tuple(int(side) for side in size.split('x')) if size else None
