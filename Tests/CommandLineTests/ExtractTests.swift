import BackbonesExtraction
import BackbonesImages
import BackbonesTensors
import BackbonesTestSupport
import Foundation
import Testing

@Suite struct ExtractTests {
  @Test("Features are those of 'run', in the order of names, and a broken picture is a line of the index")
  func featuresAreTheModels() throws {
    try withTemporaryDirectory { folder in
      let (pictures, output) = (try PictureFolder.make(in: folder), folder.appending(path: "features"))
      let run = try Command("extract", pictures.path, "-o", output.path, "--outputs", "prelogits,feature:-1")
      #expect(run.status == 0, "\(run.complaint)")
      let index = try FeatureLine.all(in: output.appending(path: "part-000000.jsonl"))
      #expect(index.count == 24)
      #expect(index.map(\.input) == index.map(\.input).sorted())
      let broken = try #require(index.first { $0.input.hasSuffix("005.png") })
      #expect(broken.status == "image" && broken.row == nil)

      let vectors = try NumPyFile.read(output.appending(path: "part-000000.prelogits.npy").path)
      let maps = try NumPyFile.read(output.appending(path: "part-000000.feature_-1.npy").path)
      #expect(vectors.shape == [23, 1280] && maps.shape == [23, 320, 7, 7])
      let resources = URL(filePath: Command.photo).deletingLastPathComponent()
      let model = try Model(weights: .directory(resources.appending(path: "tf_efficientnet_lite0").path))
      for line in index where line.row != nil {
        let images = try model.preprocessing.tensor(of: RasterImage(contentsOf: line.input))
        let expected = try model.outputs([.prelogits, .feature(-1)], of: images)
        #expect(vectors.entry(line.row!).isBitIdentical(to: expected[0].entry(0)))
        #expect(maps.entry(line.row!).isBitIdentical(to: expected[1].entry(0)))
      }
      let refused = try Command("extract", pictures.path, "-o", "\(output.path)2", "--max-errors", "0")
      #expect(refused.status == 65)
    }
  }

  @Test("Batch, processors, shards and interruptions change no byte")
  func partsAreTheSame() throws {
    try withTemporaryDirectory { folder in
      let pictures = try PictureFolder.make(60, in: folder)
      let whole = folder.appending(path: "whole")
      #expect(try Command("extract", pictures.path, "-o", whole.path, "--part-size", "7").status == 0)
      let expected = try contents(of: whole)
      #expect(expected.count == 2 + 3 * 9)

      let shared = folder.appending(path: "shared")
      for shard in 0..<3 {
        let task = try Command(
          "extract", pictures.path, "-o", shared.path, "--part-size", "7", "--shard", "\(shard)/3", "--threads", "1",
          "--batch", "\(shard + 1)")
        #expect(task.status == 0, "\(task.complaint)")
      }
      #expect(try contents(of: shared) == expected)

      let killed = folder.appending(path: "killed")
      for attempt in 0..<8 {
        let process = Process()
        process.executableURL = Command.products.appending(path: "backbones")
        process.arguments = ["extract", pictures.path, "-o", killed.path, "--part-size", "7", "--progress", "none"]
        try process.run()
        Thread.sleep(forTimeInterval: 0.05 * Double(attempt + 1))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
      }
      // A part that a broken disk has cut is made again.
      let torn = killed.appending(path: "part-000000.prelogits.npy")
      if let data = try? Data(contentsOf: torn) { try data.dropLast(100).write(to: torn) }
      try Data("{".utf8).write(to: killed.appending(path: "part-000001.json"))
      #expect(try Command("extract", pictures.path, "-o", killed.path, "--part-size", "7").status == 0)
      #expect(try contents(of: killed) == expected)
    }
  }

  @Test("SIGTERM ends with the part at work whole, and status 143")
  func finishesItsPart() throws {
    try withTemporaryDirectory { folder in
      let (pictures, output) = (try PictureFolder.make(60, in: folder), folder.appending(path: "features"))
      let process = Process()
      process.executableURL = Command.products.appending(path: "backbones")
      let list = folder.appending(path: "list.txt")
      let names = try FileManager.default.contentsOfDirectory(atPath: pictures.path).filter { $0.hasSuffix("9.png") }
      let many = Array(repeating: names.map { "\(pictures.path)/\($0)" }, count: 2000).joined()
      try Data(many.joined(separator: "\n").utf8).write(to: list)
      process.arguments = ["extract", "@\(list.path)", "-o", output.path, "--part-size", "20", "--progress", "none"]
      try process.run()
      while !FileManager.default.fileExists(atPath: output.appending(path: "part-000000.json").path), process.isRunning
      {
        Thread.sleep(forTimeInterval: 0.01)
      }
      func whole() throws -> Int {
        try contents(of: output).keys.count { $0.hasSuffix(".json") && $0.hasPrefix("part-") }
      }
      let before = try whole()
      process.terminate()
      process.waitUntilExit()
      // The part that was at work when the signal came.
      #expect(try whole() > before)
      #expect(process.terminationStatus == 143)
      let files = try contents(of: output)
      #expect(try FileManager.default.contentsOfDirectory(atPath: output.path).count == files.count)
      #expect(files.keys.count { $0.hasSuffix(".npy") } == files.keys.count { $0.hasSuffix(".jsonl") })
    }
  }

