"""What timm measured of its weights on the ImageNet validation images, as a Swift table."""
import csv
import pathlib
import textwrap

FILE = pathlib.Path(__file__).resolve().parents[2] / 'Sources/BackbonesModels/ImageNetAccuracies.swift'

BEGINNING = '''// Made by `Scripts/facts accuracies` from results/results-imagenet.csv of timm's repository.
extension Registry.Entry {
  /// Top-1 accuracy in per cent on the 50,000 validation images of ImageNet-1k (Russakovsky et al. 2015,
  /// arXiv:1409.0575), the best of the image sizes that timm measured; nil where it measured none.
  package var imageNetAccuracy: Double? {
    let tag = configuration.tag
    return Self.accuracies[tag.isEmpty ? name : "\\(name).\\(tag)"]
  }

  private static let accuracies: [String: Double] = {
    let text = """
'''
END = '''      """
    // A name, then what it reached.
    let words = text[...].parts(at: " ")
    return Dictionary(
      uniqueKeysWithValues: stride(from: 0, to: words.count, by: 2).map { (String(words[$0]), Double(words[$0 + 1])!) })
  }()
}
'''


def write(path):
    best = {}
    for row in csv.DictReader(path.read_text().splitlines()):
        best[row['model']] = max(best.get(row['model'], 0), float(row['top1']))
    words = ' '.join(f'{name} {top:g}' for name, top in sorted(best.items()))
    lines = textwrap.wrap(words, 111, break_long_words=False, break_on_hyphens=False)
    FILE.write_text(BEGINNING + ' \\\n'.join(f'      {line}' for line in lines) + '\n' + END)
