import BackbonesTensors
import BackbonesTestSupport
import Foundation
import Testing

@Suite("Safetensors in several files") struct ShardTests {
  /// A folder of two files and an index.
  private func index<Result>(_ json: String, _ body: (String) throws -> Result) throws -> Result {
    try withTemporaryDirectory { (directory) throws in
      func path(_ name: String) -> String { directory.appending(path: name).path }
      try SafetensorsFile.write([("a", Tensor([2], [1, 2])), ("b", Tensor([1], [3]))], to: path("1.safetensors"))
      try SafetensorsFile.write([("c", Tensor([1, 1], [4]))], to: path("2.safetensors"))
      try SafetensorsFile.write([("a", Tensor([1], [5]))], to: path("3.safetensors"))
      let url = directory.appending(path: "model.safetensors.index.json")
      try Data(json.utf8).write(to: url)
      return try body(url.path)
    }
  }

  @Test("The tensors of all files are there, those too that the index leaves out")
  func reads() throws {
    let json = #"{"metadata": {"total_size": 0}, "weight_map": {"a": "1.safetensors", "c": "2.safetensors"}}"#
    try index(json) { path in
      let archive = try openArchive(at: path)
      #expect(archive is SafetensorsShards)
      #expect(archive.names == ["a", "b", "c"])
      #expect(archive.entry("c") == TensorEntry(type: .float32, shape: [1, 1]))
      #expect(archive.entry("d") == nil)
      #expect(try archive.tensor("a").elements == [1, 2])
      #expect(try archive.tensor("c").elements == [4])
      expectError(.unknownName, saying: "no tensor 'd'") { try archive.tensor("d") }
    }
  }

  @Test(
    "An index that leads elsewhere, or that its files do not fit, is an error",
    arguments: [
      (#"{"weight_map": {"a": "../1.safetensors"}}"#, "'../1.safetensors' is no name of a safetensors file"),
      (#"{"weight_map": {"a": "/1.safetensors"}}"#, "no name of a safetensors file"),
      (#"{"weight_map": {"a": "x\\1.safetensors"}}"#, "no name of a safetensors file"),
      (#"{"weight_map": {"a": "C:1.safetensors"}}"#, "no name of a safetensors file"),
      (#"{"weight_map": {"a": "1.pth"}}"#, "no name of a safetensors file"),
      (#"{"weight_map": {"a": "2.safetensors", "b": "1.safetensors"}}"#, "'a' is not in '2.safetensors'"),
      (#"{"weight_map": {"d": "1.safetensors"}}"#, "'d' is not in '1.safetensors'"),
      (#"{"weight_map": {"a": "1.safetensors", "c": "3.safetensors"}}"#, "'a' is in two files"),
      (#"{"weight_map": {"a": "1.safetensors", "a": "1.safetensors"}}"#, "'a' comes twice"),
      (#"{"weight_map": {"a": 1}}"#, "weight_map"), (#"{"weight_map": ["a"]}"#, "weight_map"),
      (#"{"architecture": "x"}"#, "not an index of safetensors files"), (#"{"weight_map": {"#, "not an index"),
    ])
  func refuses(_ json: String, _ words: String) throws {
    try index(json) { path in
      expectError(.malformedFile, saying: words) { try openArchive(at: path) }
    }
  }

  @Test("A file that is not there is an error of its name")
  func lacksFile() throws {
    try index(#"{"weight_map": {"a": "4.safetensors"}}"#) { path in
      expectError(.inputOutput, saying: "4.safetensors") { try openArchive(at: path) }
    }
  }
}
