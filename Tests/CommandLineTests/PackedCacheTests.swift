import BackbonesTestSupport
import Foundation
import Testing

/// `--packed-cache`, between processes.
@Suite struct PackedCacheTests {
  private struct Bench: Decodable {
    struct Memory: Decodable { let packed: Int, mapped: Int }
    let memory: Memory
    let peak_rss_bytes: Int
  }

  private func run(to file: URL, _ more: [String] = []) -> [String] {
    [
      "run", "--model", "test_resnet", "--weights", "synthetic:0", "--input", "synthetic:0", "--outputs", "logits",
      "-o",
      file.path,
    ] + more
  }

  @Test("The second process maps what the first has packed, and gives the same bytes")
  func servesTheSecond() throws {
    try withTemporaryDirectory { folder in
      let (output, cache) = (folder.appending(path: "out.safetensors"), folder.appending(path: "cache"))
      #expect(try Command(run(to: output)).status == 0)
      let expected = try Data(contentsOf: output)
      var kept: [String: Data] = [:]
      for isFirst in [true, false] {
        let command = try Command(run(to: output, ["--packed-cache", cache.path]))
        #expect(command.status == 0 && command.complaint.isEmpty, "\(command.complaint)")
        #expect(try Data(contentsOf: output) == expected)
        let bench = try Command(
          "bench", "--model", "test_resnet", "--seconds", "0", "--json",
          environment: ["BACKBONES_PACKED_CACHE": cache.path]
        ).json(Bench.self)
        #expect(bench.memory.mapped == bench.memory.packed && bench.memory.mapped > 0)
        let names = try FileManager.default.contentsOfDirectory(atPath: cache.path)
        #expect(names.count == 1 && names[0].hasPrefix("test_resnet-"), "\(names)")
        let bytes = try Data(contentsOf: cache.appending(path: names[0]))
        if !isFirst { #expect(kept == [names[0]: bytes]) }
        kept = [names[0]: bytes]
      }
    }
  }

  /// Less memory asks for other forms, which are added to a file of larger ones.
  @Test("The file's pages count where memory is bounded")
  func staysWithinMemory() throws {
    try withTemporaryDirectory { folder in
      func peak(_ more: String...) throws -> Int {
        let bench = ["bench", "--model", "resnet18", "--threads", "1", "--seconds", "0", "--json", "--packed-cache"]
        return try Command(bench + [folder.path] + more).json(Bench.self).peak_rss_bytes
      }
      let all = try peak()
      for _ in 0..<2 { #expect(try peak("--memory", "\(all * 8 / 10)") <= all * 8 / 10) }
      #expect(try peak() <= all * 11 / 10)
    }
  }

  @Test("Processes that begin at once make one file")
  func beginsAtOnce() throws {
    try withTemporaryDirectory { folder in
      let cache = folder.appending(path: "cache")
      let processes = try (0..<4).map { index in
        let process = Process()
        process.executableURL = Command.products.appending(path: "backbones")
        process.arguments = run(to: folder.appending(path: "\(index)"), ["--packed-cache", cache.path])
        try process.run()
        return process
      }
      for process in processes {
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
      }
      let outputs = try Set((0..<4).map { try Data(contentsOf: folder.appending(path: "\($0)")) })
      #expect(outputs.count == 1)
      #expect(try FileManager.default.contentsOfDirectory(atPath: cache.path).count == 1)
    }
  }

  @Test("A folder that cannot be is an error; one that cannot be written is a note")
  func saysWhatIsWrong() throws {
    try withTemporaryDirectory { folder in
      let (output, cache) = (folder.appending(path: "out.safetensors"), folder.appending(path: "cache"))
      try Data().write(to: cache)
      let wrong = try Command(run(to: output, ["--packed-cache", cache.path]))
      #expect(wrong.status == 1)
      #expect(wrong.complaint == "error: cannot make the folder '\(cache.path)': File exists\n")
      try FileManager.default.removeItem(at: cache)
      #expect(try Command(run(to: output, ["--packed-cache", cache.path])).status == 0)
      let name = try FileManager.default.contentsOfDirectory(atPath: cache.path)[0]
      let file = cache.appending(path: name)
      try FileManager.default.removeItem(at: file)
      try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
      let noted = try Command(run(to: output, ["--packed-cache", cache.path]))
      #expect(noted.status == 0)
      #expect(
        noted.complaint == "note: packed weights are not kept: cannot write '\(file.path)': it is a folder\n",
        "\(noted.complaint)")
    }
  }
}
