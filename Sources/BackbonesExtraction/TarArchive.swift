internal import BackbonesTensors

/// The pictures in a tar archive of webdataset: each file of a picture's kind, under its name there.
///
/// Format: POSIX.1-1988 (ustar), with names of pax headers and of GNU tar. Nothing in the file is trusted: a header is taken for
/// one only where its checksum holds, and sizes must lie in the file.
struct TarArchive {
  private let file: MappedFile
  private var offset = 0
  private var longName: String?

  static let kinds: Set<String> = ["jpg", "jpeg", "png", "webp", "tif", "tiff"]
  private static let block = 512

  init(_ path: String) throws(BackboneError) { file = try MappedFile(path) }

  /// How much of the file is behind what was read, from 0 to 1.
  var position: Double { file.bytes.isEmpty ? 1 : Double(offset) / Double(file.bytes.count) }

  /// The next picture; nil at the end.
  ///
  /// - Throws: `.malformedFile` where the archive is cut or broken.
  mutating func next() throws(BackboneError) -> ImageSource? {
    while let (name, bytes) = try nextFile() {
      if Self.isPicture(name) { return .part(bytes, named: "\(file.path)/\(name)") }
    }
    return nil
  }

  /// Whether a name ends as pictures' names do.
  static func isPicture(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: "."), let base = name.split(separator: "/").last, base.first != "." else {
      return false
    }
    return kinds.contains(name[name.index(after: dot)...].lowercased())
  }

  /// The bytes of the next file, whatever it is; nil at the end.
  mutating func nextFile() throws(BackboneError) -> (name: String, bytes: MappedFile.Part)? {
    while let (name, kind, content) = try nextEntry() {
      if kind == UInt8(ascii: "0") || kind == 0 { return (name, MappedFile.Part(of: file, content)) }
    }
    return nil
  }

  private mutating func nextEntry() throws(BackboneError) -> (name: String, kind: UInt8, content: Range<Int>)? {
    func fault(_ text: String) -> BackboneError { BackboneError(.malformedFile, "'\(file.path)': \(text)") }
    while true {
      // An archive ends with two blocks of zeros, or with the file.
      guard offset + Self.block <= file.bytes.count else {
        if offset == file.bytes.count { return nil }
        throw fault("the archive is cut at byte \(offset)")
      }
      let header = UnsafeRawBufferPointer(rebasing: file.bytes[offset..<offset + Self.block])
      if header.allSatisfy({ $0 == 0 }) { return nil }
      let sum = header.enumerated().reduce(0) { $0 + ((148..<156).contains($1.offset) ? 32 : Int($1.element)) }
      guard Self.number(header[148..<156]) == sum else { throw fault("no tar header at byte \(offset)") }
      guard let size = Self.number(header[124..<136]), size <= file.bytes.count - offset - Self.block else {
        throw fault("an entry at byte \(offset) that does not lie in the file")
      }
      let start = offset + Self.block
      let content = start..<start + size
      offset = min(start + (size + Self.block - 1) / Self.block * Self.block, file.bytes.count)
      let kind = header[156]
      switch kind {
      case UInt8(ascii: "L"), UInt8(ascii: "x"):
        guard size <= InputLimits.archiveNameBytes else { throw fault("a name of \(size) bytes") }
        let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[content])
        longName = kind == UInt8(ascii: "L") ? Self.text(bytes[...]) : Self.path(inRecords: bytes) ?? longName
      case UInt8(ascii: "g"), UInt8(ascii: "K"): continue
      default:
        let prefix = header[257..<262].elementsEqual("ustar".utf8) ? Self.text(header[345..<500]) : ""
        let short = Self.text(header[0..<100])
        let name = longName ?? (prefix.isEmpty ? short : "\(prefix)/\(short)")
        longName = nil
        return (name, kind, content)
      }
    }
  }

  private static func text(_ bytes: Swift.Slice<UnsafeRawBufferPointer>) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// Octal digits, or, where the first bit is set, a number in base 256.
  private static func number(_ field: Swift.Slice<UnsafeRawBufferPointer>) -> Int? {
    if let first = field.first, first & 0x80 != 0 {
      guard first == 0x80, field.dropFirst().dropLast(7).allSatisfy({ $0 == 0 }) else { return nil }
      return field.suffix(7).reduce(0) { $0 << 8 | Int($1) }
    }
    let digits = field.drop { $0 == 32 }.prefix { (48..<56).contains($0) }
    return digits.count <= 20 ? digits.reduce(0) { $0 << 3 | Int($1 - 48) } : nil
  }

  /// The `path` of a pax header: records `LENGTH KEY=VALUE\n`.
  private static func path(inRecords bytes: UnsafeRawBufferPointer) -> String? {
    var rest = bytes[...]
    while let space = rest.firstIndex(of: 32), let length = Int(String(decoding: rest[..<space], as: UTF8.self)),
      length > 0, length <= rest.count
    {
      let record = rest.prefix(length)
      let text = String(decoding: record[min(space + 1, record.endIndex)...].dropLast(), as: UTF8.self)
      if text.hasPrefix("path=") { return String(text.dropFirst(5)) }
      rest = rest.dropFirst(length)
    }
    return nil
  }
}
