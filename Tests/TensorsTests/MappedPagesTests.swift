import Foundation
import BackbonesTensors
import BackbonesTestSupport
import Testing

#if os(Linux)
  /// What of a mapped file is in memory, as the system counts it.
  @Suite struct MappedPagesTests {
    /// Bytes of a file that are in the process's memory.
    private func residentBytes(of path: String) throws -> Int {
      // To its end: the system gives such a file's size as zero, and other ways to read it stop early.
      let handle = try #require(FileHandle(forReadingAtPath: "/proc/self/smaps"))
      let maps = String(decoding: handle.readDataToEndOfFile(), as: UTF8.self)
      let name = "/" + URL(filePath: path).lastPathComponent
      var (isTheFile, kilobytes) = (false, 0)
      for line in maps.split(separator: "\n") {
        // Each mapping has a line "from-to permissions … path", then one for each count.
        let words = line.split(separator: " ")
        if words[0].contains("-") { isTheFile = line.hasSuffix(name) }
        if isTheFile, words[0] == "Rss:" { kilobytes += try #require(Int(words[1])) }
      }
      return kilobytes * 1024
    }

    /// Weights that were read to be packed do not stay beside what was made of them.
    @Test("A released tensor releases its mapped pages")
    func aTensorTakesItsPagesWithIt() throws {
      try withTemporaryDirectory { directory in
        let path = directory.appending(path: "pages-\(UUID().uuidString).safetensors").path
        let values = Tensor([2, 1 << 19], (0..<1 << 20).map(Float.init))
        try SafetensorsFile.write([("a", values), ("b", values)], to: path)
        let file = try SafetensorsFile(contentsOf: path)
        let bytes = values.count * 4
        for _ in 0..<2 {
          let read = try file.tensor("a")
          defer { withExtendedLifetime(read) {} }
          #expect(read.isBitIdentical(to: values))
          #expect(try residentBytes(of: path) >= bytes)
        }
        // The header's pages stay, and those that two tensors share.
        #expect(try residentBytes(of: path) < bytes / 8)
        #expect(try file.tensor("a").isBitIdentical(to: values))
        #expect(try file.tensor("b").isBitIdentical(to: values))
      }
    }
  }
#endif
