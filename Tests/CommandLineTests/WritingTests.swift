import BackbonesTensors
import BackbonesTestSupport
import Foundation
import Testing

/// What is written is complete or absent, whatever ends the writing.
@Suite struct WritingTests {
  /// Arguments that write about `16 * batch` KiB.
  private func run(batch: Int = 1, to path: String) -> [String] {
    [
      "run", "--model", "test_resnet", "--weights", "synthetic:0", "--input", "synthetic:0", "--batch", "\(batch)",
      "--size", "64", "--outputs", "logits,feature:0,feature:1", "-o", path,
    ]
  }

  @Test("A process that is killed at any moment leaves the old file or the new one, whole")
  func survivesKills() throws {
    try withTemporaryDirectory { directory in
      let file = directory.appending(path: "out.safetensors")
      let arguments = run(batch: 64, to: file.path)
      let start = ContinuousClock.now
      #expect(try Command(arguments).status == 0)
      let whole = (ContinuousClock.now - start) / .seconds(1)
      let new = try Data(contentsOf: file)
      let old = Data("what was there before".utf8)
      var (killed, kept) = (0, 0)
      for part in 1...20 {
        try old.write(to: file)
        let process = Process()
        process.executableURL = Command.products.appending(path: "backbones")
        process.arguments = arguments
        (process.standardOutput, process.standardError) = (Pipe(), Pipe())
        try process.run()
        // The last tenths of its life are when it writes.
        Thread.sleep(forTimeInterval: whole * (part <= 4 ? Double(part) / 8 : 0.7 + Double(part) / 50))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        killed += process.terminationReason == .uncaughtSignal ? 1 : 0
        let left = try Data(contentsOf: file)
        #expect(left == old || left == new, "killed after \(part): \(left.count) bytes")
        kept += left == old ? 1 : 0
      }
      #expect(killed > 0 && kept > 0)
    }
  }

  @Test("A pipe that nobody reads is an error")
  func writesToClosedPipes() throws {
    let process = Process()
    process.executableURL = Command.products.appending(path: "backbones")
    process.arguments = ["list", "--json"]
    let (output, complaint) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, complaint)
    try output.fileHandleForReading.close()
    try process.run()
    let text = String(decoding: complaint.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 1)
    #expect(text == "error: cannot write 'standard output': Broken pipe\n")
  }

  #if os(Linux)
    @Test("A disk that is too small is known before anything is computed", .enabled(if: SmallDisk.canBeMade))
    func checksFreeSpace() throws {
      try withSmallDisk { directory in
        let file = directory.appending(path: "out.safetensors")
        let old = Data("what was there before".utf8)
        try old.write(to: file)
        let command = try Command(run(batch: 64, to: file.path))
        #expect(command.status == 1 && !command.crashed)
        #expect(command.complaint.hasPrefix("error: cannot write '\(file.path)': it takes "), "\(command.complaint)")
        let maps = directory.appending(path: "maps").path
        let features = try Command(["features", Command.photo, "-o", maps])
        #expect(features.status == 1 && !features.crashed)
        #expect(features.complaint.contains(": it takes "), "\(features.complaint)")
        #expect(try Data(contentsOf: file) == old)
      }
    }

    @Test(
      "A disk that fills while a file is written keeps the old file, and nothing beside it",
      .enabled(if: SmallDisk.canBeMade))
    func survivesFullDisks() throws {
      try withSmallDisk { directory in
        let file = directory.appending(path: "out.safetensors")
        try SafetensorsFile.write([("x", Tensor([4], repeating: 1))], to: file.path)
        let old = try Data(contentsOf: file)
        let large = Tensor([1 << 18], repeating: 2)
        #expect {
          try SafetensorsFile.write([("x", large)], to: file.path)
        } throws: {
          ($0 as? BackboneError)?.code == .inputOutput
            && ($0 as? BackboneError)?.message == "cannot write '\(file.path)': No space left on device"
        }
        #expect(throws: BackboneError.self) {
          try NumPyFile.write(large, to: directory.appending(path: "x.npy").path)
        }
        let picture = try Command([
          "features", Command.photo, "--picture", directory.appending(path: "picture.png").path,
        ])
        #expect(picture.status == 1 && picture.complaint.contains("No space left on device"), "\(picture.complaint)")
        #expect(try Data(contentsOf: file) == old)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["out.safetensors"])
      }
    }

    @Test(
      "A disk that fills leaves whole parts and a status that asks for another try", .enabled(if: SmallDisk.canBeMade))
    func extractsOntoFullDisks() throws {
      try withTemporaryDirectory { folder in
        let pictures = try PictureFolder.make(60, in: folder)
        let arguments = ["extract", pictures.path, "--size", "64", "--part-size", "4", "--progress", "none", "-o"]
        let whole = folder.appending(path: "whole")
        #expect(try Command(arguments + [whole.path]).status == 0)
        let expected = try contents(of: whole)
        try withSmallDisk { directory in
          let output = directory.appending(path: "features")
          let run = try Command(arguments + [output.path])
          #expect(run.status == 75 && run.complaint.contains("No space left on device"), "\(run.complaint)")
          let left = try FileManager.default.contentsOfDirectory(atPath: output.path)
          #expect(!left.contains { $0.hasSuffix(".tmp") })
          let records = left.filter { $0.hasPrefix("part-") && $0.hasSuffix(".json") }
          #expect(records.count > 1 && records.count < 15)
          for record in records {
            for name in [record, record + "l", record.replacing(".json", with: ".prelogits.npy")] {
              #expect(try Data(contentsOf: output.appending(path: name)) == expected[name])
            }
          }
          let merge = try Command("extract", "--merge", whole.path, "-o", directory.appending(path: "joint").path)
          #expect(merge.status == 75)
          #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["features"])
        }
      }
    }

    @Test("A folder that cannot be written to is known before anything is computed", .enabled(if: SmallDisk.canBeMade))
    func checksReadOnlyFolders() throws {
      try withSmallDisk(readOnly: true) { directory in
        for arguments in [
          run(to: directory.appending(path: "out.safetensors").path),
          ["features", Command.photo, "-o", directory.appending(path: "maps").path],
          ["features", Command.photo, "--picture", directory.appending(path: "picture.png").path],
        ] {
          let command = try Command(arguments)
          #expect(command.status == 1 && !command.crashed)
          #expect(command.complaint.hasPrefix("error: cannot "), "\(command.complaint)")
          #expect(command.complaint.hasSuffix(": Read-only file system\n"), "\(command.complaint)")
        }
      }
    }
  #endif
}

#if os(Linux)
  /// A disk of 256 KiB; only root can mount one.
  private enum SmallDisk {
    static let canBeMade: Bool = {
      (try? withTemporaryDirectory { directory in
        let made = try mount(directory.path)
        if made { umount2(directory.path, 0) }
        return made
      }) ?? false
    }()

    static func mount(_ path: String, _ options: String = "") throws -> Bool {
      try Command(executable: "/bin/mount", ["-t", "tmpfs", "-o", "size=256k\(options)", "tmpfs", path]).status == 0
    }
  }

  private func withSmallDisk(readOnly: Bool = false, _ body: (URL) throws -> Void) throws {
    try withTemporaryDirectory { directory in
      #expect(try SmallDisk.mount(directory.path, readOnly ? ",ro" : ""))
      defer { umount2(directory.path, 0) }
      try body(directory)
    }
  }
#endif
