import BackbonesImages
import BackbonesTensors
import BackbonesTestSupport
import Foundation
import Testing

@Suite struct MergeTests {
  /// Pictures in a folder, in archives (one of them without any), and by themselves.
  private func makeInputs(in folder: URL) throws -> [String] {
    let pictures = try PictureFolder.make(30, in: folder)
    let (archive, empty) = (folder.appending(path: "some.tar").path, folder.appending(path: "none.tar").path)
    try Command.runTool("tar", ["-cf", archive, "-C", folder.path, "pictures"])
    try Command.runTool("tar", ["-cf", empty, "-C", folder.path, "pictures/notes.txt"])
    return [pictures.path, archive, empty, "\(pictures.path)/001.png", "\(pictures.path)/005.png"]
  }

  /// A small input: what is computed does not matter here.
  private func extract(_ inputs: [String], _ folder: URL, _ more: [String] = []) throws {
    let run = try Command(["extract"] + inputs + ["-o", folder.path, "--size", "64"] + more)
    #expect(run.status == 0, "\(run.complaint)")
  }

  @Test("Parts of 1, 2 and 7 tasks, killed ten times, are joined to the bytes of one run", arguments: [1, 2, 7])
  func joinsWhatKilledTasksWrote(tasks: Int) throws {
    try withTemporaryDirectory { folder in
      let inputs = try makeInputs(in: folder)
      let (whole, joint) = (folder.appending(path: "whole"), folder.appending(path: "joint"))
      try extract(inputs, whole, ["--part-size", "62"])

      func arguments(_ task: Int) -> [String] { ["--part-size", "4", "--shard", "\(task)/\(tasks)"] }
      func place(_ task: Int) -> URL { folder.appending(path: "task-\(task)") }
      for _ in 0..<10 {
        let task = Int.random(in: 0..<tasks)
        try Command.runAndKill(
          ["extract"] + inputs + ["-o", place(task).path, "--size", "64"] + arguments(task),
          after: .random(in: 0.02...0.2))
      }
      for task in 0..<tasks { try extract(inputs, place(task), arguments(task)) }

      let folders = (0..<tasks).map { place($0).path }
      let checked = try Command(["extract", "--merge"] + folders)
      #expect(checked.output == "18 parts of 62 pictures, 3 of them without features: all there, and whole\n")
      try Command.runAndKill(["extract", "--merge"] + folders + ["-o", joint.path], after: .random(in: 0...0.05))
      if FileManager.default.fileExists(atPath: joint.path) { try FileManager.default.removeItem(at: joint) }
      let merge = try Command(["extract", "--merge"] + folders + ["-o", joint.path])
      #expect(merge.status == 0, "\(merge.complaint)")
      #expect(try contents(of: joint) == contents(of: whole))
      #expect(try Command(["extract", "--merge", "-o", joint.path] + folders).status == 1)
    }
  }

  @Test(
    "Parts of all formats are joined, to parts of any size",
    arguments: [("npy", "f16"), ("safetensors", "f32"), ("tar", "f32"), ("jsonl", "f16")])
  func joinsAllFormats(format: String, type: String) throws {
    try withTemporaryDirectory { folder in
      let inputs = try makeInputs(in: folder)
      let options = ["--format", format, "--dtype", type, "--outputs", "prelogits,feature:-1"]
      func place(_ name: String) -> URL { folder.appending(path: name) }
      try extract(inputs, place("small"), options + ["--part-size", "4"])
      for size in [1, 13, 62] {
        try extract(inputs, place("run-\(size)"), options + ["--part-size", "\(size)"])
        let merge = try Command(
          "extract", "--merge", place("small").path, "-o", place("joint-\(size)").path, "--part-size", "\(size)")
        #expect(merge.status == 0, "\(merge.complaint)")
        #expect(try contents(of: place("joint-\(size)")) == contents(of: place("run-\(size)")))
      }
      // Three are not readable.
      let verified = try Command("extract", "--verify", place("joint-13").path, "--sample", "70")
      #expect(verified.status == 0 && verified.output.hasPrefix("62 pictures computed anew"), "\(verified.complaint)")
    }
  }

  @Test("What is missing, torn, or of another run is named")
  func refusals() throws {
    try withTemporaryDirectory { folder in
      let inputs = try makeInputs(in: folder)
      func place(_ name: String) -> URL { folder.appending(path: name) }
      func complaint(_ folders: URL...) throws -> String {
        let run = try Command(["extract", "--merge"] + folders.map(\.path))
        #expect(run.status == 1)
        return run.complaint
      }
      let manager = FileManager.default
      try extract(inputs, place("a"), ["--part-size", "8", "--shard", "0/2"])
      #expect(try complaint(place("a")).contains("part-000001, part-000003, part-000005 are missing"))
      try extract(inputs, place("a"), ["--part-size", "8", "--shard", "1/2"])

      // An archive's last part.
      let last = place("a").appending(path: "part-000004-000003.json")
      let record = try Data(contentsOf: last)
      try manager.removeItem(at: last)
      #expect(try complaint(place("a")).contains("part-000004-000003 is missing"))
      try record.write(to: last)

      let matrix = place("a").appending(path: "part-000001.prelogits.npy")
      var bytes = try Data(contentsOf: matrix)
      bytes[bytes.count - 5] ^= 1
      try bytes.write(to: matrix)
      #expect(try complaint(place("a")).contains("prelogits.npy' has 41088 bytes with another SHA-256"))
      let verified = try Command("extract", "--verify", place("a").path, "--sample", "62")
      #expect(verified.status == 1)
      #expect(verified.complaint.contains("row 7 of '\(place("a").path)/part-000001'"), "\(verified.complaint)")
      #expect(verified.complaint.contains("element 1278 of prelogits is not what is computed"))
      // As the message says, one part is made anew.
      try manager.removeItem(at: place("a").appending(path: "part-000001.json"))
      try extract(inputs, place("a"), ["--part-size", "8"])
      #expect(try Command("extract", "--merge", place("a").path).status == 0)

      try extract(inputs, place("b"), ["--part-size", "9"])
      #expect(try complaint(place("a"), place("b")).contains("partSize is 9, not 8"))
      try extract(inputs.dropLast(), place("c"), ["--part-size", "8"])
      #expect(try complaint(place("a"), place("c")).contains("is of other inputs than"))
      #expect(try Command("extract", "--merge", place("none").path).complaint.contains("is no folder, which"))
      #expect(try Command("extract", "--merge", folder.path).complaint.contains("has no manifest.json"))
      #expect(try Command("extract", "--verify", place("a").path, place("b").path).status == 64)

      // A picture that is another than it was.
      try manager.removeItem(atPath: "\(folder.path)/pictures/001.png")
      try manager.copyItem(atPath: "\(folder.path)/pictures/002.png", toPath: "\(folder.path)/pictures/001.png")
      let changed = try Command("extract", "--verify", place("a").path, "--sample", "62")
      #expect(changed.status == 1)
      #expect(changed.complaint.contains("001.png': the picture is another file than it was"), "\(changed.complaint)")
    }
  }
}
