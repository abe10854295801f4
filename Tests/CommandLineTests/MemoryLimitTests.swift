import BackbonesTestSupport
import Foundation
import Testing

#if os(Linux)
  /// Under any limit of address space, a command ends well or with one line that says what is missing.
  @Suite struct MemoryLimitTests {
    /// Limits in MiB from where the process can begin at all to where each command is done, in steps that meet the failure of
    /// every large allocation.
    private static let limits = Array(stride(from: 150, through: 430, by: 20)) + [500, 700, 1000]

    @Test(
      "Out of memory is an error",
      arguments: [
        "classify \(Command.photo) --threads 1",
        "features \(Command.photo) --model resnet18 --weights synthetic:0 --picture OUT.png",
        "bench --model resnet50 --seconds 0.1 --size 512",
        "shapes vit_large_patch16_224 --plan",
        "run --model resnet18 --weights synthetic:0 --input synthetic:0 --outputs logits --batch 4 -o OUT.safetensors",
      ])
    func outOfMemoryIsAnError(_ line: String) throws {
      try withTemporaryDirectory { directory in
        let arguments: [String] = line.split(separator: " ").map {
          $0.replacingOccurrences(of: "OUT", with: directory.appending(path: "out").path)
        }
        var failures = 0
        for limit in Self.limits {
          let command = try Command(arguments, limitedTo: limit)
          #expect(!command.crashed, "\(limit) MiB: \(command.complaint)")
          guard command.status != 0 else { continue }
          failures += 1
          #expect(command.status == 1, "\(limit) MiB: \(command.complaint)")
          let lines = command.complaint.split(separator: "\n")
          #expect(lines.count == 1 && lines[0].hasPrefix("error: "), "\(limit) MiB: \(command.complaint)")
          let left = try FileManager.default.contentsOfDirectory(atPath: directory.path)
          #expect(left.allSatisfy { ["out.png", "out.safetensors"].contains($0) }, "\(limit) MiB left \(left)")
        }
        #expect(failures > 0)
      }
    }
  }

  extension Command {
    /// Runs `backbones` with at most so many MiB of address space.
    init(_ arguments: [String], limitedTo limit: Int) throws {
      let script = "ulimit -v \(limit * 1024); exec \"$0\" \"$@\""
      try self.init(
        executable: "/bin/sh", ["-c", script, Self.products.appending(path: "backbones").path] + arguments)
    }
  }
#endif
