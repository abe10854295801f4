import BackbonesTensors
import BackbonesTestSupport
import Foundation
import Testing

@Suite("Archives of any format") struct ArchiveTests {
  /// Bytes that a test owns. `@unchecked`: nobody writes them.
  private final class Numbers: StoredBytes, @unchecked Sendable {
    let bytes: UnsafeRawBufferPointer
    /// `count` elements of `Element`, 0, 1, 2, …, the first of them `shift` bytes from an aligned place.
    init<Element: BinaryInteger>(_: Element.Type, count: Int, shift: Int = 0) {
      let size = MemoryLayout<Element>.size
      let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count * size + shift, alignment: 64)
      for i in 0..<count { memory.storeBytes(of: Element(i), toByteOffset: shift + i * size, as: Element.self) }
      bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory)[shift...])
      base = memory
    }
    private let base: UnsafeMutableRawBufferPointer
    deinit { base.deallocate() }
  }

  @Test("A stored tensor's elements lie where offset and strides say", arguments: [0, 1, 2])
  func strides(shift: Int) throws {
    func elements(_ shape: TensorShape, offset: Int = 0, _ strides: [Int]?) throws -> [Float] {
      let bytes = Numbers(Int16.self, count: 24, shift: shift)
      return try Tensor(try StoredTensor(shape, of: .int16, in: bytes, offset: offset, strides: strides)).elements
    }
    #expect(try elements([2, 3], nil) == [0, 1, 2, 3, 4, 5])
    #expect(try elements([2, 3], offset: 18, nil) == [18, 19, 20, 21, 22, 23])
    #expect(try elements([2, 3], offset: 5, [3, 1]) == [5, 6, 7, 8, 9, 10])
    #expect(try elements([2, 3], [1, 2]) == [0, 2, 4, 1, 3, 5])
    #expect(try elements([2, 3], offset: 1, [12, 4]) == [1, 5, 9, 13, 17, 21])
    #expect(try elements([2, 3], offset: 7, [0, 0]) == [7, 7, 7, 7, 7, 7])
    #expect(try elements([2, 2, 2], [1, 4, 2]) == [0, 2, 4, 6, 1, 3, 5, 7])
    // Strides of one element mean nothing.
    #expect(try elements([1, 3, 1], [999, 1, 999]) == [0, 1, 2])
    #expect(try elements([], offset: 23, []) == [23])
    #expect(try elements([0, 3], offset: 99, [1, 1]) == [])
  }

  @Test(
    "A stored tensor that reaches beyond its bytes is an error",
    arguments: [
      ([2, 3], 19, nil, "last element"), ([25], 0, nil, "last element"), ([2, 3], 0, [12, 6], "last element"),
      ([2, 3], 24, [0, 0], "last element"), ([2, 2], 0, [.max, .max], "last element"),
      ([3], 0, [.max / 2 + 1], "last element"), ([1], .max, nil, "last element"), ([2], .max, nil, "last element"),
      ([2, 3], -1, nil, "below 0"), ([2, 3], 0, [3, -1], "below 0"), ([2, 3], 0, [1], "expected 2 strides"),
      ([], 0, [1], "expected 0 strides"), ([0], -1, nil, "below 0"),
    ] as [(TensorShape, Int, [Int]?, String)])
  func refuses(_ shape: TensorShape, _ offset: Int, _ strides: [Int]?, _ message: String) {
    let bytes = Numbers(Int16.self, count: 24)
    expectError(.malformedFile, saying: message) {
      try StoredTensor(shape, of: .int16, in: bytes, offset: offset, strides: strides)
    }
  }

  @Test("A file is opened by what it begins with, whatever its name")
  func recognizesByContent() throws {
    let other = ArchiveFormat(name: "other", suffixes: [".other"]) {
      $0.starts(with: Array("OTHER".utf8))
    } open: { _ in
      MemoryArchive(["a": Tensor([2, 3], [1, 2, 3, 4, 5, 6])])
    }
    try withTemporaryDirectory { (directory) throws in
      let path = directory.appending(path: "weights.other").path
      try SafetensorsFile.write([("b", Tensor([1], [7]))], to: path)
      let safetensors = try openArchive(at: path, of: [other] + ArchiveFormat.all)
      #expect(safetensors is SafetensorsFile)
      #expect(try safetensors.tensor("b").elements == [7])

      let misnamed = directory.appending(path: "weights.safetensors")
      try Data("OTHER".utf8).write(to: misnamed)
      let archive = try openArchive(at: misnamed.path, of: [other] + ArchiveFormat.all)
      #expect(archive.names == ["a"])
      #expect(archive.entry("a") == TensorEntry(type: .float32, shape: [2, 3]))
      #expect(archive.entry("b") == nil)
      #expect(try archive.tensor("a").elements == [1, 2, 3, 4, 5, 6])
      expectError(.malformedFile, saying: "expected an archive of tensors (safetensors, an index of them, npz, PyTorch")
      {
        try openArchive(at: misnamed.path)
      }
    }
  }

  @Test(
    "A file that is no archive is called what it is",
    arguments: [
      (Array("version https://git-lfs.github.com/spec/v1".utf8), "Git LFS pointer"),
      (Array("<!DOCTYPE html><html>".utf8), "web page"), (Array("<HTML>".utf8), "web page"),
      (Array("PK\u{3}\u{4}".utf8), "damaged zip archive"), (Array("PK\u{5}\u{6}".utf8), "empty zip"),
      ([0x80, 2, 0x8A, 0x0A], "pickle"), ([0x1F, 0x8B, 8], "gzip"),
      ([0xFF, 0xD8, 0xFF, 0xE0], "JPEG"), ([], "0 bytes"), ([1, 2, 3], "3 bytes"), (Array(repeating: 0, count: 9), "9"),
    ] as [([UInt8], String)])
  func namesForeignFiles(_ content: [UInt8], _ format: String) throws {
    try withTemporaryDirectory { (directory) throws in
      let url = directory.appending(path: "model.safetensors")
      try Data(content).write(to: url)
      expectError(.malformedFile, saying: format) { try openArchive(at: url.path) }
    }
  }
}
