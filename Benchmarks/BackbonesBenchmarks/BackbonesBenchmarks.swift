import ArgumentParser
import Backbones
import CBackbonesKernels
import CBackbonesOpenBLAS
import Foundation

@main
struct BackbonesBenchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "BackbonesBenchmarks",
    abstract: "Measure the engine's kernels in their place in networks, on one thread.",
    discussion: """
      Each network runs on its own direct kernels, as the engine chooses, and on OpenBLAS, in turns, and every step is \
      timed; between the turns, so is a loop of multiply-adds in registers, whose rate is the peak. A kernel's time \
      includes what is fused into it. Operations are those of the definition: Winograd's and Strassen's methods, \
      which save some, can exceed the peak.
      """)

  @Argument(help: "Networks by timm's names.")
  var models = ["resnet50", "tf_efficientnet_lite0", "vit_medium_patch16_reg1_gap_256"]

  @Option(help: "Only work whose kind and shape, as printed, contain this.")
  var filter = ""

  @Option(help: "The set of kernels; by default the best that this CPU has.")
  var cpu: String?

  @Option(help: "How long to measure each network.")
  var seconds = 10.0

  @Flag(help: "Measure the peak of multiply-adds alone, for a moment, and print it in GFLOP/s.")
  var peak = false

  @Flag(help: "Show the break-even sizes of Winograd's and Strassen's methods, in place of networks: ratios of times.")
  var calibrate = false

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Print tables in Markdown.")
  var markdown = false

  func validate() throws {
    if !(seconds > 0 && seconds < 1e6) { throw ValidationError("--seconds \(seconds): expected a positive number") }
    if json && markdown { throw ValidationError("--json or --markdown, not both") }
  }

  func run() throws {
    // Before any kernel runs: the choice is made once. Programs throw an error where it cannot be honoured.
    if let cpu { setenv("BACKBONES_CPU", cpu, 1) }
    if peak {
      let rates = (0..<9).map { _ in NetworkBenchmark.peak(ContinuousClock()) }.sorted()
      return print(rates[rates.count / 2] / 1e9)
    }
    if calibrate { return try Calibration.run(rounds: 9) }
    var report = Report(
      cpu: String(cString: bb_set_name(bb_set_in_use().set)), openBLAS: String(cString: openblas_get_config()))
    for model in models {
      report.networks.append(try NetworkBenchmark(model, filter: filter).measure(seconds: seconds))
    }
    guard report.networks.contains(where: { !$0.lines.isEmpty }) else {
      throw ValidationError("--filter \(filter): no kind and shape contain it")
    }
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      print(String(decoding: try encoder.encode(report), as: UTF8.self))
    } else {
      print(report.text(markdown: markdown))
    }
  }
}
