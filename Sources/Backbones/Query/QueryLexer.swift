internal import BackbonesTensors

/// Cuts a question into words, numbers, texts in quotes and signs.
struct QueryLexer {
  enum Token: Equatable {
    case word(String)
    case number(Double)
    /// A text in quotes.
    case quoted(String)
    case sign(String)
    case end
  }

  /// What the text is, as an error says it: `where`.
  private let role: String
  private let characters: [Character]
  private var position = 0

  init(_ text: String, of role: String) {
    (characters, self.role) = (Array(text), role)
  }

  /// The next token, and its place.
  mutating func next() throws(BackboneError) -> (token: Token, place: Range<Int>) {
    skipSpaces()
    guard let first = peek() else { return (.end, position..<position + 1) }
    let start = position
    if first == "'" || first == "\"" { return (.quoted(try quoted(by: first)), start..<position) }
    if first.isDigit || first == "." && peek(1)?.isDigit == true {
      return (.number(try number()), start..<position)
    }
    if first.isWordStart {
      let word = run { $0.isWordStart || $0.isDigit }
      return (.word(word), start..<position)
    }
    let two = String(characters[position..<min(position + 2, characters.count)])
    if let sign = Self.signs.first(where: { two.hasPrefix($0) }) {
      position += sign.count
      return (.sign(Self.synonyms[sign] ?? sign), start..<position)
    }
    throw fault(start..<start + 1, "unexpected '\(first)'")
  }

  /// A text in quotes, or one without up to a space, a comma or a parenthesis.
  mutating func text() throws(BackboneError) -> String {
    skipSpaces()
    let start = position
    if let quote = peek(), quote == "'" || quote == "\"" { return try quoted(by: quote) }
    let text = run { !$0.isWhitespace && !"(),".contains($0) }
    guard !text.isEmpty else { throw fault(start..<start + 1, "expected a text such as apache or 'resnet*d'") }
    return text
  }

  /// An error that shows the text, with a mark below the place.
  func fault(_ place: Range<Int>, _ message: String) -> BackboneError {
    // As much of a long text as fits a line.
    let shown = max(place.lowerBound - 60, 0)..<min(max(place.lowerBound + 40, 100), characters.count)
    let text = String(characters[shown].map { String($0).printable == String($0) ? $0 : "?" })
    let marks = max(min(place.upperBound, max(shown.upperBound, place.lowerBound + 1)) - place.lowerBound, 1)
    let indent = String(repeating: " ", count: place.lowerBound - shown.lowerBound)
    return BackboneError(
      .invalidOption, "\(role): \(message)",
      below: ["  " + text, "  " + indent + "^" + String(repeating: "~", count: marks - 1)])
  }

  /// Longer signs come first.
  private static let signs = [
    "<=", ">=", "!=", "==", "&&", "||", "<", ">", "=", "~", "(", ")", ",", ":", ".", "-", "!",
  ]
  private static let synonyms = ["==": "=", "&&": "and", "||": "or", "!": "not"]

  private func peek(_ ahead: Int = 0) -> Character? {
    characters.indices.contains(position + ahead) ? characters[position + ahead] : nil
  }

  private mutating func run(while isPart: (Character) -> Bool) -> String {
    let start = position
    while let next = peek(), isPart(next) { position += 1 }
    return String(characters[start..<position])
  }

  private mutating func skipSpaces() { _ = run { $0.isWhitespace } }

  private mutating func quoted(by quote: Character) throws(BackboneError) -> String {
    let start = position
    position += 1
    let text = run { $0 != quote }
    guard peek() == quote else { throw fault(start..<position, "a text without its closing \(quote)") }
    position += 1
    return text
  }

  /// Digits, a fraction, an exponent, a suffix.
  private mutating func number() throws(BackboneError) -> Double {
    let start = position
    var digits = run { $0.isDigit || $0 == "." }
    if let e = peek(), e == "e" || e == "E", let next = peek(1), next.isDigit || "+-".contains(next) {
      position += 2
      digits += "e\(next)" + run { $0.isDigit }
    }
    let suffix = run { $0.isWordStart || $0.isDigit || $0 == "." }
    guard let value = Double(digits), value.isFinite else {
      throw fault(start..<position, "'\(digits)' is no number; expected such as 256, 2.5, 2e9")
    }
    guard let factor = Quantity.factor(of: suffix) else {
      throw fault(
        start..<position, "'\(suffix)' is no suffix of a number; expected \(Quantity.suffixes), as in 2G or 60MB")
    }
    return value * factor
  }
}

extension Character {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
  fileprivate var isWordStart: Bool { isLetter || self == "_" }
}
