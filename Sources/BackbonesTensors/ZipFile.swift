internal import CBackbonesZlib

/// A zip archive, as NumPy and PyTorch write them: entries stored as they are or deflated, files beyond 4 GiB included.
///
/// Ambiguous archives are refused, since another reader could find other contents: repeated names, names that differ
/// between directory and entry, overlapping entries, bytes behind the directory.
///
/// Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
struct ZipFile: Sendable {
  /// One file of the archive.
  struct Entry: Sendable {
    fileprivate let isDeflated: Bool
    /// Where its bytes lie, as they are stored.
    fileprivate let stored: Range<Int>
    /// How many bytes it is of.
    let size: Int
    fileprivate let checksum: UInt32

    /// Where in the archive its bytes lie; nil where they are deflated.
    var range: Range<Int>? { isDeflated ? nil : stored }
  }

  /// The files by name.
  private(set) var entries: [String: Entry] = [:]
  /// The names in the order of the directory.
  private(set) var names: [String] = []
  private let file: any StoredBytes
  /// The file, where it is mapped.
  var mapped: MappedFile? { file as? MappedFile }

  /// The name of the first file, where bytes are the beginning of an archive.
  static func firstName(_ bytes: UnsafeRawBufferPointer) -> String? {
    let reader = LittleEndian(bytes)
    guard let signature = try? reader.value(0, UInt32.self), signature == localSignature,
      let length = try? reader.value(26, UInt16.self), let name = try? reader.bytes(localLength, Int(length))
    else { return nil }
    return String(decoding: name, as: UTF8.self)
  }

  private static let localSignature: UInt32 = 0x0403_4B50
  private static let centralSignature: UInt32 = 0x0201_4B50
  /// Lengths of the fixed parts of the records of these.
  private static let (localLength, centralLength) = (30, 46)
  /// DEFLATE makes no more of a byte than this.
  private static let mostInflation = 1032
  /// Bits of an entry's flags: encrypted, a patch, strongly encrypted, names hidden.
  private static let unreadable: UInt16 = 1 << 0 | 1 << 5 | 1 << 6 | 1 << 13

  /// Reads the directory of an archive.
  ///
  /// - Throws: `.malformedFile` where it is none, is cut, or has entries that are encrypted, compressed otherwise, of the
  ///   same name, of a name that leads elsewhere, beyond the file, or over others. Messages leave out the file's name.
  init(_ file: any StoredBytes) throws(BackboneError) {
    self.file = file
    let reader = LittleEndian(file.bytes)
    let (count, directory) = try ZipDirectory.find(reader)
    var start = directory.lowerBound
    // The bytes of each entry with its header.
    var places: [(range: Range<Int>, name: String)] = []
    while start < directory.upperBound {
      guard try reader.value(start, UInt32.self) == Self.centralSignature else {
        throw Self.fault("no entry of the directory at byte \(start)")
      }
      let (flags, method) = (try reader.value(start + 8, UInt16.self), try reader.value(start + 10, UInt16.self))
      let lengths = (
        name: Int(try reader.value(start + 28, UInt16.self)), extra: Int(try reader.value(start + 30, UInt16.self)),
        comment: Int(try reader.value(start + 32, UInt16.self))
      )
      let nameBytes = try reader.bytes(start + Self.centralLength, lengths.name)
      let name = try Self.checked(nameBytes)
      guard flags & Self.unreadable == 0 else { throw Self.fault("\(name.quoted) is encrypted") }
      guard method == 0 || method == 8 else {
        throw Self.fault("\(name.quoted) is compressed by method \(method), expected stored or deflated")
      }
      var wide = [
        UInt64(try reader.value(start + 24, UInt32.self)), UInt64(try reader.value(start + 20, UInt32.self)),
        UInt64(try reader.value(start + 42, UInt32.self)),
      ]
      try Self.widen(&wide, by: reader, start + Self.centralLength + lengths.name, lengths.extra)
      let size = try Self.int(wide[0], name)
      let header = try Self.int(wide[2], name)
      let stored = try Self.place(of: nameBytes, name, at: header, try Self.int(wide[1], name), reader)
      guard method == 8 || size == stored.count else {
        throw Self.fault("\(name.quoted) is stored in \(stored.count) bytes, expected \(size)")
      }
      guard size / Self.mostInflation <= stored.count else {
        throw Self.fault("\(name.quoted) cannot be \(size) bytes, deflated to \(stored.count)")
      }
      let entry = Entry(
        isDeflated: method == 8, stored: stored, size: size, checksum: try reader.value(start + 16, UInt32.self))
      guard entries.updateValue(entry, forKey: name) == nil else { throw Self.fault("two entries \(name.quoted)") }
      names.append(name)
      places.append((header..<stored.upperBound, name))
      start += Self.centralLength + lengths.name + lengths.extra + lengths.comment
    }
    guard start == directory.upperBound, names.count == count else {
      throw Self.fault("a directory of \(names.count) entries in \(directory.count) bytes, expected \(count)")
    }
    var end = 0
    for (range, name) in places.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      guard range.lowerBound >= end else { throw Self.fault("\(name.quoted) overlaps the entry before it") }
      end = range.upperBound
    }
    guard end <= directory.lowerBound else { throw Self.fault("an entry overlaps the directory") }
  }

  /// The name that bytes are, which must not lead out of a folder: nothing here is extracted, but others may.
  private static func checked(_ bytes: UnsafeRawBufferPointer) throws(BackboneError) -> String {
    let name = String(decoding: bytes, as: UTF8.self)
    let leadsElsewhere =
      bytes.first == UInt8(ascii: "/") || bytes.contains(UInt8(ascii: "\\")) || bytes.contains(0)
      || bytes.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual("..".utf8) }
    guard !name.isEmpty, !leadsElsewhere else { throw fault("\(name.quoted) is no name of a file in a folder") }
    return name
  }

  /// Replaces those of size, stored size and offset that are all ones by what the extra field has.
  private static func widen(
    _ values: inout [UInt64], by reader: LittleEndian, _ start: Int, _ length: Int
  ) throws(BackboneError) {
    guard values.contains(UInt64(UInt32.max)) else { return }
    var at = start
    while at + 4 <= start + length {
      let (kind, size) = (try reader.value(at, UInt16.self), Int(try reader.value(at + 2, UInt16.self)))
      at += 4
      guard size <= start + length - at else { return }
      if kind == 1 {
        var field = at
        for index in values.indices where values[index] == UInt64(UInt32.max) && field + 8 <= at + size {
          values[index] = try reader.value(field, UInt64.self)
          field += 8
        }
        return
      }
      at += size
    }
  }

  /// Where the bytes of an entry lie.
  private static func place(
    of nameBytes: UnsafeRawBufferPointer, _ name: String, at start: Int, _ count: Int, _ reader: LittleEndian
  ) throws(BackboneError) -> Range<Int> {
    guard try reader.value(start, UInt32.self) == localSignature else {
      throw fault("\(name.quoted) is not at byte \(start)")
    }
    // The extra field's length may be another than in the directory.
    let length = Int(try reader.value(start + 26, UInt16.self)), extra = Int(try reader.value(start + 28, UInt16.self))
    guard try reader.bytes(start + localLength, length).elementsEqual(nameBytes) else {
      throw fault("\(name.quoted) has another name where it stands")
    }
    let first = start + localLength + length + extra
    _ = try reader.bytes(first, count)
    return first..<first + count
  }

  private static func int(_ value: UInt64, _ name: String) throws(BackboneError) -> Int {
    // Far above any file, and far below what sums of two would pass.
    guard let value = Int(exactly: value), value < 1 << 60 else {
      throw fault("\(name.quoted): \(value) bytes are beyond the archive")
    }
    return value
  }

  static func fault(_ text: String) -> BackboneError { BackboneError(.malformedFile, "zip archive: \(text)") }
}

