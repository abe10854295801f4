/// The name of a part: `part-000003`, or `part-000003-000000` of an archive, which is a unit of several parts.
package struct PartName: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number of the unit among all units of a run.
  let unit: Int
  /// The part's number within its archive; nil for pictures that are in none.
  let part: Int?

  init(unit: Int, part: Int? = nil) { (self.unit, self.part) = (unit, part) }

  /// The name in the name of a part's record, `part-000003.json`; nil for other files.
  init?(ofRecord file: String) {
    guard file.hasPrefix("part-"), file.hasSuffix(".json") else { return nil }
    let numbers = file.dropFirst(5).dropLast(5).split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...2).contains(numbers.count), let unit = numbers[0], let part = numbers.last else { return nil }
    self.init(unit: unit, part: numbers.count == 2 ? part : nil)
    guard "\(self).json" == file else { return nil }
  }

  package var description: String {
    func digits(_ number: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(6 - text.count, 0)) + text
    }
    return "part-\(digits(unit))" + (part.map { "-\(digits($0))" } ?? "")
  }

  package static func < (a: PartName, b: PartName) -> Bool { (a.unit, a.part ?? 0) < (b.unit, b.part ?? 0) }

  // MARK: Its files

  var index: String { "\(self).jsonl" }
  var record: String { "\(self).json" }
  var tensors: String { "\(self).safetensors" }
  var archive: String { "\(self).tar" }

  /// The matrix of an output.
  func matrix(_ output: String) -> String { "\(self).\(Self.fileName(of: output)).npy" }

  /// An output's name as files have it: `feature_-1`.
  static func fileName(of output: String) -> String {
    String(output.map { $0.isLetter || $0.isNumber || ".-_".contains($0) ? $0 : "_" })
  }
}
