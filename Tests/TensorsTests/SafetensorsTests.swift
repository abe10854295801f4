import Foundation
import BackbonesTensors
import BackbonesTestSupport
import Testing

@Suite struct SafetensorsTests {
  // MARK: Reading

  @Test(
    "Every element type is read",
    arguments: [
      ("float32", .float32), ("float16", .float16), ("bfloat16", .bfloat16), ("float64", .float64), ("int64", .int64),
      ("int32", .int32), ("int16", .int16), ("int8", .int8), ("uint64", .uint64), ("uint32", .uint32),
      ("uint16", .uint16), ("uint8", .uint8), ("bool", .bool),
    ] as [(String, ElementType)])
  func readsEveryType(_ name: String, _ type: ElementType) throws {
    let file = try SafetensorsFile(contentsOf: Fixtures.path("types.safetensors"))
    #expect(file.entry(name)?.type == type)
    #expect(try file.tensor(name).isBitIdentical(to: Fixtures.array(type, [5, 3])))
  }

  @Test("Names, shapes and metadata are read")
  func readsNamesShapesAndMetadata() throws {
    let file = try SafetensorsFile(contentsOf: Fixtures.path("types.safetensors"))
    #expect(file.names.count == 16)
    #expect(file.names == file.names.sorted())
    #expect(file.metadata == ["format": "pt", "note": "a \"note\""])
    #expect(file.entry("scalar")?.shape == [])
    #expect(try file.tensor("scalar").elements == [2.5])
    #expect(try file.tensor("empty").shape == [0, 4])
    #expect(try file.tensor("\"quoted\" \\ é/name").elements == [-6.25, -1.625])
    #expect(file.entry("none") == nil)
    expectError(.unknownName, saying: "'none'") { try file.tensor("none") }
  }

  @Test("A tensor outlives its file")
  func tensorsOutliveTheFileValue() throws {
    let tensor = try SafetensorsFile(contentsOf: Fixtures.path("types.safetensors")).tensor("float32")
    #expect(tensor.isBitIdentical(to: Fixtures.array(.float32, [5, 3])))
  }

  /// Headers need not be padded; then nothing is aligned.
  @Test("Data that is not aligned is read", arguments: 0..<8)
  func readsUnalignedData(_ spaces: Int) throws {
    let numbers: [Double] = [1.5, -2, 1e300]
    let halves: [Float] = [3, -4.25]
    let header = """
      {"d":{"dtype":"F64","shape":[3],"data_offsets":[0,24]},"f":{"dtype":"F32","shape":[2],"data_offsets":[24,32]}}
      """
    let data = numbers.withUnsafeBytes { Data($0) } + halves.withUnsafeBytes { Data($0) }
    try open(header + String(repeating: " ", count: spaces), data) { (file) throws in
      #expect(try file.tensor("d").elements == [1.5, -2, .infinity])
      #expect(try file.tensor("f").elements == halves)
    }
  }

  // MARK: Faults

  @Test("A header that is wrong is an error that says what is wrong", arguments: Self.faults)
  func refuses(_ header: String, _ bytes: Int, _ message: String) throws {
    expectError(.malformedFile, saying: message) { try open(header, Data(count: bytes)) { $0.names } }
  }

  static let faults: [(String, Int, String)] = [
    ("", 0, "not a JSON object"),
    ("[]", 0, "not a JSON object"),
    (" {}", 0, "not a JSON object"),
    ("{\0}", 0, "not a JSON object"),
    ("{", 0, "cannot be read"),
    ("{} x", 0, "cannot be read"),
    ("{\"a\":3}", 0, "'a'"),
    ("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", 4, "data_offsets"),
    ("{\"__metadata__\":{\"a\":1}}", 0, "__metadata__"),
    (entry("a", "F33", [1], [0, 4]), 4, "type 'F33' is unknown"),
    (entry("a", "F32", [1], [0]), 4, "not a range"),
    (entry("a", "F32", [1], [4, 0]), 4, "not a range"),
    (entry("a", "F32", [1], [-4, 0]), 4, "not a range"),
    (entry("a", "F32", [2], [0, 8]), 4, "not a range in 4 bytes"),
    (entry("a", "F32", [2], [0, 4]), 4, "4 bytes for shape [2]"),
    (entry("a", "F32", [-1], [0, 4]), 4, "negative extent"),
    (entry("a", "F32", [1 << 32, 1 << 32], [0, 4]), 4, "too many elements"),
    (entry("a", "F32", [0, 1 << 32, 1 << 32], [0, 0]), 0, "too many elements"),
    (entry("a", "F64", [1 << 61], [0, 0]), 0, "0 bytes for shape"),
    ("{\"a\":{\"dtype\":\"U8\",\"shape\":[99999999999999999999],\"data_offsets\":[0,1]}}", 1, "cannot be read"),
    (entry("a", "F32", [1], [0, 4]), 5, "1 bytes follow the last tensor"),
    (entry("a", "F32", [1], [4, 8]), 8, "follows a hole"),
    (entries(("a", [0, 8]), ("b", [4, 12])), 12, "overlaps"),
    (entries(("a", [0, 8]), ("b", [12, 20])), 20, "'b' follows a hole"),
    (entries(("a", [0, 8]), ("a", [8, 16])), 16, "'a' comes twice"),
    (entries(("a\\u0062", [0, 8]), ("ab", [8, 16])), 16, "'ab' comes twice"),
  ]

