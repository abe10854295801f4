import ArgumentParser
import Backbones
import BackbonesExtraction
import BackbonesHub

struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find pictures that are like others, in a folder that 'extract' has written.",
    discussion: """
      Vectors are compared by cosine, all of them. The model must be that of the folder. --duplicates needs none: it \
      lists the folder's own pictures that are like each other. With --json, each query or pair is one line.
      """)

  @Argument(help: ArgumentHelp("JPEG, PNG, WebP or TIFF files.", valueName: "query"))
  var queries: [String] = []

  @Option(name: .customLong("in"), help: ArgumentHelp("The folder of features.", valueName: "folder"))
  var folder: String

  @OptionGroup var choice: ModelChoice

  @Option(help: ArgumentHelp("The output to search, by default the folder's first.", valueName: "name"))
  var output: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Pictures for each query.", valueName: "N"),
    transform: Parse.number(from: 1, to: 10_000))
  var top = 8

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("List pairs at least so similar, such as 0.95.", valueName: "cosine"), transform: Self.cosine)
  var duplicates: Float?

  @Option(help: ArgumentHelp("The PNG file to draw: each query, and the pictures found.", valueName: "file"))
  var picture: String?

  @OptionGroup var photos: PhotoOptions
  @OptionGroup var compute: ComputeOptions
  @OptionGroup var format: FormatOptions

  private struct Result: Encodable {
    let query: String
    let found: [FeatureIndex.Match]
  }

  @Sendable private static func cosine(_ text: String) throws -> Float {
    guard let value = Float(text), (-1...1).contains(value) else {
      throw ValidationError("expected a number from -1 to 1")
    }
    return value
  }

  func validate() throws {
    guard queries.isEmpty == (duplicates != nil) else {
      throw ValidationError("Give pictures to search with, or --duplicates COSINE.")
    }
    if duplicates != nil && picture != nil { throw ValidationError("--picture draws queries, not --duplicates.") }
  }

  func run() throws {
    let index = try FeatureIndex(folder, output: output)
    if let duplicates {
      for pair in try index.duplicates(above: duplicates, processors: compute.threads) {
        try Console.show(
          pair, asJSON: format.asJSON, onOneLine: true,
          "\(Double(pair.similarity).fixed(4))  \(pair.first.printable)  \(pair.second.printable)\n")
      }
      return
    }
    if let picture { try checkWritable(picture, bytes: 0) }
    let source = try choice.source(ofFeatures: index.manifest)
    let size = index.manifest.preprocessing.inputSize
    let model = try Model(
      source, options: ModelOptions(inputSize: ImageSize(size[1], size[2])), engine: compute.engine)
    var options = ExtractionOptions()
    options.fastDecode = index.manifest.preprocessing.fastDecode
    if let maxPixels = photos.maxPixels { options.maxPixels = maxPixels }
    let name = try OutputName(parsing: index.output)
    let vectors = try model.extract(queries.map(ImageSource.file), outputs: [name], options: options).map {
      try $0.features.get()[0]
    }
    let matrix = Tensor([vectors.count, index.dimension], vectors.flatMap(\.elements))
    let found = try index.nearest(to: matrix, count: top, processors: compute.threads)
    for (number, (query, matches)) in zip(queries, found).enumerated() {
      try Console.show(
        Result(query: query, found: matches), asJSON: format.asJSON, onOneLine: true,
        (number > 0 ? "\n" : "") + text(of: query, matches))
    }
    if let picture { try draw(found, model).writePNG(to: picture) }
  }

  private func text(of query: String, _ matches: [FeatureIndex.Match]) -> String {
    var table = Table(("", .right), (query.printable, .left))
    for match in matches { table.add(Double(match.similarity).fixed(4), match.input.printable) }
    return table.text
  }

  /// A row for each query: itself, and what was found.
  private func draw(_ found: [[FeatureIndex.Match]], _ model: Model) throws -> RasterImage {
    let preprocessing = try model.preprocessing
    var (pictures, captions): ([RasterImage], [String]) = ([], [])
    for (query, matches) in zip(queries, found) {
      pictures.append(try photos.view(query, preprocessing))
      captions.append("query")
      for match in matches {
        pictures.append(try photos.view(match.input, preprocessing))
        let file = match.input.split(separator: "/").last.map(String.init) ?? match.input
        captions.append("\(Double(match.similarity).fixed(3)) \(file)")
      }
    }
    return try RasterImage.contactSheet(pictures, captions, columns: min(found[0].count + 1, 9), tileHeight: 160)
  }
}
