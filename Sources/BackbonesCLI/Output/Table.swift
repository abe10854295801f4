/// Rows of text under headings, each column as wide as its widest cell.
struct Table {
  enum Alignment { case left, right }

  private let columns: [(heading: String, alignment: Alignment)]
  private var rows: [[String]] = []

  init(_ columns: (String, Alignment)...) { self.columns = columns.map { ($0.0, $0.1) } }

  mutating func add(_ cells: String...) { rows.append(cells) }

  var text: String {
    let lines = [columns.map(\.heading)] + rows
    let widths = columns.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { line in
      let cells = line.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - line[column].count)
        return columns[column].alignment == .left ? line[column] + padding : padding + line[column]
      }
      let text = cells.joined(separator: "  ")
      return String(text.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }
}

extension Double {
  /// With so many digits behind the point.
  func fixed(_ digits: Int) -> String {
    let scale = (0..<digits).reduce(1.0) { value, _ in value * 10 }
    let rounded = Int((abs(self) * scale).rounded())
    let fraction = String(rounded % Int(scale))
    let padding = String(repeating: "0", count: max(digits - fraction.count, 0))
    return (self < 0 ? "-" : "") + "\(rounded / Int(scale))" + (digits == 0 ? "" : "." + padding + fraction)
  }

  /// Three digits and a prefix, `4.09 G`; `unit` follows.
  func engineering(_ unit: String = "") -> String {
    let prefixes = ["", "k", "M", "G", "T", "P"]
    var (value, prefix) = (self, 0)
    while value >= 999.5, prefix < prefixes.count - 1 { (value, prefix) = (value / 1000, prefix + 1) }
    let digits = prefix == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2
    return "\(value.fixed(digits)) \(prefixes[prefix])\(unit)"
  }
}

extension Int {
  /// With commas: `25,557,032`.
  var grouped: String {
    var digits = String(magnitude)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return (self < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
  }
}
