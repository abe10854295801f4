import Foundation
import BackbonesTensors
import BackbonesTestSupport
import Testing

@Suite struct NumPyTests {
  @Test(
    "Files that NumPy wrote are read",
    arguments: [
      ("c", .float32, [2, 3, 4]), ("fortran", .float64, [2, 3, 4]), ("fortran_matrix", .int16, [5, 3]),
      ("half", .float16, [7]), ("truth", .bool, [7]), ("version2", .int64, [3, 2]), ("version3", .uint8, [3, 2]),
      ("empty", .float32, [0, 4]),
    ] as [(String, ElementType, TensorShape)])
  func reads(_ name: String, _ type: ElementType, _ shape: TensorShape) throws {
    let tensor = try NumPyFile.read(Fixtures.path("\(name).npy"))
    #expect(tensor.isBitIdentical(to: Fixtures.array(type, shape)))
  }

  @Test("A scalar has no axes")
  func readsScalars() throws {
    let tensor = try NumPyFile.read(Fixtures.path("scalar.npy"))
    #expect(tensor.shape == [])
    #expect(tensor.elements == [2.5])
  }

  @Test(
    "A written file reads back as the same tensor",
    arguments: [[], [1], [5], [2, 3], [3, 0, 2], [2, 1, 3, 4]] as [TensorShape])
  func writesAsNumPyDoes(_ shape: TensorShape) throws {
    try withTemporaryDirectory { (directory) throws in
      let url = directory.appending(path: "x.npy")
      let tensor = Fixtures.array(.float32, shape)
      try NumPyFile.write(tensor, to: url.path)
      #expect(try NumPyFile.read(url.path).isBitIdentical(to: tensor))
    }
  }

  /// The same bytes as NumPy's own writer.
  @Test("A written file has NumPy's bytes")
  func writesNumPysBytes() throws {
    try withTemporaryDirectory { (directory) throws in
      let url = directory.appending(path: "x.npy")
      try NumPyFile.write(Fixtures.array(.float32, [2, 3, 4]), to: url.path)
      #expect(try Data(contentsOf: url) == Data(contentsOf: URL(filePath: Fixtures.path("c.npy"))))
    }
  }

  @Test("Big-endian elements are an error")
  func refusesOtherTypes() throws {
    expectError(.malformedFile, saying: "'>f4'") { try NumPyFile.read(Fixtures.path("big_endian.npy")) }
  }

  @Test(
    "A header that is wrong is an error that says what is wrong",
    arguments: [
      ("", "expected '{'"),
      ("{'descr': '<f4', 'fortran_order': False}", "missing"),
      ("{'descr': '<f4', 'fortran_order': False, 'shape': (1), }", "one axis"),
      ("{'descr': '<f4', 'fortran_order': False, 'shape': (,), }", "expected an extent"),
      ("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "expected an extent"),
      ("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }", "expected an extent"),
      ("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296), }", "too many"),
      ("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", "4 bytes of data for shape [2]"),
      ("{'descr': '<f4', 'fortran_order': 0, 'shape': (1,), }", "True or False"),
      ("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", "expected a string"),
      ("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", "twice"),
      ("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'x': 1}", "key 'x'"),
      ("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), } x", "expected its end"),
      ("{'descr': '<f4, 'fortran_order': False, 'shape': (1,), }", "expected"),
    ])
  func refuses(_ header: String, _ message: String) throws {
    try withTemporaryDirectory { (directory) throws in
      let url = directory.appending(path: "x.npy")
      let start = Data([0x93]) + Data("NUMPY".utf8) + Data([1, 0, UInt8(header.utf8.count), 0])
      try (start + Data(header.utf8) + Data(count: 4)).write(to: url)
      expectError(.malformedFile, saying: message) { try NumPyFile.read(url.path) }
    }
  }

  @Test("A damaged file is an error or a tensor, never a crash", arguments: ["c", "fortran", "version2"])
  func survivesDamage(_ name: String) throws {
    let whole = try Data(contentsOf: URL(filePath: Fixtures.path("\(name).npy")))
    try withTemporaryDirectory { (directory) throws in
      let url = directory.appending(path: "x.npy")
      for copy in damagedCopies(of: whole, flips: 300) {
        try copy.write(to: url)
        do throws(BackboneError) {
          let tensor = try NumPyFile.read(url.path)
          #expect(copy.count == whole.count && tensor.elements.count == tensor.shape.count)
        } catch {
          #expect(error.code == .malformedFile)
        }
      }
    }
  }
}
