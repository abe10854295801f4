package import BackbonesTensors

/// A file of packed weights: named forms, each as its kernel reads it.
///
/// Numbers are of 64 bits, little-endian: a mark, a hash of the rest of the header, where this ends, the file's size, the
/// key (a length and UTF-8), the number of forms, and of each its first byte, its bytes and its name (a length and UTF-8). Forms
/// begin at multiples of `AlignedMemory.alignment`. A file is written whole and put in place by renaming, and never changed.
package struct PackedFile: Sendable {
  private let file: MappedFile
  private let places: [String: Range<Int>]

  /// Changes whenever the layout of the file does.
  private static let mark = Array("packed01".utf8)
  private static let alignment = AlignedMemory.alignment
  /// Bytes of the mark, the hash, the header's size and the file's.
  private static let fixedBytes = 32
  /// Bytes that are copied at a time.
  private static let pieceBytes = 1 << 20

  /// Maps a file; nil where there is none of this key, or anything of its header is not as it must be. Whoever wrote it is not
  /// trusted with more than values.
  package init?(_ path: String, key: String) {
    guard let file = try? MappedFile(path), let places = Self.places(in: file.bytes, key: key) else { return nil }
    (self.file, self.places) = (file, places)
  }

  /// The names of the forms.
  package var names: some Collection<String> { places.keys }

  /// A form of so many floats, in the mapped file; nil where there is none.
  package func form(_ name: String, floats count: Int) -> AlignedMemory? {
    guard let place = places[name], place.count == count * MemoryLayout<Float>.stride else { return nil }
    return AlignedMemory(file, place)
  }

  /// Where the forms lie; nil where anything is not as it must be.
  private static func places(in bytes: UnsafeRawBufferPointer, key: String) -> [String: Range<Int>]? {
    guard bytes.count >= fixedBytes, bytes.starts(with: mark) else { return nil }
    var fixed = HeaderReader(bytes[mark.count..<fixedBytes])
    guard let hash = fixed.number(), let end = fixed.count(), let size = fixed.count(), size == bytes.count,
      end >= fixedBytes, end <= size, stableHash(UnsafeRawBufferPointer(rebasing: bytes[16..<end])) == hash
    else { return nil }
    var header = HeaderReader(bytes[fixedBytes..<end])
    guard header.text() == key, let count = header.count(), count <= InputLimits.tensors else { return nil }
    var places: [String: Range<Int>] = [:]
    places.reserveCapacity(count)
    for _ in 0..<count {
      guard let first = header.count(), let length = header.count(), let name = header.text(),
        first >= end, first <= size, length <= size - first,
        first % alignment == 0, length > 0, length % MemoryLayout<Float>.stride == 0,
        places.updateValue(first..<first + length, forKey: name) == nil
      else { return nil }
    }
    return header.isAtEnd ? places : nil
  }

  /// Writes forms to a file, which takes the place of the one that is there once it is on the disk.
  ///
  /// - Parameters:
  ///   - forms: each as its kernel reads it, by name.
  ///   - old: a file whose other forms are written too.
  /// - Throws: `.inputOutput` where the system refuses, or there is no space; the old file, if any, is then untouched.
  package static func write(
    _ forms: [String: AlignedMemory], and old: PackedFile? = nil, key: String, to path: String
  ) throws(BackboneError) {
    let counts = (old?.places.mapValues(\.count) ?? [:]).merging(forms.mapValues(\.byteCount)) { $1 }
    // The same forms give the same bytes.
    let names = counts.keys.sorted()
    func header(from first: Int) -> (bytes: [UInt8], size: Int) {
      var (writer, end) = (HeaderWriter(), first)
      writer.add(key)
      writer.add(names.count)
      for name in names {
        writer.add(end)
        writer.add(counts[name]!)
        writer.add(name)
        end = (end + counts[name]!).roundedUp(toMultipleOf: alignment)
      }
      return (writer.bytes, end)
    }
    let end = fixedBytes + header(from: 0).bytes.count
    let (rest, size) = header(from: end.roundedUp(toMultipleOf: alignment))
    var hashed = HeaderWriter()
    hashed.add(end)
    hashed.add(size)
    hashed.bytes += rest
    let hash = hashed.bytes.withUnsafeBytes { stableHash($0) }
    try checkWritable(path, bytes: size)
    let pending = try PendingFile(for: path)
    try pending.sink.write(mark)
    try pending.sink.write([hash.littleEndian])
    try pending.sink.write(hashed.bytes)
    try pending.sink.write(padding(after: end))
    for name in names {
      if let form = forms[name] { try pending.sink.write(form.bytes) } else { try old?.copy(name, to: pending.sink) }
      try pending.sink.write(padding(after: counts[name]!))
    }
    try pending.commit(durably: true)
  }

  /// Writes a form piece by piece, each of whose pages leaves memory when it is written.
  private func copy(_ name: String, to sink: FileSink) throws(BackboneError) {
    let place = places[name]!
    for first in stride(from: place.lowerBound, to: place.upperBound, by: Self.pieceBytes) {
      let piece = MappedFile.Part(of: file, first..<min(first + Self.pieceBytes, place.upperBound))
      try sink.write(piece.bytes)
      withExtendedLifetime(piece) {}
    }
  }

  private static func padding(after count: Int) -> [UInt8] {
    Array(repeating: 0, count: count.roundedUp(toMultipleOf: alignment) - count)
  }
}

extension Int {
  fileprivate func roundedUp(toMultipleOf unit: Int) -> Int { (self + unit - 1) / unit * unit }
}

/// Takes numbers and texts from bytes that nobody has checked.
private struct HeaderReader {
  private var rest: Slice<UnsafeRawBufferPointer>

  init(_ bytes: Slice<UnsafeRawBufferPointer>) { rest = bytes }

  var isAtEnd: Bool { rest.isEmpty }

  private mutating func take(_ count: Int) -> UnsafeRawBufferPointer? {
    guard count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return UnsafeRawBufferPointer(rebasing: rest.prefix(count))
  }

  mutating func number() -> UInt64? { take(8).map { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) } }

  mutating func count() -> Int? { number().flatMap { Int(exactly: $0) } }

  mutating func text() -> String? {
    guard let count = count(), let bytes = take(count) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }
}

private struct HeaderWriter {
  var bytes: [UInt8] = []

  mutating func add(_ number: Int) { withUnsafeBytes(of: UInt64(number).littleEndian) { bytes += $0 } }

  mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes += text.utf8
  }
}
