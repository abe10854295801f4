import BackbonesTensors
import BackbonesTestSupport
import Foundation
import Testing

@Suite("NumPy's archives") struct NumPyArchiveTests {
  @Test("Archives that NumPy wrote are read", arguments: ["stored", "deflated", "zip64"])
  func reads(_ name: String) throws {
    let archive = try openArchive(at: Fixtures.path("\(name).npz"))
    #expect(archive is NumPyArchive)
    #expect(archive.names == ["block/half", "c", "empty", "fortran", "scalar"])
    #expect(archive.entry("fortran") == TensorEntry(type: .float64, shape: [2, 3, 4]))
    #expect(archive.entry("d") == nil)
    #expect(try archive.tensor("c").isBitIdentical(to: Fixtures.array(.float32, [2, 3, 4])))
    #expect(try archive.tensor("fortran").isBitIdentical(to: Fixtures.array(.float64, [2, 3, 4])))
    #expect(try archive.tensor("block/half").isBitIdentical(to: Fixtures.array(.float16, [7])))
    #expect(try archive.tensor("empty").shape == [0, 4])
    #expect(try archive.tensor("scalar").elements == [2.5])
    expectError(.unknownName, saying: "no array 'd'") { try archive.tensor("d") }
  }

  @Test("A damaged archive is an error or has the tensors that it had", arguments: ["stored", "deflated", "zip64"])
  func survivesDamage(_ name: String) throws {
    let whole = try Data(contentsOf: URL(filePath: Fixtures.path("\(name).npz")))
    let expected = Fixtures.array(.float32, [2, 3, 4])
    try withTemporaryDirectory { (directory) throws in
      let url = directory.appending(path: "x.npz")
      for copy in damagedCopies(of: whole, flips: 1500) {
        try copy.write(to: url)
        do throws(BackboneError) {
          let archive = try NumPyArchive(contentsOf: url.path)
          for name in archive.names {
            let tensor = try archive.tensor(name)
            // A checksum keeps elements, not the directory's names.
            if name == "c" { #expect(tensor.elements == expected.elements) }
          }
        } catch {
          #expect(error.code == .malformedFile)
        }
      }
    }
  }

  /// An archive of one stored array, with fields of its directory entry replaced.
  private func archive(_ fields: [Int: [UInt8]] = [:], named name: String = "a.npy") -> Data {
    let header = "{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }"
    let content =
      Data([0x93]) + Data("NUMPY".utf8) + Data([1, 0, UInt8(header.utf8.count), 0]) + Data(header.utf8) + [7]
    return ZipWriter.archive([.init(name, Array(content), fields: fields)])
  }

  private func read(_ data: Data, _ body: (String) throws -> Void) throws {
    try withTemporaryDirectory { (directory) throws in
      let url = directory.appending(path: "x.npz")
      try data.write(to: url)
      try body(url.path)
    }
  }

  @Test("A stored array reads back")
  func readsOne() throws {
    try read(archive()) { path in
      let archive = try NumPyArchive(contentsOf: path)
      #expect(try archive.tensor("a").elements == [7])
    }
  }

  @Test(
    "What an archive must not have is an error that says what it is",
    arguments: [
      ([8: [1, 0]], "encrypted"), ([10: [12, 0]], "method 12"), ([24: [1, 0, 0, 0]], "expected 1"),
      ([42: [9, 0, 0, 0]], "is not at byte 9"), ([42: [0xFF, 0xFF, 0xFF, 0x7F]], "the archive is cut"),
      ([0: [0]], "no entry of the directory"),
      ([20: [0xFF, 0xFF, 0, 0], 24: [0xFF, 0xFF, 0, 0]], "the archive is cut"),
      ([10: [8, 0]], "cannot be inflated"), ([10: [8, 0], 24: [0, 0, 0, 0x7F]], "cannot be"),
    ] as [([Int: [UInt8]], String)])
  func refuses(_ fields: [Int: [UInt8]], _ words: String) throws {
    try read(archive(fields)) { path in
      expectError(.malformedFile, saying: words) { try NumPyArchive(contentsOf: path) }
    }
  }

  @Test("Another checksum, another file and no directory are errors")
  func refusesOthers() throws {
    try read(archive([16: [0, 0, 0, 0]])) { path in
      let archive = try NumPyArchive(contentsOf: path)
      expectError(.malformedFile, saying: "checksum") { try archive.tensor("a") }
    }
    try read(archive(named: "a.txt")) { path in
      expectError(.malformedFile, saying: "'a.txt' is no .npy file") { try NumPyArchive(contentsOf: path) }
      expectError(.malformedFile, saying: "a zip archive without a data.pkl") { try openArchive(at: path) }
    }
    try read(archive().dropLast(22)) { path in
      expectError(.malformedFile, saying: "no directory") { try NumPyArchive(contentsOf: path) }
    }
  }
}
