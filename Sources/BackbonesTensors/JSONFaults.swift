#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What the JSON decoder does not tell: it keeps one of two equal keys and drops the other.
enum JSONKeys {
  /// Whether text may be a JSON object in UTF-8. A zero byte would let the decoder take it for UTF-16.
  static func isObject(_ text: Slice<UnsafeRawBufferPointer>) -> Bool {
    text.first == UInt8(ascii: "{") && !text.contains(0) && String(validating: text, as: UTF8.self) != nil
  }

  /// Whether text has at most so many objects. Decoding takes time and memory for each; counting them takes little.
  static func hasObjects(_ text: Slice<UnsafeRawBufferPointer>, atMost limit: Int) -> Bool {
    var (objects, isInString, isEscaped) = (0, false, false)
    for byte in UnsafeRawBufferPointer(rebasing: text) {
      if isEscaped {
        isEscaped = false
      } else if isInString {
        if byte == UInt8(ascii: "\"") { isInString = false } else { isEscaped = byte == UInt8(ascii: "\\") }
      } else if byte == UInt8(ascii: "\"") {
        isInString = true
      } else if byte == UInt8(ascii: "{") {
        objects += 1
        if objects > limit { return false }
      }
    }
    return true
  }

  /// The first key that comes twice in one object.
  ///
  /// - Precondition: `text` is valid JSON in UTF-8.
  static func firstDuplicate(in text: Slice<UnsafeRawBufferPointer>) -> String? {
    // One set per open bracket; those of arrays stay empty. In valid JSON a string before a colon is a key.
    var open: [Set<String>] = []
    var position = text.startIndex
    while position < text.endIndex {
      defer { position += 1 }
      switch text[position] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): open.append([])
      case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
      case UInt8(ascii: "\""):
        let begin = position
        position += 1
        while position < text.endIndex, text[position] != UInt8(ascii: "\"") {
          position += text[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        let next = text.dropFirst(position + 1 - text.startIndex).first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard next == UInt8(ascii: ":"), let innermost = open.indices.last else { continue }
        let key = string(text[begin...position])
        if !open[innermost].insert(key).inserted { return key }
      default: break
      }
    }
    return nil
  }

  /// The string that a literal, quotes included, stands for.
  private static func string(_ literal: Slice<UnsafeRawBufferPointer>) -> String {
    if literal.contains(UInt8(ascii: "\\")), let text = try? JSONDecoder().decode(String.self, from: Data(literal)) {
      return text
    }
    return String(decoding: literal.dropFirst().dropLast(), as: UTF8.self)
  }
}

extension DecodingError {
  /// Where the fault is and what it is, in one line.
  package var summary: String {
    let context =
      switch self {
      case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
        .dataCorrupted(let context):
        context
      @unknown default: Context(codingPath: [], debugDescription: "\(self)")
      }
    let place = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: " / ")
    let cause = context.underlyingError.map { " (\($0))" } ?? ""
    return (place.isEmpty ? "" : "'\(place)': ") + context.debugDescription + cause
  }
}
