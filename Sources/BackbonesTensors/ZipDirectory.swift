/// Where a zip archive's directory is: what the records at its end say.
enum ZipDirectory {
  private static let endSignature: UInt32 = 0x0605_4B50
  private static let end64Signature: UInt32 = 0x0606_4B50
  private static let locatorSignature: UInt32 = 0x0706_4B50
  /// Lengths of the fixed parts of the records of these.
  private static let (endLength, end64Length, locatorLength) = (22, 56, 20)
  /// The least that an entry of the directory takes.
  private static let entryLength = 46

  /// The number of entries and where the directory lies.
  ///
  /// - Throws: `.malformedFile` for an archive without a directory, with two ends, or with end records that disagree.
  static func find(_ reader: LittleEndian) throws(BackboneError) -> (count: Int, directory: Range<Int>) {
    let end = try self.end(reader)
    let narrow = [
      UInt64(try reader.value(end + 10, UInt16.self)), UInt64(try reader.value(end + 12, UInt32.self)),
      UInt64(try reader.value(end + 16, UInt32.self)),
    ]
    var (values, limit) = (narrow, end)
    let locator = end - locatorLength
    if locator >= 0, try reader.value(locator, UInt32.self) == locatorSignature {
      let end64 = try reader.value(locator + 8, UInt64.self)
      guard end64 <= UInt64(max(0, locator - end64Length)) else { throw ZipFile.fault("no directory at byte \(end64)") }
      limit = Int(end64)
      guard try reader.value(limit, UInt32.self) == end64Signature else {
        throw ZipFile.fault("no directory at byte \(end64)")
      }
      values = [
        try reader.value(limit + 32, UInt64.self), try reader.value(limit + 40, UInt64.self),
        try reader.value(limit + 48, UInt64.self),
      ]
      let unknown: [UInt64] = [UInt64(UInt16.max), UInt64(UInt32.max), UInt64(UInt32.max)]
      guard narrow.indices.allSatisfy({ narrow[$0] == values[$0] || narrow[$0] == unknown[$0] }) else {
        throw ZipFile.fault("two directories")
      }
    }
    let (count, size, start) = (values[0], values[1], values[2])
    guard size <= UInt64(limit), start == UInt64(limit) - size else {
      throw ZipFile.fault("a directory of \(size) bytes at byte \(start), expected to end at byte \(limit)")
    }
    // A tensor has an entry, and an archive a few more.
    guard count <= InputLimits.tensors + InputLimits.archiveFiles else {
      throw ZipFile.fault("\(count) entries, expected at most \(InputLimits.tensors + InputLimits.archiveFiles)")
    }
    guard count <= size / UInt64(entryLength) else {
      throw ZipFile.fault("\(count) entries in a directory of \(size) bytes")
    }
    return (Int(count), Int(start)..<limit)
  }

  /// Where the record at the end begins. A comment of up to 64 KiB follows it, and must end with the file.
  private static func end(_ reader: LittleEndian) throws(BackboneError) -> Int {
    var found: Int?
    var at = reader.count - endLength
    let first = max(0, at - Int(UInt16.max))
    while at >= first {
      if try reader.value(at, UInt32.self) == endSignature,
        Int(try reader.value(at + 20, UInt16.self)) == reader.count - at - endLength
      {
        guard found == nil else { throw ZipFile.fault("two ends") }
        found = at
      }
      at -= 1
    }
    guard let found else { throw ZipFile.fault("no directory at its end: the archive is cut") }
    return found
  }
}

/// Reads numbers of bytes that nobody has checked.
struct LittleEndian {
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
