import Backbones
import BackbonesCLibrary

/// What every command prints.
enum Console {
  /// Prints text, or, where `asJSON`, the JSON of a value and nothing else.
  static func show(
    _ value: some Encodable, asJSON: Bool, onOneLine: Bool = false, _ text: @autoclosure () -> String
  ) throws {
    try FileSink.standardOutput.write(asJSON ? JSON(value).text(width: onOneLine ? .max : 100) + "\n" : text())
  }
}

extension Console {
  /// Says on stderr how the tensors of weights became parameters.
  static func explain(_ source: any ParameterSource) throws {
    guard let weights = source as? StateDictionary else { return }
    let changes = weights.renamed
    let names = weights.origin.map { ", with the names of \($0)" } ?? ""
    let prefix = weights.prefix.map { ", under \($0.quoted)" } ?? ""
    let head =
      "weights\(prefix)\(names): \(changes.count) of \(weights.names.count) parameters are renamed or made of others\n"
    let lines = changes.map { "  \($0.name.printable) <- \($0.sources.map(\.printable).joined(separator: ", "))\n" }
    // A progress line may stand there.
    let start = FileSink.standardError.isTerminal ? "\r\u{1B}[K" : ""
    try FileSink.standardError.write(start + head + lines.joined())
  }
}

/// A progress line on a terminal, erased at the end.
struct Progress {
  private var isShown = false

  /// Says what is being done.
  mutating func report(_ text: String) {
    guard FileSink.standardError.isTerminal else { return }
    isShown = true
    try? FileSink.standardError.write("\r\u{1B}[K\(text.prefix(Self.columns - 1))")
  }

  /// Columns of the terminal: a longer line would go on in the next, which nothing takes away.
  static var columns: Int {
    var size = winsize()
    return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 1 ? Int(size.ws_col) : 80
  }

  /// Takes the line away.
  mutating func end() {
    guard isShown else { return }
    isShown = false
    try? FileSink.standardError.write("\r\u{1B}[K")
  }
}
