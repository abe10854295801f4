internal import CBackbonesZlib

/// A zip archive, as NumPy and PyTorch write them: entries stored as they are or deflated, files beyond 4 GiB included.
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
  }

  /// The files by name.
  let entries: [String: Entry]
  private let file: MappedFile

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
  private static let endSignature: UInt32 = 0x0605_4B50
  private static let end64Signature: UInt32 = 0x0606_4B50
  private static let locatorSignature: UInt32 = 0x0706_4B50
  /// Lengths of the fixed parts of the records of these.
  private static let (localLength, centralLength, endLength, locatorLength, end64Length) = (30, 46, 22, 20, 56)
  /// DEFLATE makes no more of a byte than this.
  private static let mostInflation = 1032

  /// Reads the directory of an archive.
  ///
  /// - Throws: `.malformedFile` where it is none, is cut, or has entries that are encrypted, compressed otherwise, of the
  ///   same name, or beyond the file. Messages leave out the file's name.
  init(_ file: MappedFile) throws(BackboneError) {
    self.file = file
    let reader = LittleEndian(file.bytes)
    var (count, start) = try Self.directory(reader)
    var entries: [String: Entry] = [:]
    while count > 0 {
      guard try reader.value(start, UInt32.self) == Self.centralSignature else {
        throw Self.fault("no entry of the directory at byte \(start)")
      }
      let (flags, method) = (try reader.value(start + 8, UInt16.self), try reader.value(start + 10, UInt16.self))
      let lengths = (
        name: Int(try reader.value(start + 28, UInt16.self)), extra: Int(try reader.value(start + 30, UInt16.self)),
        comment: Int(try reader.value(start + 32, UInt16.self))
      )
      let name = String(decoding: try reader.bytes(start + Self.centralLength, lengths.name), as: UTF8.self)
      guard flags & 1 == 0 else { throw Self.fault("'\(name)' is encrypted") }
      guard method == 0 || method == 8 else {
        throw Self.fault("'\(name)' is compressed by method \(method), expected stored or deflated")
      }
      var wide = [
        UInt64(try reader.value(start + 24, UInt32.self)), UInt64(try reader.value(start + 20, UInt32.self)),
        UInt64(try reader.value(start + 42, UInt32.self)),
      ]
      try Self.widen(&wide, by: reader, start + Self.centralLength + lengths.name, lengths.extra)
      let size = try Self.int(wide[0], name)
      let stored = try Self.place(of: name, at: try Self.int(wide[2], name), try Self.int(wide[1], name), reader)
      guard method == 8 || size == stored.count else {
        throw Self.fault("'\(name)' is stored in \(stored.count) bytes, expected \(size)")
      }
      guard size / Self.mostInflation <= stored.count else {
        throw Self.fault("'\(name)' cannot be \(size) bytes, deflated to \(stored.count)")
      }
      let entry = Entry(
        isDeflated: method == 8, stored: stored, size: size, checksum: try reader.value(start + 16, UInt32.self))
      guard entries.updateValue(entry, forKey: name) == nil else { throw Self.fault("two entries '\(name)'") }
      start += Self.centralLength + lengths.name + lengths.extra + lengths.comment
      count -= 1
    }
    self.entries = entries
  }

  /// The number of entries and where the first stands.
  private static func directory(_ reader: LittleEndian) throws(BackboneError) -> (count: Int, start: Int) {
    // A comment of up to 64 KiB follows the record.
    var end = reader.count - endLength
    let last = max(0, end - Int(UInt16.max))
    while end >= last {
      if try reader.value(end, UInt32.self) == endSignature,
        Int(try reader.value(end + 20, UInt16.self)) == reader.count - end - endLength
      {
        break
      }
      end -= 1
    }
    guard end >= last else { throw fault("no directory at its end: the archive is cut") }
    let count = try reader.value(end + 10, UInt16.self), start = try reader.value(end + 16, UInt32.self)
    guard count == .max || start == .max else { return (Int(count), Int(start)) }
    let locator = end - locatorLength
    guard locator >= 0, try reader.value(locator, UInt32.self) == locatorSignature else {
      return (Int(count), Int(start))
    }
    let end64 = try int(try reader.value(locator + 8, UInt64.self), "the directory")
    guard try reader.value(end64, UInt32.self) == end64Signature else { throw fault("no directory at byte \(end64)") }
    let (wideCount, wideStart) = (
      try int(try reader.value(end64 + 32, UInt64.self), "the directory"),
      try int(try reader.value(end64 + 48, UInt64.self), "the directory")
    )
    guard wideCount <= reader.count / centralLength else {
      throw fault("\(wideCount) entries in \(reader.count) bytes")
    }
    return (wideCount, wideStart)
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
    of name: String, at start: Int, _ count: Int, _ reader: LittleEndian
  ) throws(BackboneError) -> Range<Int> {
    guard try reader.value(start, UInt32.self) == localSignature else {
      throw fault("'\(name)' is not at byte \(start)")
    }
    // The lengths here may be others than in the directory.
    let name = Int(try reader.value(start + 26, UInt16.self)), extra = Int(try reader.value(start + 28, UInt16.self))
    let first = start + localLength + name + extra
    _ = try reader.bytes(first, count)
    return first..<first + count
  }

  private static func int(_ value: UInt64, _ name: String) throws(BackboneError) -> Int {
    guard let value = Int(exactly: value) else { throw fault("'\(name)': \(value) bytes are beyond the archive") }
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
      return MappedFile.Part(of: file, entry.stored.lowerBound..<entry.stored.lowerBound + wanted)
    }
    return try inflated(name, entry, wanted)
  }

  /// All bytes of an entry: in the mapped file where they are stored as they are, else in memory of their own.
  ///
  /// - Throws: `.malformedFile` where they cannot be inflated, are of another number than the directory says, or have
  ///   another checksum; `.environment` where the machine has too little memory.
  func contents(of name: String, _ entry: Entry) throws(BackboneError) -> any StoredBytes {
    let contents: any StoredBytes =
      entry.isDeflated ? try inflated(name, entry, entry.size) : MappedFile.Part(of: file, entry.stored)
    guard checksum(contents.bytes) == entry.checksum else {
      throw Self.fault("'\(name)' has another checksum: the archive is damaged")
    }
    return contents
  }

  private func inflated(_ name: String, _ entry: Entry, _ count: Int) throws(BackboneError) -> any StoredBytes {
    let memory = try AlignedMemory(reserving: (count + 3) / 4)
    let stored = UnsafeRawBufferPointer(rebasing: file.bytes[entry.stored])
    guard inflate(stored, into: UnsafeMutableRawBufferPointer(start: memory.floats, count: count)) == count else {
      throw Self.fault("'\(name)' cannot be inflated to the \(count) bytes that it should have")
    }
    return StoredPart(of: memory, 0..<count)
  }
}

/// Some of the bytes that somebody else keeps.
final class StoredPart: StoredBytes {
  private let whole: any StoredBytes
  private let range: Range<Int>

  init(of whole: any StoredBytes, _ range: Range<Int>) { (self.whole, self.range) = (whole, range) }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: whole.bytes[range]) }
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

/// Reads numbers of bytes that nobody has checked.
private struct LittleEndian {
  private let whole: UnsafeRawBufferPointer
  var count: Int { whole.count }

  init(_ whole: UnsafeRawBufferPointer) { self.whole = whole }

  func bytes(_ start: Int, _ count: Int) throws(BackboneError) -> UnsafeRawBufferPointer {
    guard start >= 0, count >= 0, start <= whole.count, count <= whole.count - start else {
      throw ZipFile.fault("\(count) bytes at \(start) are beyond the file of \(whole.count): the archive is cut")
    }
    return UnsafeRawBufferPointer(rebasing: whole[start..<start + count])
  }

  func value<Value: FixedWidthInteger>(_ start: Int, _: Value.Type) throws(BackboneError) -> Value {
    Value(littleEndian: try bytes(start, MemoryLayout<Value>.size).loadUnaligned(as: Value.self))
  }
}
