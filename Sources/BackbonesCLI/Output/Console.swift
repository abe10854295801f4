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
  /// Says something on stderr that is no error.
  static func note(_ text: String) {
    // A progress line may stand there.
    let start = FileSink.standardError.isTerminal ? "\r\u{1B}[K" : ""
    try? FileSink.standardError.write("\(start)note: \(text)\n")
  }

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

extension Progress {
  /// A bar as wide as the terminal allows beside the other parts of its line; nil below six columns.
  static func bar(_ share: Double, beside parts: [String]) -> String? {
    let (fewest, most) = (6, 24)
    let cells = min(columns - 2 - parts.reduce(0) { $0 + $1.count + 2 }, most)
    guard cells >= fewest else { return nil }
    let filled = Int(share * Double(cells))
    return String(repeating: "━", count: filled) + String(repeating: "╌", count: cells - filled)
  }

  /// `1:02:03 left`.
  static func timeLeft(_ seconds: Double) -> String {
    let whole = Int(min(seconds.rounded(.up), 359_999))
    func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    if whole < 60 { return "\(whole) s left" }
    if whole < 3600 { return "\(whole / 60):\(twoDigits(whole % 60)) left" }
    return "\(whole / 3600):\(twoDigits(whole / 60 % 60)):\(twoDigits(whole % 60)) left"
  }
}
