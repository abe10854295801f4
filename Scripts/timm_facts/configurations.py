"""The pretrained configurations of a timm module as a Swift table; `ConfigurationTable` reads it."""
from timm_facts import records

MEANS = {
    ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)): None,
    ((0.5, 0.5, 0.5), (0.5, 0.5, 0.5)): 'half',
    ((0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)): 'clip',
    ((0.0, 0.0, 0.0), (1.0, 1.0, 1.0)): 'unit',
}




def size(value):
    return 'x'.join(map(str, value))


def row(name, tag, configuration):
    """A line of the table: what differs from the defaults."""
    get = configuration.get
    fields = [f'{name}.{tag}' if tag else name]
    if tuple(get('input_size')) != (3, 224, 224):
        fields.append('input_size=' + size(get('input_size')))
    if get('test_input_size'):
        fields.append('test_input_size=' + size(get('test_input_size')))
    if get('fixed_input_size'):
        fields.append('fixed_input_size')
    if get('crop_pct') != 0.875:
        fields.append(f'crop_pct={get("crop_pct"):g}')
    if get('test_crop_pct') is not None:
        fields.append(f'test_crop_pct={get("test_crop_pct"):g}')
    if get('crop_mode', 'center') != 'center':
        fields.append('crop_mode=' + get('crop_mode'))
    if get('interpolation') != 'bicubic':
        fields.append('interpolation=' + get('interpolation'))
    mean, std = tuple(get('mean')), tuple(get('std'))
    norm = MEANS.get((mean, std), ','.join(f'{v!r}' for v in mean) + '/' + ','.join(f'{v!r}' for v in std))
    if norm:
        fields.append('norm=' + norm)
    if get('num_classes') != 1000:
        fields.append(f'num_classes={get("num_classes")}')
    if hub := get('hf_hub_id'):
        fields.append('hf_hub_id=' + ('timm/' if hub == f'timm/{fields[0]}' else hub))
    elif url := get('url'):
        fields.append('url=' + url)
    license = get('license') or ''
    if license != ('apache-2.0' if tag else ''):
        fields.append(f'license={license}')
    return ' '.join(fields)


def from_timm(names):
    """Each name's tags, the default first, with their configurations."""
    import timm_models  # noqa: F401  before timm
    import timm
    for name in names:
        default = timm.get_pretrained_cfg(name)
        yield name, default.tag or '', default.to_dict()
        for tagged in timm.list_models(name + '.*', pretrained=True, include_tags=True):
            tag = tagged.partition('.')[2]
            if tag and tag != default.tag:
                yield name, tag, timm.get_pretrained_cfg(tagged).to_dict()


def from_facts(folder, names):
    """The same, from a folder of facts."""
    tags = {}
    for record in records.read(folder / 'pretrained.jsonl.gz'):
        name, _, tag = record['name'].partition('.')
        tags.setdefault(name, {})[tag] = record
    for record in records.given(folder, 'structure', names):
        name, default = record['name'], record['cfg']['tag'] or ''
        # The structure's configuration has no URL.
        url = tags.get(name, {}).get(default, {}).get('url')
        yield name, default, record['cfg'] | {'url': url}
        for tag, configuration in tags.get(name, {}).items():
            if tag and tag != default:
                yield name, tag, configuration


def table(entries):
    """The lines of the table, with names and tags in the order in which they come."""
    return [row(*entry) for entry in entries]
