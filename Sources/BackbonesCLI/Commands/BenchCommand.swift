import ArgumentParser
import Backbones
import BackbonesHub

struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure a model's latency, load time and memory.",
    discussion: """
      Load time is from the name to a model that is ready to run. Runs follow each other, after some that are not \
      counted, until the time is up; there are at least five. Weights of one of timm's names are synthetic unless \
      --weights says otherwise: nothing is downloaded.
      """)

  @OptionGroup var choice: ModelChoice
  @OptionGroup var batch: BatchOptions
  @OptionGroup var network: NetworkOptions
  @OptionGroup var chosen: OutputOptions

  @Option(
    parsing: .unconditional, help: ArgumentHelp("How long to run, in seconds.", valueName: "S"),
    transform: Parse.seconds)
  var seconds = 2.0

  @OptionGroup var compute: ComputeOptions
  @OptionGroup var format: FormatOptions

  /// What was measured.
  struct Measurement: Encodable {
    let median: Double
    let least: Double
    let ninetieth: Double
    let runs: Int
    let load: Double
    let peakMemory: Int
    let memory: MemoryReport

    enum CodingKeys: String, CodingKey {
      case median = "median_ms"
      case least = "min_ms"
      case ninetieth = "p90_ms"
      case runs
      case load = "load_ms"
      case peakMemory = "peak_rss_bytes"
      case memory
    }
  }

  func validate() throws {
    if choice.isEmpty { throw ValidationError("Which model? Give --model or --weights.") }
  }

  func run() throws {
    var progress = Progress()
    defer { progress.end() }
    progress.report("loading")
    let clock = ContinuousClock()
    let begin = clock.now
    let model = try choice.model(
      try choice.source(orElse: "synthetic:0"), options: network.model, engine: compute.engine)
    let source = InputSource.synthetic(seed: 0)
    let shape = source.shape(for: model, batch: batch.batch ?? 1)
    let requested = try chosen.requested(orElse: [.logits]).expanded(in: try model.graph(images: shape))
    let program = try model.program(requested.map(\.name), for: shape)
    let load = clock.now - begin
    let images = try source.tensor(shape)

    progress.report("running for \(seconds.fixed(0)) s")
    for _ in 0..<Self.warmUp { _ = try program.run(images) }
    var times: [Duration] = []
    let start = clock.now
    while times.count < Self.fewestRuns || clock.now - start < .seconds(seconds) {
      times.append(try clock.measure { _ = try program.run(images) })
    }
    progress.end()
    times.sort()
    let measurement = Measurement(
      median: times[times.count / 2].milliseconds, least: times[0].milliseconds,
      ninetieth: times[(times.count * 9 - 1) / 10].milliseconds, runs: times.count, load: load.milliseconds,
      peakMemory: peakMemory(), memory: model.memory)

    var table = Table(("\(model.name), \(images.shape), threads \(model.engine.threads)", .left), ("", .right))
    table.add("median", "\(measurement.median.fixed(2)) ms")
    table.add("least", "\(measurement.least.fixed(2)) ms")
    table.add("90 % within", "\(measurement.ninetieth.fixed(2)) ms")
    table.add("runs", "\(measurement.runs)")
    table.add("loading", "\(measurement.load.fixed(1)) ms")
    table.add("peak memory", Double(measurement.peakMemory).engineering("B"))
    table.add("packed weights", Double(measurement.memory.packed).engineering("B"))
    if measurement.memory.mapped > 0 {
      table.add("of these in the cache's file", Double(measurement.memory.mapped).engineering("B"))
    }
    table.add("programs", Double(measurement.memory.programs).engineering("B"))
    table.add("workspaces", Double(measurement.memory.workspaces).engineering("B"))
    try Console.show(measurement, asJSON: format.asJSON, table.text)
  }

  private static let warmUp = 2
  private static let fewestRuns = 5
}

extension Duration {
  /// In milliseconds, to the microsecond.
  fileprivate var milliseconds: Double { (self / .microseconds(1)).rounded() / 1000 }
}
