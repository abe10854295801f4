import Backbones

/// What every command prints.
enum Console {
  /// Prints text, or, where `asJSON`, the JSON of a value and nothing else.
  static func show(
    _ value: some Encodable, asJSON: Bool, onOneLine: Bool = false, _ text: @autoclosure () -> String
  ) throws {
    try FileSink.standardOutput.write(asJSON ? JSON(value).text(width: onOneLine ? .max : 100) + "\n" : text())
  }
}

/// A progress line on a terminal, erased at the end.
struct Progress {
  private var isShown = false

  /// Says what is being done.
  mutating func report(_ text: String) {
    guard FileSink.standardError.isTerminal else { return }
    isShown = true
    try? FileSink.standardError.write("\r\u{1B}[K\(text)")
  }

  /// Takes the line away.
  mutating func end() {
    guard isShown else { return }
    isShown = false
    try? FileSink.standardError.write("\r\u{1B}[K")
  }
}
