import BackbonesTensors
import BackbonesTestSupport
import Foundation
import Testing

/// What is beyond a limit is an error that says so, whatever else is wrong with the file. Limits of pickles are in
/// `HostileCheckpointTests`, those of pictures in `DecodingTests`.
@Suite struct InputLimitTests {
  /// 60,000 tensors without elements, in a header that takes long to decode.
  @Test("A safetensors file of too many tensors is an error")
  func manyTensors() throws {
    func header(_ count: Int) -> String {
      let entries = (0..<count).map { "\"\($0)\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}" }
      return "{" + entries.joined(separator: ",") + "}"
    }
    try withFile(safetensors(header(1000))) { (path) throws in
      #expect(try SafetensorsFile(contentsOf: path).names.count == 1000)
    }
    try withFile(safetensors(header(60_000))) { (path) throws in
      expectError(.malformedFile, saying: "more than 50000 tensors") { try SafetensorsFile(contentsOf: path) }
    }
  }

  /// Braces within strings are no objects.
  @Test("Braces in names and metadata are not counted")
  func bracesInStrings() throws {
    let braces = String(repeating: "{\\\"{", count: 60_000)
    try withFile(safetensors("{\"__metadata__\":{\"a\":\"\(braces)\"}}")) { (path) throws in
      #expect(try SafetensorsFile(contentsOf: path).metadata["a"]?.utf8.count == 3 * 60_000)
    }
  }

  @Test("A tensor of too many axes is an error")
  func manyAxes() throws {
    func shape(_ axes: Int) -> String { Array(repeating: "1", count: axes).joined(separator: ",") }
    func entry(_ axes: Int) -> Data {
      safetensors("{\"a\":{\"dtype\":\"U8\",\"shape\":[\(shape(axes))],\"data_offsets\":[0,1]}}", [7])
    }
    try withFile(entry(64)) { (path) throws in
      #expect(try SafetensorsFile(contentsOf: path).tensor("a").elements == [7])
    }
    try withFile(entry(1_000_000)) { (path) throws in
      expectError(.malformedFile, saying: "1000000 axes, expected at most 64") { try SafetensorsFile(contentsOf: path) }
    }
    func array(_ axes: Int) -> Data {
      npy("{'descr': '|u1', 'fortran_order': False, 'shape': (\(shape(axes)),), }", [7])
    }
    try withFile(array(64)) { (path) throws in #expect(try NumPyFile.read(path).elements == [7]) }
    try withFile(array(65)) { (path) throws in
      expectError(.malformedFile, saying: "more than 64 axes") { try NumPyFile.read(path) }
    }
  }

  @Test("A header that is too long is an error")
  func longHeaders() throws {
    try withFile(npy(String(repeating: " ", count: 2 << 20), [])) { (path) throws in
      expectError(.malformedFile, saying: "expected at most 1048576") { try NumPyFile.read(path) }
    }
    try withFile(Data(100_000_001.littleEndianBytes) + Data("{}".utf8)) { (path) throws in
      expectError(.malformedFile, saying: "expected at most 100000000") { try SafetensorsFile(contentsOf: path) }
    }
    try withFile(Data("{ ".utf8) + Data(repeating: 0x20, count: 11 << 20)) { (path) throws in
      expectError(.malformedFile, saying: "expected at most 10485760") { try SafetensorsShards(contentsOf: path) }
    }
  }

  @Test("An archive of too many entries is an error")
  func manyEntries() throws {
    let name = "a.npy"
    let files = (0..<51_500).map { ZipWriter.File("\($0)\(name)", []) }
    try withFile(ZipWriter.archive(files)) { (path) throws in
      expectError(.malformedFile, saying: "51500 entries, expected at most 51000") {
        try NumPyArchive(contentsOf: path)
      }
    }
  }

  @Test("A message is bounded, whatever name it has")
  func boundedMessages() throws {
    let name = String(repeating: "\\u0007é", count: 1 << 20)
    try withFile(safetensors("{\"\(name)\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,9]}}")) {
      (path) throws in
      let error = #expect(throws: BackboneError.self) { try SafetensorsFile(contentsOf: path) }
      let message = try #require(error?.message)
      #expect(message.utf8.count < 4096 && !message.contains("\u{7}"))
    }
    let error = BackboneError(.shape, String(repeating: "\u{1B}", count: 1 << 20))
    #expect(error.message.utf8.count < 4096)
  }

  private func safetensors(_ header: String, _ data: [UInt8] = []) -> Data {
    Data(header.utf8.count.littleEndianBytes) + Data(header.utf8) + Data(data)
  }

  /// Version 2, whose headers may be long.
  private func npy(_ header: String, _ data: [UInt8]) -> Data {
    Data([0x93] + Array("NUMPY".utf8) + [2, 0] + header.utf8.count.littleEndianBytes.prefix(4)) + Data(header.utf8)
      + Data(data)
  }

  private func withFile(_ content: Data, _ body: (String) throws -> Void) throws {
    try withTemporaryDirectory { directory in
      let file = directory.appending(path: "file")
      try content.write(to: file)
      try body(file.path)
    }
  }
}

extension Int {
  fileprivate var littleEndianBytes: [UInt8] { Swift.withUnsafeBytes(of: UInt64(self).littleEndian, Array.init) }
}
