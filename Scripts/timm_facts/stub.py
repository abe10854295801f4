"""The Swift sources of a family that is still to be written: its table of configurations, a body that says so, and its
line in the registry."""
import re

from timm_facts import records

MODELS = records.ROOT / 'Sources/BackbonesModels'
REGISTRY = MODELS / 'Registry.swift'
LINE = re.compile(r'^    Family\($|^    Family\(module: "', re.MULTILINE)
MODULE = re.compile(r'module: "(\w+)"')

CONFIGURATIONS = '''// Made by Scripts/facts configurations from timm 1.0.31; see `Configuration.parse`.
extension {type} {{
  static let configurations = """
{rows}
    """
}}
'''

FAMILY = '''internal import BackbonesGraphs
internal import BackbonesTensors

/// timm 1.0.31, `models/{module}.py`.
struct {type}: Architecture, Hashable {{
  static let variants: [String: {type}] = [
{variants}
  ]

  func build(_ image: Value, head: Head, in g: Scope) {{
    g.fail(.invalidOption, "{module} has no body yet")
  }}
}}
'''


def type_name(module):
    """A type's name made of a module's."""
    return ''.join(word[:1].upper() + word[1:] for word in module.split('_'))


def registered():
    """The modules in the registry, in order, with where their lines begin."""
    text = REGISTRY.read_text()
    return [(MODULE.search(text, found.start()).group(1), found.start()) for found in LINE.finditer(text)]


def write_configurations(folder, name, rows):
    """The table of a family's configurations."""
    path = folder / f'{name}+Configurations.swift'
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(CONFIGURATIONS.format(type=name, rows='\n'.join('    ' + row for row in rows)))
    return path


def write_family(folder, module, name, variants):
    """The family's type, with a row for each name."""
    path = folder / f'{name}.swift'
    rows = '\n'.join(f'    "{variant}": {name}(),' for variant in variants)
    path.write_text(FAMILY.format(module=module, type=name, variants=rows))
    return path


def register(module, name):
    """The family's line, in the order of modules."""
    text = REGISTRY.read_text()
    lines = registered()
    later = [start for other, start in lines if other > module]
    place = later[0] if later else text.index('\n  ]\n', lines[-1][1]) + 1
    line = f'    Family(module: "{module}", variants: {name}.variants, configurations: {name}.configurations),\n'
    REGISTRY.write_text(text[:place] + line + text[place:])
    return REGISTRY
