import Foundation
import Testing

@Suite struct DoctorTests {
  struct Report: Decodable {
    struct CPU: Decodable {
      let architecture: String
      let instructionSets: [String]
      let instructionSet: String
      let requested: String?
    }
    struct Products: Decodable {
      let kernels: String
      let requested: String?
    }
    struct OpenBLAS: Decodable {
      let version: String
      let flavour: String
      let concurrency: String
      let configuration: String
      let path: String?
    }
    struct Threads: Decodable {
      let used: Int
      let online: Int
      let affinity: Int
      let quota: Double?
      let limit: String
    }
    struct Decoder: Decodable {
      let library: String
      let version: String
    }
    let version: String
    let cpu: CPU
    let products: Products
    let openBLAS: OpenBLAS
    let threads: Threads
    let decoders: [Decoder]
    let faults: [String]
  }

  /// An empty value is as none, whatever the tests themselves run with.
  static let plain = ["BACKBONES_CPU": "", "BACKBONES_GEMM": ""]

  /// The set that every CPU of the architecture has.
  #if arch(arm64)
    static let leastInstructions = "neon"
  #else
    static let leastInstructions = "baseline"
  #endif

  @Test("doctor reports processor, kernels, OpenBLAS and threads")
  func whatThereIs() throws {
    let command = try Command("doctor", "--json", environment: Self.plain)
    #expect(command.status == 0)
    let report = try command.json(Report.self)
    #expect(try Command("--version").output == report.version + "\n")
    #expect(report.cpu.instructionSets.first == Self.leastInstructions)
    #expect(report.cpu.instructionSet == report.cpu.instructionSets.last)
    #expect(report.cpu.requested == nil)
    #expect(report.products.kernels == "own")
    #expect(report.products.requested == nil)
    #expect(report.faults.isEmpty)

    let calls = ["pthread": "free", "serial": "oneAtATime", "openmp": "setInEachThread"]
    #expect(calls[report.openBLAS.flavour] == report.openBLAS.concurrency)
    #expect(report.openBLAS.configuration.contains(report.openBLAS.version))
    #expect(report.openBLAS.path.map { FileManager.default.fileExists(atPath: $0) } ?? true)

    let threads = report.threads
    let limits = ["online": Double(threads.online), "affinity": Double(threads.affinity), "quota": threads.quota]
    #expect(Double(threads.used) == limits.values.compactMap { $0 }.min()?.rounded(.up))
    #expect(limits[threads.limit]??.rounded(.up) == Double(threads.used))

    #expect(report.decoders.contains { $0.library == "libpng" })
    for decoder in report.decoders {
      #expect(decoder.library.hasPrefix("lib"))
      #expect(decoder.version.first?.isNumber == true)
    }
    let text = try Command("doctor", environment: Self.plain).output
    for part in [report.version, report.cpu.instructionSet, report.openBLAS.flavour, report.openBLAS.configuration] {
      #expect(text.contains(part))
    }
  }

  @Test("doctor reports what the environment variables ask for")
  func overrides() throws {
    let command = try Command(
      "doctor", "--json", environment: ["BACKBONES_CPU": Self.leastInstructions, "BACKBONES_GEMM": "openblas"])
    #expect(command.status == 0)
    let report = try command.json(Report.self)
    #expect(report.cpu.instructionSet == Self.leastInstructions)
    #expect(report.cpu.requested == Self.leastInstructions)
    #expect(report.products.kernels == "openblas")
    #expect(report.products.requested == "openblas")
  }

  #if os(Linux)
    @Test("doctor counts the processors that affinity allows")
    func affinity() throws {
      let available = try Command("doctor", "--json", environment: Self.plain).json(Report.self).threads.affinity
      // A shell that the command replaces: the mask is the process's.
      let process = Process()
      let output = Pipe()
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = [
        "-c", "taskset -p -c $(taskset -p -c $$ | sed 's/.*[ ,-]//') $$ >/dev/null && exec \"$0\" doctor --json",
        Command.products.appending(path: "backbones").path,
      ]
      process.standardOutput = output
      try process.run()
      let data = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      let threads = try JSONDecoder().decode(Report.self, from: data).threads
      #expect(threads.affinity == 1)
      #expect(threads.used == 1)
      if available > 1 { #expect(threads.limit == "affinity") }
    }
  #endif

  /// Neither variable is passed over where it asks for what there is not.
  @Test(
    "A variable that cannot be honoured is an error that lists the values",
    arguments: [("BACKBONES_CPU", leastInstructions), ("BACKBONES_GEMM", "own, openblas")])
  func faults(_ variable: String, expected: String) throws {
    let environment = Self.plain.merging([variable: "nonsense"]) { $1 }
    let command = try Command("doctor", "--json", environment: environment)
    #expect(command.status == 1)
    let report = try command.json(Report.self)
    #expect(report.faults.count == 1)
    #expect(report.faults[0].contains("\(variable) is 'nonsense', expected \(expected)"))
    #expect(try Command("doctor", environment: environment).output.contains(report.faults[0]))

    let bench = try Command(
      "bench", "--model", "test_resnet", "--size", "64", "--seconds", "0", environment: environment)
    #expect(bench.status == 1)
    #expect(bench.output.isEmpty)
    #expect(bench.complaint == "error: \(report.faults[0])\n")
  }
}