  @Test("Archives are read and written, and all formats have the same features")
  func formats() throws {
    try withTemporaryDirectory { folder in
      let pictures = try PictureFolder.make(10, in: folder)
      func path(_ name: String) -> String { folder.appending(path: name).path }
      let archive = path("shard-000.tar")
      try Command.runTool("tar", ["-cf", archive, "-C", folder.path, "pictures"])
      func extract(_ input: String, _ format: String, _ more: String...) throws {
        let run = try Command(["extract", input, "-o", path(format), "--format", format] + more)
        #expect(run.status == 0, "\(run.complaint)")
      }
      try extract(pictures.path, "npy")
      try extract(pictures.path, "safetensors", "--dtype", "f16")
      try extract(archive, "tar")
      let vectors = try NumPyFile.read(path("npy/part-000000.prelogits.npy"))
      let halves = try SafetensorsFile(contentsOf: path("safetensors/part-000000.safetensors")).tensor("prelogits")
      #expect(zip(vectors.elements, halves.elements).allSatisfy { Float(Float16($0)) == $1 })

      // A picture's vector in the archive is that of the folder.
      try Command.runTool("tar", ["-xf", path("tar/part-000000-000000.tar"), "-C", folder.path])
      for line in try FeatureLine.all(in: URL(filePath: path("npy/part-000000.jsonl"))) {
        guard let row = line.row else { continue }
        let key = line.input.dropFirst(folder.path.utf8.count + 1).dropLast(4)
        let vector = try NumPyFile.read(path("\(key).prelogits.npy"))
        #expect(vector.isBitIdentical(to: vectors.entry(row)))
      }

      // Lines, one for each name that comes in.
      let names = try FeatureLine.all(in: URL(filePath: path("npy/part-000000.jsonl"))).map(\.input)
      try Data(names.joined(separator: "\n").utf8).write(to: URL(filePath: path("names.txt")))
      let printed = try Command("extract", "@\(path("names.txt"))", "--format", "jsonl")
      let rows: [FeatureLine] = try printed.jsonLines()
      #expect(rows.map(\.input) == names)
      let data = rows.compactMap { $0.features?["prelogits"] }.compactMap { Data(base64Encoded: $0) }.reduce(Data(), +)
      #expect(data == vectors.withElements { Data(buffer: $0) })
    }
  }

  @Test("A folder of other features, other pictures, and inputs that are not there are errors")
  func refusals() throws {
    try withTemporaryDirectory { folder in
      let (pictures, output) = (try PictureFolder.make(6, in: folder), folder.appending(path: "features").path)
      #expect(try Command("extract", pictures.path, "-o", output).status == 0)
      let others = try Command("extract", pictures.path, "-o", output, "--size", "64")
      #expect(
        others.status == 1 && others.complaint.contains("another run: inputSize is [3, 64, 64], not [3, 224, 224]"))
      let compact = try Command("extract", pictures.path, "-o", output, "--compact")
      #expect(compact.status == 1 && compact.complaint.contains("strict, not "))
      let moved = try Command("extract", "\(pictures.path)/001.png", "-o", output)
      #expect(moved.status == 1 && moved.complaint.contains("of other pictures"))
      let empty = folder.appending(path: "empty")
      try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
      let nothing = try Command("extract", empty.path, "-o", "\(output)3")
      #expect(nothing.status == 1 && nothing.complaint.contains("no picture among the inputs"))
      // What no other try will mend.
      #expect(try Command("extract", "/nonexistent/*.jpg", "-o", output).status == 1)
      #expect(try Command("extract", "@/nonexistent", "-o", output).status == 1)
      let mistyped = try Command("extract", pictures.path, "/nonexistent/a.jpg", "-o", "\(output)4")
      #expect(mistyped.status == 1 && mistyped.complaint.contains("cannot open '/nonexistent/a.jpg'"))
      #expect(try Command("extract", pictures.path, "-o", "/nonexistent/features").status == 1)
      #expect(try Command("extract", pictures.path, "-o", output, "--shard", "3/3").status == 64)
      #expect(try Command("extract", pictures.path).status == 64)
      let cut = folder.appending(path: "cut.tar")
      try Command.runTool("tar", ["-cf", cut.path, "-C", folder.path, "pictures"])
      try Data(contentsOf: cut).prefix(1000).write(to: cut)
      let broken = try Command("extract", cut.path, "-o", "\(output)2")
      #expect(broken.status == 1 && broken.complaint.contains("the archive is cut at byte 512"))
    }
  }

  @Test("Lists of numbered files")
  func numberedFiles() throws {
    var listing = try InputListing(["/nonexistent/s-{08..10}.tar", Command.photo])
    var found: [String] = []
    while let item = try listing.next() { found.append(item.path) }
    #expect(found == ["08", "09", "10"].map { "/nonexistent/s-\($0).tar" } + [Command.photo])
  }
}
