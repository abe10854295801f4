extension StringProtocol {
  /// In quotes, as a message has a name that came from outside, cut where it is long.
  package var quoted: String { "'\(shortened)'" }

  /// The first 200 bytes.
  package var shortened: String { cut(to: 200) }

  /// The first bytes, where there are more.
  private func cut(to limit: Int) -> String {
    utf8.count > limit ? String(decoding: utf8.prefix(limit), as: UTF8.self) + "…" : String(self)
  }

  /// As a message that people read: printable, and no longer than they would.
  var message: String {
    let limit = 4000
    return cut(to: limit).printable.cut(to: limit)
  }

  /// Without characters that end a line, steer a terminal or turn the direction of text: these stand escaped.
  package var printable: String {
    guard unicodeScalars.contains(where: \.isUnprintable) else { return String(self) }
    return unicodeScalars.reduce(into: "") { text, scalar in
      if scalar.isUnprintable { text += scalar.escaped(asASCII: true) } else { text.unicodeScalars.append(scalar) }
    }
  }
}

extension Sequence<String> {
  /// The first 20, each cut where it is long, and how many more there are.
  package var summary: String {
    let (limit, names) = (20, Array(self))
    let shown = names.prefix(limit).map(\.shortened).joined(separator: ", ")
    return names.count > limit ? "\(shown) and \(names.count - limit) more" : shown
  }
}

extension Unicode.Scalar {
  fileprivate var isUnprintable: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    case .format: (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
    default: false
    }
  }
}
