internal import CBackbonesZlib
package import Foundation

/// Records of a gzipped file of facts: one JSON object a line.
package enum Facts {
  /// Decodes every line of `fixture`.
  package static func read<Record: Decodable>(_ type: Record.Type, from url: URL) throws -> [Record] {
    try lines(of: url).map { try JSONDecoder().decode(type, from: $0) }
  }

  private static func lines(of url: URL) throws -> [Data] {
    guard let file = gzopen(url.path, "rb") else {
      throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: url.path])
    }
    defer { gzclose(file) }
    var text = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = gzread(file, &buffer, UInt32(buffer.count))
      guard count >= 0 else { throw CocoaError(.fileReadCorruptFile, userInfo: [NSFilePathErrorKey: url.path]) }
      if count == 0 { break }
      text.append(contentsOf: buffer.prefix(Int(count)))
    }
    return text.split(separator: UInt8(ascii: "\n"))
  }
}