// MARK: - Contents

extension ZipFile {
  /// The first bytes of an entry, as many as asked for or as there are.
  ///
  /// - Throws: `.malformedFile` where they cannot be inflated.
  func beginning(of name: String, _ entry: Entry, _ count: Int) throws(BackboneError) -> any StoredBytes {
    let wanted = min(count, entry.size)
    guard entry.isDeflated else {
      return file.part(entry.stored.lowerBound..<entry.stored.lowerBound + wanted)
    }
    return try inflated(name, entry, wanted)
  }

  /// All bytes of an entry: in the mapped file where they are stored as they are, else in memory of their own.
  ///
  /// - Parameter mayLackChecksum: whether a checksum of 0 is none, as PyTorch can be told to write.
  /// - Throws: `.malformedFile` where they cannot be inflated, are of another number than the directory says, or have
  ///   another checksum; `.environment` where the machine has too little memory.
  func contents(
    of name: String, _ entry: Entry, mayLackChecksum: Bool = false
  ) throws(BackboneError) -> any StoredBytes {
    let contents: any StoredBytes =
      entry.isDeflated ? try inflated(name, entry, entry.size) : file.part(entry.stored)
    if mayLackChecksum, entry.checksum == 0, !entry.isDeflated { return contents }
    guard checksum(contents.bytes) == entry.checksum else {
      throw Self.fault("\(name.quoted) has another checksum: the archive is damaged")
    }
    return contents
  }

  private func inflated(_ name: String, _ entry: Entry, _ count: Int) throws(BackboneError) -> any StoredBytes {
    let memory = try AlignedMemory(reserving: (count + 3) / 4)
    let stored = UnsafeRawBufferPointer(rebasing: file.bytes[entry.stored])
    guard inflate(stored, into: UnsafeMutableRawBufferPointer(start: memory.floats, count: count)) == count else {
      throw Self.fault("\(name.quoted) cannot be inflated to the \(count) bytes that it should have")
    }
    return memory.part(0..<count)
  }
}

/// Inflates raw DEFLATE until the target is full or the source ends.
///
/// - Returns: the number of bytes made; nil where the source is broken.
private func inflate(_ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer) -> Int? {
  var stream = z_stream()
  guard
    inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  else { return nil }
  defer { inflateEnd(&stream) }
  // zlib counts in 32 bits.
  let most = Int(UInt32.max)
  var (read, made) = (0, 0)
  while made < target.count {
    let (input, output) = (min(source.count - read, most), min(target.count - made, most))
    stream.next_in = UnsafeMutablePointer(
      mutating: source.baseAddress?.advanced(by: read).assumingMemoryBound(to: Bytef.self))
    stream.avail_in = UInt32(input)
    stream.next_out = target.baseAddress?.advanced(by: made).assumingMemoryBound(to: Bytef.self)
    stream.avail_out = UInt32(output)
    let status = inflate(&stream, Z_NO_FLUSH)
    read += input - Int(stream.avail_in)
    made += output - Int(stream.avail_out)
    if status == Z_STREAM_END { return made }
    guard status == Z_OK, Int(stream.avail_in) < input || Int(stream.avail_out) < output else { return nil }
  }
  return made
}

private func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
  UInt32(truncatingIfNeeded: crc32_z(0, bytes.baseAddress?.assumingMemoryBound(to: Bytef.self), bytes.count))
}
