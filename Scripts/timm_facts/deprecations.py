"""The names that timm deprecates, as a Swift table."""
import pathlib

FILE = pathlib.Path(__file__).resolve().parents[2] / 'Sources/BackbonesModels/DeprecatedNames.swift'

BEGINNING = '''// Made by `Scripts/facts deprecations` from timm {version}.
extension Registry {{
  /// Names that timm deprecates, each with the one it has now.
  static let deprecatedNames: [Substring: Substring] = {{
    let lines = """
'''
END = '''      """
    return Dictionary(
      uniqueKeysWithValues: lines[...].parts(at: "\\n").map { line in
        let names = line.parts(at: " ")
        return (names[0], names[1])
      })
  }()
}
'''


def write():
    import timm_models  # noqa: F401  before timm
    import timm
    from timm.models import _registry
    names = sorted((old, new) for old, new in _registry._deprecated_models.items() if new)
    lines = ''.join(f'      {old} {new}\n' for old, new in names)
    FILE.write_text(BEGINNING.format(version=timm.__version__) + lines + END)
