import ArgumentParser
import Backbones

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Report what the engine runs on: processor, kernels, OpenBLAS, threads, decoders.",
    discussion: """
      BACKBONES_CPU asks for a lesser set of instructions, BACKBONES_GEMM (own, openblas) for whose kernels multiply \
      matrices. Where one asks for what there is not, this command says so and ends with status 1, as every \
      command that computes does.
      """)

  @OptionGroup var format: FormatOptions

  func run() throws {
    let report = SystemReport()
    try Console.show(report, asJSON: format.asJSON, report.text)
    if !report.faults.isEmpty { throw ExitCode.failure }
  }
}

extension SystemReport {
  fileprivate var text: String {
    var table = Table(("Backbones", .left), (version, .left))
    table.add("processor", "\(cpu.model ?? "unknown"), \(cpu.architecture)")
    table.add("", [cpu.processor.design, cpu.processor.caches].compactMap { $0 }.joined(separator: "; "))
    table.add(
      "",
      "Strassen's method \(cpu.sumsPay ? "pays" : "does not pay"), blocks of rows have "
        + Double(cpu.blockBytes).engineering("B"))
    table.add(
      "instructions", "\(compare(cpu.instructionSet, cpu.requested)); available: \(joined(cpu.instructionSets))")
    table.add("products", compare(products.kernels, products.requested))
    table.add("OpenBLAS", "\(openBLAS.version), \(openBLAS.flavour) build: \(openBLAS.calls)")
    table.add("", "kernels for \(openBLAS.kernels)\(openBLAS.path.map { ", from \($0)" } ?? "")")
    table.add("", openBLAS.configuration)
    table.add("threads", "\(threads.used), limited by the \(threads.limit.text)")
    table.add(
      "",
      "\(threads.online) processors online, \(threads.affinity) in the affinity mask, "
        + (threads.quota.map { "\($0.fixed(2)) by the CPU quota" } ?? "no CPU quota"))
    table.add("decoders", joined(decoders.map { "\($0.library) \($0.version)" }))
    return table.text + faults.map { "\nfault: \($0)\n" }.joined()
  }

  /// Whether what is used is what the environment asks for.
  private func compare(_ used: String, _ requested: String?) -> String {
    guard let requested else { return used }
    return used + (used == requested ? ", as asked" : ", not '\(requested)'")
  }

  private func joined(_ texts: [String]) -> String { texts.joined(separator: ", ") }
}

extension Processor {
  fileprivate var design: String { ([maker.rawValue] + [generation].compactMap { $0 }).joined(separator: " ") }

  fileprivate var caches: String {
    let texts = zip(1..., cacheBytes).compactMap { level, bytes in
      bytes.map { "L\(level) \($0 >= 1 << 20 ? "\($0 >> 20) MiB" : "\($0 >> 10) KiB")" }
    }
    return texts.isEmpty ? "caches unknown" : texts.joined(separator: ", ")
  }
}

extension EngineReport.OpenBLAS {
  fileprivate var calls: String {
    switch concurrency {
    case "oneAtATime": "called under a lock"
    case "setInEachThread": "called at once by all threads, each told to use no others"
    default: "called at once by all threads"
    }
  }
}

extension EngineReport.Threads.Limit {
  fileprivate var text: String {
    switch self {
    case .online: "number of processors online"
    case .affinity: "affinity mask"
    case .quota: "control group's CPU quota"
    }
  }
}
