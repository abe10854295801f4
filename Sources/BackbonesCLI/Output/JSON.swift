/// JSON with its keys in the order of the type's properties; `JSONEncoder` does not promise that.
indirect enum JSON {
  case object([(key: String, value: JSON)])
  case array([JSON])
  case string(String)
  /// A number, a truth value or null, as it is written.
  case literal(String)

  /// The JSON of a value.
  init(_ value: some Encodable) throws {
    switch value {
    case let text as String: self = .string(text)
    // Most numbers are of this type, and asking a value for its protocols is slow.
    case let number as Int: self = .literal(number.description)
    case let number as any BinaryFloatingPoint & CustomStringConvertible:
      self = .literal(number.isFinite ? number.description : "null")
    case let number as any BinaryInteger: self = .literal(number.description)
    case let truth as Bool: self = .literal(truth.description)
    default:
      let encoder = OrderedEncoder()
      try value.encode(to: encoder)
      self = encoder.node.json
    }
  }

  /// The text. A value that fits on one line is written on one.
  func text(width: Int, indentation: Int = 0) -> String {
    func inner(_ value: JSON) -> String { value.text(width: width, indentation: indentation + 2) }
    switch self {
    case .object(let fields): return list("{", fields.map { "\(quote($0.key)): \(inner($0.value))" }, "}")
    case .array(let elements): return list("[", elements.map(inner), "]")
    case .string(let text): return quote(text)
    case .literal(let text): return text
    }

    func list(_ open: String, _ parts: [String], _ close: String) -> String {
      let length = parts.reduce(0) { $0 + $1.utf8.count + 2 }
      if length <= width - indentation, !parts.contains(where: { $0.utf8.contains(UInt8(ascii: "\n")) }) {
        return open + parts.joined(separator: ", ") + close
      }
      let margin = "\n" + String(repeating: " ", count: indentation)
      return open + margin + "  " + parts.joined(separator: ",\(margin)  ") + margin + close
    }
  }
}

/// A string with quotes and escapes.
private func quote(_ text: String) -> String {
  if !text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
    return "\"\(text)\""
  }
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": quoted += "\\\(scalar)"
    case "\n": quoted += "\\n"
    case "\r": quoted += "\\r"
    case "\t": quoted += "\\t"
    case ..<" ":
      let digits = String(scalar.value, radix: 16)
      quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}
