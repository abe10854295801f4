import ArgumentParser
import Backbones
import BackbonesComparison
import BackbonesHub

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare every node of a model with a reference or another run, and name the first that differs.",
    discussion: """
      The reference is a file of values by the names of modules, as Scripts/record_activations.py records them from a \
      PyTorch model; without --against it is the definition of each operator, computed in double precision.

      A distance is the largest difference in standard deviations of the reference: of the node computed by itself, \
      and of the same value where nodes are fused. Exits with 1 where a distance is beyond the tolerance.

      With --with, the reference is a second run of the model, in which what is named is other: weights=FILE (as --weights), \
      size=HxW, strict, compact, gemm=own|openblas, threads=N; it may be given several times. Images of another size are the same \
      ones, resized. For another BACKBONES_CPU, record a run by 'run --outputs "node:*"' and name the file by --against.
      """)

  @Argument(help: ModelChoice.modelHelp)
  var model: String

  @Option(help: ModelChoice.weightsHelp)
  var weights = "synthetic:0:1"

  @Option(
    help: ArgumentHelp("A .npz or .safetensors file of values by the names of modules.", valueName: "file"))
  var against: String?

  @Option(
    help: ArgumentHelp(
      "Images [N, C, H, W], normalised: a .npy or .safetensors file, or synthetic:SEED; default: the tensor 'input' "
        + "of the reference, or synthetic:1.",
      valueName: "input"))
  var input: String?

  @Option(
    help: ArgumentHelp(
      "What is other in a second run: weights=FILE, size=HxW, strict, compact, gemm=NAME, threads=N.",
      valueName: "setting"), transform: RunSetting.init(parsing:))
  var with: [RunSetting] = []

  @Flag(help: "Give each node the reference's operands, so that distances do not add up.")
  var reset = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The largest distance that is accepted.", valueName: "x"), transform: Parse.tolerance)
  var tolerance = 1e-4

  @OptionGroup var batch: BatchOptions
  @OptionGroup var network: NetworkOptions
  @OptionGroup var compute: ComputeOptions
  @OptionGroup var format: FormatOptions

  /// The comparison, as printed.
  struct Report: Encodable {
    let model: String
    let reference: String
    let input: [Int]
    let tolerance: Double
    let agrees: Bool
    let first: Finding?
    let nodes: [Node]
    let unmatched: [String]

    struct Finding: Encodable {
      let name: String
      let distance: Double
      let reason: String
    }

    struct Node: Encodable {
      let name: String
      let operation: String
      let shape: [Int]
      /// Null where the reference has no such value, or where the distance is infinite.
      let distance: Double?
      let fusedDistance: Double?
      /// The node at the end of the fused ones that this is computed with.
      let fusedInto: String?
      let layout: String?
    }
  }

  func validate() throws {
    if !with.isEmpty, against != nil || reset {
      throw ValidationError(
        "--with compares two runs: there is no reference for \(against != nil ? "--against" : "--reset").")
    }
  }

  func run() throws {
    if !with.isEmpty { return try compareRuns() }
    var progress = Progress()
    defer { progress.end() }
    progress.report("loading")
    let archive = try against.map { (path) throws(BackboneError) in try openArchive(at: path) }
    let source =
      try input.map(InputSource.init(parsing:)) ?? archive.map(InputSource.init(recordedIn:)) ?? .synthetic(seed: 1)
    let model = try Model(
      try withHub { try $0.source(of: self.model, weights: weights) },
      options: try source.adjust(network.model, batch: batch.batch), engine: compute.engine)
    let shape = source.shape(for: model, batch: batch.batch ?? 1)
    progress.report("comparing")
    let comparison = try Comparison(
      .init(
        try model.graph(images: shape), weights: model.weights, source: model.parameterSource, options: model.engine),
      input: try source.tensor(shape), against: archive, tolerance: tolerance, resets: reset)
    progress.end()
    try Console.show(report(comparison, shape), asJSON: format.asJSON, text(comparison))
    if comparison.first != nil { throw ExitCode.failure }
  }

  private func report(_ comparison: Comparison, _ shape: TensorShape) -> Report {
    Report(
      model: model, reference: against ?? "definitions", input: shape.dimensions, tolerance: tolerance,
      agrees: comparison.first == nil,
      first: comparison.first.map { .init(name: $0.name, distance: $0.distance, reason: $0.reason) },
      nodes: comparison.rows.map { row in
        let (distance, end): (Double?, String?) =
          switch row.fused {
          case .value(let distance): (distance, nil)
          case .into(let end): (nil, end)
          case .unused: (nil, nil)
          }
        return .init(
          name: row.name, operation: row.operation, shape: row.shape.dimensions, distance: row.distance,
          fusedDistance: distance, fusedInto: end, layout: row.layout)
      },
      unmatched: comparison.unmatched)
  }

  private func text(_ comparison: Comparison) -> String {
    func cell(_ distance: Double?) -> String {
      distance.map { $0.scientific + ($0 <= tolerance ? "" : " !") } ?? "-"
    }
    var table = Table(("node", .left), ("operator", .left), ("shape", .left), ("distance", .left), ("fused", .left))
    for row in comparison.rows {
      let fused =
        switch row.fused {
        case .value(let distance): cell(distance)
        case .into(let end): "into \(end)"
        case .unused: "not needed"
        }
      table.add(
        row.name, row.operation, row.shape.description,
        cell(row.distance) + (row.layout.map { " (\($0))" } ?? ""), fused)
    }
    var text = table.text
    if !comparison.unmatched.isEmpty {
      let names = comparison.unmatched
      text +=
        "\nNot nodes of this graph: " + names.prefix(8).joined(separator: ", ")
        + (names.count > 8 ? " and \(names.count - 8) more" : "") + "\n"
    }
    let count = comparison.rows.count { $0.distance != nil }
    if let first = comparison.first {
      text += "\nFirst beyond \(tolerance.scientific): \(first.name), \(first.distance.scientific)\n  \(first.reason)\n"
    } else {
      text += "\n\(count) of \(comparison.rows.count) nodes compared: all within \(tolerance.scientific)\n"
    }
    return text
  }
}
