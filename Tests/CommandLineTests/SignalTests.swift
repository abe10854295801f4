import BackbonesTestSupport
import Foundation
import Testing

/// What the command leaves behind when it is told to end.
@Suite struct SignalTests {
  @Test("SIGINT and SIGTERM end the command at once, and leave no file behind", arguments: [SIGINT, SIGTERM])
  func endsOnSignals(_ signal: Int32) throws {
    try withTemporaryDirectory { directory in
      let process = Process()
      process.executableURL = Command.products.appending(path: "backbones")
      process.arguments = [
        "run", "--model", "resnet50", "--weights", "synthetic:0", "--input", "synthetic:0", "--batch", "64", "--size",
        "448",
        "--outputs", "logits", "-o", directory.appending(path: "out.safetensors").path,
      ]
      (process.standardOutput, process.standardError) = (Pipe(), Pipe())
      try process.run()
      Thread.sleep(forTimeInterval: .random(in: 0.2...0.6))
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      #expect(process.terminationReason == .exit)
      #expect(process.terminationStatus == 128 + signal)
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
    }
  }

  /// A device that a temporary file took the place of would be gone for all.
  @Test("Devices are written to, not replaced")
  func writesToDevices() throws {
    let arguments = [
      "run", "--model", "test_vit", "--weights", "synthetic:0", "--input", "synthetic:0", "--outputs", "logits", "-o",
    ]
    #expect(try Command(arguments + ["/dev/null"]).status == 0)
    #expect(
      try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
        == .typeCharacterSpecial)
    #if os(Linux)
      let full = try Command(arguments + ["/dev/full"])
      #expect(full.status == 1)
      #expect(full.complaint == "error: cannot write '/dev/full': No space left on device\n")
    #endif
  }

  @Test("What cannot be written is known before anything is computed")
  func checksWhereToWrite() throws {
    try withTemporaryDirectory { directory in
      let missing = directory.appending(path: "missing/out.safetensors").path
      for destination in [missing, directory.path, "/proc/out.safetensors"] {
        let command = try Command(
          "run", "--model", "test_vit", "--weights", "synthetic:0", "--input", "synthetic:0", "--outputs", "logits",
          "-o",
          destination)
        #expect(command.status == 1)
        #expect(command.complaint.hasPrefix("error: cannot write '\(destination)'"), "\(command.complaint)")
      }
    }
  }
}
