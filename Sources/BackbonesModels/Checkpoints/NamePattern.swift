/// A part of a parameter's name: text in which `#` stands for a number; `^` in front and `$` behind tie it to the name's
/// ends.
package struct NamePattern: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The text, without what ties it.
  private let pieces: [Piece]
  private let isPrefix: Bool
  private let isSuffix: Bool

  private enum Piece: Sendable, Hashable {
    case text([UInt8])
    case number
  }

  /// Where a pattern was found, and the numbers that it stands for there.
  struct Match {
    let range: Range<Int>
    let numbers: [Int]
  }

  /// Reads a pattern.
  @inline(never) package init(stringLiteral text: String) { self.init(text) }

  init(_ text: String) {
    var rest = Substring(text)
    isPrefix = rest.hasPrefix("^")
    if isPrefix { rest = rest.dropFirst() }
    isSuffix = rest.hasSuffix("$")
    if isSuffix { rest = rest.dropLast() }
    var pieces: [Piece] = []
    for (index, part) in rest.split(separator: "#", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { pieces.append(.number) }
      if !part.isEmpty { pieces.append(.text(Array(part.utf8))) }
    }
    self.pieces = pieces
  }

  /// Whether a name has it.
  package func matches(_ name: String) -> Bool { first(in: Array(name.utf8), from: 0) != nil }

  /// Whether a name has it somewhere, tied or not: whether the name of a model in a larger one may.
  package func mayMatch(partOf name: String) -> Bool {
    let bytes = Array(name.utf8)
    return bytes.indices.contains { match(bytes, at: $0) != nil }
  }

  /// The first place from `start` on.
  func first(in name: [UInt8], from start: Int) -> Match? {
    if isPrefix { return start == 0 ? tied(match(name, at: 0), in: name) : nil }
    guard start <= name.count else { return nil }
    for place in start...name.count {
      if let found = tied(match(name, at: place), in: name) { return found }
    }
    return nil
  }

  private func tied(_ match: Match?, in name: [UInt8]) -> Match? {
    match.flatMap { isSuffix && $0.range.upperBound != name.count ? nil : $0 }
  }

  private func match(_ name: [UInt8], at start: Int) -> Match? {
    var (place, numbers) = (start, [Int]())
    for piece in pieces {
      switch piece {
      case .text(let text):
        guard name.count - place >= text.count, text.indices.allSatisfy({ name[place + $0] == text[$0] }) else {
          return nil
        }
        place += text.count
      case .number:
        let digits = name[place...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard let number = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
        numbers.append(number)
        place += digits.count
      }
    }
    return Match(range: start..<place, numbers: numbers)
  }

  /// The numbers at the first place; nil where there is none.
  package func numbers(in name: String) -> [Int]? { first(in: Array(name.utf8), from: 0)?.numbers }

  /// A name with every place of the pattern replaced; nil where there is none.
  ///
  /// - Parameter change: what stands for the pattern's numbers in the template.
  package func replaced(
    in name: String, by template: NameTemplate, _ change: ([Int]) -> [Int] = { $0 }
  ) -> String? {
    let bytes = Array(name.utf8)
    var (result, place, isFound) = ([UInt8](), 0, false)
    while let match = first(in: bytes, from: place) {
      isFound = true
      result += bytes[place..<match.range.lowerBound] + template.text(change(match.numbers)).utf8
      place = match.range.upperBound
      if match.range.isEmpty { break }
    }
    guard isFound else { return nil }
    return String(decoding: result + bytes[min(place, bytes.count)...], as: UTF8.self)
  }
}

/// What a pattern is replaced by: text in which `#1` is the first of the pattern's numbers, `#2+1` one more than the second.
package struct NameTemplate: Sendable, Hashable, ExpressibleByStringLiteral {
  private var pieces: [Piece] = []

  private enum Piece: Sendable, Hashable {
    case text(String)
    case number(index: Int, plus: Int)
  }

  /// Reads a template.
  ///
  /// - Precondition: a digit from 1 follows each `#`.
  @inline(never) package init(stringLiteral text: String) {
    let parts = text.split(separator: "#", omittingEmptySubsequences: false)
    pieces.append(.text(String(parts[0])))
    for part in parts.dropFirst() {
      let index = part.first!.wholeNumberValue! - 1
      var rest = part.dropFirst()
      var plus = 0
      if let sign = rest.first, "+-".contains(sign) {
        let digits = rest.dropFirst().prefix(while: \.isNumber)
        plus = (sign == "-" ? -1 : 1) * Int(digits)!
        rest = rest.dropFirst(1 + digits.count)
      }
      pieces += [.number(index: index, plus: plus), .text(String(rest))]
    }
  }

  /// The text with numbers put in.
  package func text(_ numbers: [Int] = []) -> String {
    pieces.reduce(into: "") { text, piece in
      switch piece {
      case .text(let part): text += part
      // A number of a file may be as large as one can be.
      case .number(let index, let plus): text += String(numbers[index] &+ plus)
      }
    }
  }
}
