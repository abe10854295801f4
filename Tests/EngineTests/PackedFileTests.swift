import BackbonesEngine
import BackbonesTensors
import BackbonesTestSupport
import Foundation
import Testing

/// Files of packed weights are foreign input: what is not as it must be is not read.
@Suite struct PackedFileTests {
  private let key = "a model\nits weights"

  /// Three forms, of which one fills no multiple of the alignment.
  private func makeForms() throws -> [String: AlignedMemory] {
    var forms: [String: AlignedMemory] = [:]
    for (name, count) in [("bias fc", 5), ("panels fc", 32), ("winograd 4 stem.conv", 64)] {
      let memory = try AlignedMemory(reserving: count)
      for index in 0..<count { memory.floats[index] = Float(count + index) }
      forms[name] = memory
    }
    return forms
  }

  private func values(_ memory: AlignedMemory) -> [Float] {
    Array(UnsafeBufferPointer(start: memory.floats, count: memory.count))
  }

  @Test("What is written is read again, where it lies, for the same key only")
  func readsWhatIsWritten() throws {
    try withTemporaryDirectory { folder in
      let path = folder.appending(path: "forms.packed").path
      let forms = try makeForms()
      try PackedFile.write(forms, key: key, to: path)
      let file = try #require(PackedFile(path, key: key))
      #expect(Set(file.names) == Set(forms.keys))
      for (name, memory) in forms {
        let form = try #require(file.form(name, floats: memory.count))
        #expect(values(form) == values(memory))
        #expect(Int(bitPattern: form.floats) % AlignedMemory.alignment == 0)
        #expect(file.form(name, floats: memory.count + 1) == nil && file.form(name, floats: 0) == nil)
      }
      #expect(file.form("panels head", floats: 32) == nil)
      #expect(PackedFile(path, key: key + " ") == nil && PackedFile(path + ".", key: key) == nil)
      let bytes = try Data(contentsOf: URL(filePath: path))
      try PackedFile.write(forms, key: key, to: path)
      #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    }
  }

  @Test("A damaged file is refused, or has its forms where they were")
  func refusesDamage() throws {
    try withTemporaryDirectory { folder in
      let url = folder.appending(path: "forms.packed")
      let forms = try makeForms()
      try PackedFile.write(forms, key: key, to: url.path)
      let whole = try Data(contentsOf: url)
      // The header begins with its mark, and its hash; then it says where it ends.
      let end = whole.withUnsafeBytes { Int($0.loadUnaligned(fromByteOffset: 16, as: UInt64.self)) }
      for copy in damagedCopies(of: whole, flips: 500) where copy != whole {
        try copy.write(to: url)
        let file = PackedFile(url.path, key: key)
        if copy.count < whole.count || copy.prefix(end) != whole.prefix(end) {
          #expect(file == nil, "\(copy.count) bytes")
        } else {
          for (name, memory) in forms { #expect(file?.form(name, floats: memory.count)?.count == memory.count) }
        }
      }
      try (whole + [0]).write(to: url)
      #expect(PackedFile(url.path, key: key) == nil)
    }
  }

  /// A file whose hash is right, of forms that are said to be somewhere.
  private func file(
    _ forms: [(first: UInt64, count: UInt64, name: [UInt8])], count: UInt64? = nil, rest: [UInt8] = []
  ) -> Data {
    func number(_ value: UInt64) -> [UInt8] { withUnsafeBytes(of: value.littleEndian, Array.init) }
    var header = number(UInt64(key.utf8.count)) + Array(key.utf8) + number(count ?? UInt64(forms.count))
    for form in forms {
      header += number(form.first) + number(form.count) + number(UInt64(form.name.count)) + form.name
    }
    header += rest
    let hashed = number(UInt64(32 + header.count)) + number(1024) + header
    let hash = hashed.withUnsafeBytes { stableHash($0) }
    let head = Array("packed01".utf8) + number(hash) + hashed
    return Data(head + Array(repeating: 0, count: 1024 - head.count))
  }

  @Test("Forms that lie nowhere, askew or twice are refused, whoever made the file")
  func refusesWrongPlaces() throws {
    try withTemporaryDirectory { (folder) throws in
      let url = folder.appending(path: "forms.packed")
      let name = Array("a".utf8)
      func isRead(_ data: Data) throws -> Bool {
        try data.write(to: url)
        return PackedFile(url.path, key: key) != nil
      }
      #expect(try isRead(file([(512, 512, name)])))
      #expect(try isRead(file([(512, 512, name), (512, 4, Array("b".utf8))])))
      let wrong: [(UInt64, UInt64)] = [
        (516, 4), (512, 516), (1024, 4), (0, 4), (64, 4), (512, 0), (512, 3), (512, .max), (.max, 64), (.max - 63, 64),
        (512, .max - 511), (UInt64(Int.max) - 63, 64), (1 << 63, 64),
      ]
      for (first, count) in wrong { #expect(try !isRead(file([(first, count, name)])), "\(first), \(count)") }
      #expect(try !isRead(file([(512, 64, name), (576, 64, name)])))
      #expect(try !isRead(file([(512, 64, [0xFF])])))
      for count in [2, .max, 1 << 40] as [UInt64] { #expect(try !isRead(file([(512, 64, name)], count: count))) }
      #expect(try !isRead(file([(512, 64, name)], rest: [0])))
    }
  }
}
