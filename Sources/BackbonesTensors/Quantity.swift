/// Numbers as people write large ones.
package enum Quantity {
  /// What a suffix stands for, in large letters or small, with `B` for bytes or without: `G` is 10^9 and `GiB` 2^30; nil where it
  /// is none.
  package static func factor(of suffix: some StringProtocol) -> Double? {
    var unit = suffix.uppercased()
    if unit.hasSuffix("B") { unit.removeLast() }
    let isBinary = unit.hasSuffix("I")
    if isBinary { unit.removeLast() }
    guard let power = ["", "K", "M", "G", "T"].firstIndex(of: unit), !isBinary || power > 0 else { return nil }
    return (0..<power).reduce(1) { factor, _ in factor * (isBinary ? 1024 : 1000) }
  }

  /// The suffixes there are, as a message lists them.
  package static let suffixes = "k, M, G, T, or bytes such as MB and MiB"
}

extension Double {
  /// With so many digits behind the point.
  package func fixed(_ digits: Int) -> String {
    let scale = (0..<digits).reduce(1.0) { value, _ in value * 10 }
    let rounded = Int((abs(self) * scale).rounded())
    let fraction = String(rounded % Int(scale))
    let padding = String(repeating: "0", count: max(digits - fraction.count, 0))
    return (self < 0 ? "-" : "") + "\(rounded / Int(scale))" + (digits == 0 ? "" : "." + padding + fraction)
  }

  /// Three digits and a prefix, `4.09 G`; `unit` follows.
  package func engineering(_ unit: String = "") -> String {
    let prefixes = ["", "k", "M", "G", "T", "P"]
    var (value, prefix) = (self, 0)
    while value >= 999.5, prefix < prefixes.count - 1 { (value, prefix) = (value / 1000, prefix + 1) }
    let digits = prefix == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2
    return "\(value.fixed(digits)) \(prefixes[prefix])\(unit)"
  }
}

extension Int {
  /// With commas: `25,557,032`.
  package var grouped: String {
    var digits = String(magnitude)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return (self < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
  }
}
