import BackbonesEngine
import Foundation
import Testing

/// Every operator against the reference: by itself, joined with whatever can follow it, in any memory, in chains, on any
/// number of threads, on every set of kernels; and graphs made of operators at random.
@Suite struct OperatorTests {
  /// Operators as their files declare them: none can be forgotten.
  private static func declared() throws -> Set<String> {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/BackbonesGraphs/Operators")
    var names: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
      for match in try String(contentsOf: file, encoding: .utf8).matches(of: /static let name = "([^"]+)"/) {
        names.insert(String(match.output.1))
      }
    }
    return names
  }

  /// A process each, since a process chooses its kernels once. The processor's own set takes all graphs, each other one of
  /// four: what is lowered is the same for all, and the kernels of every set have checks of their own.
  @Test(
    "Each operator, however it is computed, is what the reference says", arguments: EngineReport().cpu.instructionSets)
  func operators(_ instructionSet: String) throws {
    let process = Process()
    process.executableURL = Self.products.appending(path: "OperatorChecks")
    if instructionSet != EngineReport().cpu.instructionSet { process.arguments = ["--every", "4"] }
    process.environment = ProcessInfo.processInfo.environment.merging(["BACKBONES_CPU": instructionSet]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0, "\(text)")
    #expect(text.contains("kernels for \(instructionSet)"))
    let operators = try #require(text.firstMatch(of: /operators: (.*)\n/)).output.1.split(separator: " ")
    #expect(Set(operators.map(String.init)) == (try Self.declared()))
  }

  /// Where the checks are built: beside the tests.
  private static let products: URL = {
    #if os(macOS)
      Bundle(for: Marker.self).bundleURL.deletingLastPathComponent()
    #else
      Bundle.main.bundleURL
    #endif
  }()

  #if os(macOS)
    private final class Marker {}
  #endif
}