  private static func entry(_ name: String, _ type: String, _ shape: [Int], _ offsets: [Int]) -> String {
    "{\"\(name)\":{\"dtype\":\"\(type)\",\"shape\":\(shape),\"data_offsets\":\(offsets)}}"
  }

  private static func entries(_ entries: (name: String, offsets: [Int])...) -> String {
    "{" + entries.map { entry($0.name, "F32", [2], $0.offsets).dropFirst().dropLast() }.joined(separator: ",") + "}"
  }

  @Test("An impossible header length is an error")
  func refusesLengthsThatCannotBe() throws {
    for (length, message) in [(UInt64.max, "at most"), (100_000_001, "at most"), (100, "in a file of 10")] {
      try withTemporaryDirectory { (directory) throws in
        let url = directory.appending(path: "x.safetensors")
        try (withUnsafeBytes(of: length.littleEndian) { Data($0) } + Data("{}".utf8)).write(to: url)
        expectError(.malformedFile, saying: message) { try SafetensorsFile(contentsOf: url.path) }
      }
    }
  }

  @Test("A header that is not UTF-8 is an error")
  func refusesTextThatIsNotUTF8() throws {
    try withTemporaryDirectory { (directory) throws in
      let url = directory.appending(path: "x.safetensors")
      try (Data([4, 0, 0, 0, 0, 0, 0, 0]) + Data([0x7B, 0xFF, 0x7D, 0x20])).write(to: url)
      expectError(.malformedFile, saying: "UTF-8") { try SafetensorsFile(contentsOf: url.path) }
    }
  }

  @Test("A file that cannot be read is named")
  func namesFilesThatCannotBeRead() throws {
    try withTemporaryDirectory { (directory) throws in
      let missing = directory.appending(path: "none.safetensors").path
      expectError(.inputOutput, saying: missing) { try SafetensorsFile(contentsOf: missing) }
      expectError(.inputOutput, saying: "is a directory") { try SafetensorsFile(contentsOf: directory.path) }
      expectError(.inputOutput, saying: "not a regular file") { try SafetensorsFile(contentsOf: "/dev/null") }
      let empty = directory.appending(path: "empty.safetensors")
      try Data().write(to: empty)
      expectError(.malformedFile, saying: "too few") { try SafetensorsFile(contentsOf: empty.path) }
    }
  }

  /// Damage may go unseen, where it hits data; then every tensor can be read.
  @Test("A damaged file is an error or tensors, never a crash")
  func survivesDamage() throws {
    let whole = try Data(contentsOf: URL(filePath: Fixtures.path("types.safetensors")))
    try withTemporaryDirectory { (directory) throws in
      let url = directory.appending(path: "x.safetensors")
      for copy in damagedCopies(of: whole, flips: 1000) {
        try copy.write(to: url)
        do throws(BackboneError) {
          let file = try SafetensorsFile(contentsOf: url.path)
          #expect(copy.count == whole.count)
          for name in file.names { _ = try file.tensor(name).elements }
        } catch {
          #expect(error.code == .malformedFile)
        }
      }
    }
  }

  // MARK: Writing

  @Test("A written file reads back as the same tensors")
  func writesWhatItReads() throws {
    let tensors = [
      ("b", Fixtures.array(.float32, [3, 5])), ("a/é\"", Fixtures.array(.int8, [])), ("c", Tensor([0, 2], [])),
    ]
    try withTemporaryDirectory { (directory) throws in
      let url = directory.appending(path: "x.safetensors")
      for type in [ElementType.float32, .float16] {
        try SafetensorsFile.write(tensors, metadata: ["k": "v"], as: type, to: url.path)
        let file = try SafetensorsFile(contentsOf: url.path)
        #expect(file.names == ["a/é\"", "b", "c"])
        #expect(file.metadata == ["k": "v"])
        for (name, tensor) in tensors {
          #expect(file.entry(name)?.type == type)
          #expect(try file.tensor(name).isBitIdentical(to: tensor))
        }
        #expect(try Data(contentsOf: url)[0] % 8 == 0)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["x.safetensors"])
    }
  }

  @Test("Names and places that cannot be written are errors")
  func refusesToWrite() throws {
    let one = Tensor([1], [1])
    try withTemporaryDirectory { (directory) throws in
      let path = directory.appending(path: "x.safetensors").path
      func write(_ names: [String], as type: ElementType = .float32, to path: String) throws {
        try SafetensorsFile.write(names.map { ($0, one) }, as: type, to: path)
      }
      expectError(.invalidOption, saying: "two tensors") { try write(["a", "a"], to: path) }
      expectError(.invalidOption, saying: "reserves") { try write(["__metadata__"], to: path) }
      expectError(.invalidOption, saying: "I64") { try write(["a"], as: .int64, to: path) }
      expectError(.inputOutput, saying: "none/x") { try write(["a"], to: directory.path + "/none/x.safetensors") }
      // A file cannot take a directory's name; what was written under another one must be gone.
      let inside = directory.appending(path: "folder")
      try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: false)
      expectError(.inputOutput, saying: inside.path) { try write(["a"], to: inside.path) }
      try FileManager.default.removeItem(at: inside)
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
    }
  }

  /// Opens a file of this header and data.
  private func open<Result>(
    _ header: String, _ data: Data, _ body: (SafetensorsFile) throws -> Result
  ) throws -> Result {
    try withTemporaryDirectory { (directory) throws in
      let url = directory.appending(path: "x.safetensors")
      let length = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) }
      try (length + Data(header.utf8) + data).write(to: url)
      return try body(SafetensorsFile(contentsOf: url.path))
    }
  }
}
