"""The Swift sources of a family that is still to be written: its table of configurations, a body that says so, and its
line in the registry."""
import re

from timm_facts import records

MODELS = records.ROOT / 'Sources/BackbonesModels'
REGISTRY = MODELS / 'Families.swift'
LINE = re.compile(r'^    (\w+)\.self,\n', re.MULTILINE)
MODULE = re.compile(r'static let module = "(\w+)"')

CONFIGURATIONS = '''// Made by `Scripts/facts configurations` from timm 1.0.31.
extension {type} {{
  static let configurations = ConfigurationTable(
    """
{rows}
    """)
}}
'''

FAMILY = '''internal import BackbonesGraphs
internal import BackbonesTensors

/// timm 1.0.31, `models/{module}.py`.
struct {type}: Architecture, Family, Hashable {{
  static let module = "{module}"

  static let variants = Variants<{type}> {{ table in
{variants}
  }}

  func build(_ image: Value, head: Head, in g: Scope) {{
    g.fail(.invalidOption, "{module} has no body yet")
  }}
}}
'''


def type_name(module):
    """A type's name made of a module's."""
    return ''.join(word[:1].upper() + word[1:] for word in module.split('_'))


def registered():
    """The modules that have a family."""
    sources = (MODELS / 'Families').rglob('*.swift')
    return {found.group(1) for source in sources if (found := MODULE.search(source.read_text()))}


def rewrite_configurations(rows):
    """Puts rows in the place of those in the file that has the first of their names; its path."""
    name = re.split('[. ]', rows[0])[0]
    for path in sorted((MODELS / 'Families').rglob('*+Configurations.swift')):
        text = path.read_text()
        if re.search(rf'^ +{re.escape(name)}[. \n]', text, re.MULTILINE):
            before, after = text[:text.index('"""\n') + 4], text[text.rindex('    """'):]
            path.write_text(before + ''.join(f'    {row}\n' for row in rows) + after)
            return path
    raise SystemExit(f'no family has a configuration of {name}; Scripts/add_family begins one')


def write_configurations(folder, name, rows):
    """The table of a family's configurations."""
    path = folder / f'{name}+Configurations.swift'
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(CONFIGURATIONS.format(type=name, rows='\n'.join('    ' + row for row in rows)))
    return path


def write_family(folder, module, name, variants):
    """The family's type, with a row for each name."""
    path = folder / f'{name}.swift'
    rows = '\n'.join(f'    table["{variant}"] = {name}()' for variant in variants)
    path.write_text(FAMILY.format(module=module, type=name, variants=rows))
    return path


def register(name):
    """The family's line among the others, sorted whatever the case."""
    text = REGISTRY.read_text()
    lines = list(LINE.finditer(text))
    place = next((line.start() for line in lines if line.group(1).lower() > name.lower()), lines[-1].end())
    REGISTRY.write_text(f'{text[:place]}    {name}.self,\n{text[place:]}')
    return REGISTRY
