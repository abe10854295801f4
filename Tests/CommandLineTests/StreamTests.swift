import BackbonesTestSupport
import Foundation
import Testing

@Suite struct StreamTests {
  @Test("A line comes out for each line that goes in, before the next goes in")
  func answersLineByLine() throws {
    let process = Process()
    process.executableURL = Command.products.appending(path: "backbones")
    process.arguments = ["extract", "-", "--format", "jsonl", "--batch", "8"]
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput, process.standardError) = (input, output, FileHandle.nullDevice)
    try process.run()
    var read = Data()
    /// The next line of the output: the process must not wait for more input.
    func answer() throws -> FeatureLine {
      while !read.contains(UInt8(ascii: "\n")) {
        let more = output.fileHandleForReading.availableData
        try #require(!more.isEmpty, "it ended")
        read += more
      }
      let end = read.firstIndex(of: UInt8(ascii: "\n"))!
      defer { read = Data(read[read.index(after: end)...]) }
      return try JSONDecoder().decode(FeatureLine.self, from: read[..<end])
    }
    func ask(_ names: String...) throws {
      try input.fileHandleForWriting.write(contentsOf: Data(names.map { $0 + "\n" }.joined().utf8))
    }
    try ask(Command.photo)
    let first = try answer()
    #expect(first.input == Command.photo && first.status == "ok")
    // A folder is one line too, and so is nothing.
    try ask("", "/nonexistent.jpg", "/tmp", Command.photo)
    let others = try (0..<4).map { _ in try answer() }
    #expect(others.map(\.input) == ["", "/nonexistent.jpg", "/tmp", Command.photo])
    #expect(others.map(\.status) == ["input-output", "input-output", "input-output", "ok"])
    #expect(others[3].features == first.features)
    // The last line may lack its end.
    try input.fileHandleForWriting.write(contentsOf: Data(Command.photo.utf8))
    try input.fileHandleForWriting.close()
    #expect(try answer().features == first.features)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test("Many lines at once are answered in order, and too many broken ones end it")
  func keepsTheOrder() throws {
    try withTemporaryDirectory { folder in
      let pictures = try PictureFolder.make(30, in: folder)
      let names = try FileManager.default.contentsOfDirectory(atPath: pictures.path).filter { $0.hasSuffix(".png") }
      let lines = (0..<300).map { "\(pictures.path)/\(names[$0 % names.count])" }
      let list = folder.appending(path: "names.txt").path
      try Data(lines.joined(separator: "\r\n").utf8).write(to: URL(filePath: list))
      func run(_ more: String) throws -> Command {
        try Command(
          executable: "/bin/sh",
          ["-c", "'\(Command.products.path)/backbones' extract - --format jsonl --size 64 \(more) < '\(list)'"])
      }
      let answers: [FeatureLine] = try run("").jsonLines()
      #expect(answers.map(\.input) == lines)
      #expect(answers.count { $0.status != "ok" } > 5)
      let refused = try run("--max-errors 5")
      #expect(refused.status == 65 && refused.complaint.contains("6 pictures could not be read"))
    }
  }

  @Test("Progress is lines of JSON, plain text, or nothing")
  func progress() throws {
    try withTemporaryDirectory { folder in
      let pictures = try PictureFolder.make(12, in: folder)
      func complaint(_ style: String) throws -> String {
        let place = folder.appending(path: style).path
        let run = try Command("extract", pictures.path, "-o", place, "--size", "64", "--progress", style)
        #expect(run.status == 0)
        return run.complaint
      }
      struct Report: Decodable {
        let done: Int, skipped: Int, errors: Int, total: Int
      }
      let lines = try complaint("json").split(separator: "\n")
      let report = try JSONDecoder().decode(Report.self, from: Data(try #require(lines.last).utf8))
      #expect((report.done, report.skipped, report.errors, report.total) == (12, 0, 1, 12))
      #expect(try complaint("plain").contains("12 pictures  "))
      #expect(try complaint("bar").contains("1 error\n"))
      #expect(try complaint("none").isEmpty)
      #expect(try Command("extract", pictures.path, "-o", "x", "--progress", "loud").status == 64)
    }
  }
}
