import ArgumentParser
import Backbones
import BackbonesComparison
import BackbonesHub

/// `compare --with`.
extension CompareCommand {
  /// The comparison of two runs, as printed.
  private struct RunReport: Encodable {
    let model: String
    let with: [String]
    let input: [Int]
    let tolerance: Double
    let agrees: Bool
    let comparison: RunComparison
  }

  /// Compares a run with one in which what `--with` says is other.
  func compareRuns() throws {
    var progress = Progress()
    defer { progress.end() }
    progress.report("loading")
    let source = try input.map(InputSource.init(parsing:)) ?? .synthetic(seed: 1)
    let options = try source.adjust(network.model, batch: batch.batch)
    let model = try makeModel(weights, options, compute.engine)
    let other = try otherModel(options)
    let shape = source.shape(for: model, batch: batch.batch ?? 1)
    progress.report("comparing")
    let comparison = try RunComparison(model, other, images: source.tensor(shape), tolerance: tolerance)
    progress.end()
    let report = RunReport(
      model: self.model, with: with.map(\.description), input: shape.dimensions, tolerance: tolerance,
      agrees: comparison.first == nil, comparison: comparison)
    try Console.show(report, asJSON: format.asJSON, text(comparison))
    if comparison.first != nil { throw ExitCode.failure }
  }

  private func makeModel(_ weights: String, _ options: ModelOptions, _ engine: EngineOptions) throws -> Model {
    try Model(try withHub { try $0.source(of: model, weights: weights) }, options: options, engine: engine)
  }

  /// The second run's model.
  private func otherModel(_ options: ModelOptions) throws -> Model {
    var (weights, options, engine) = (weights, options, compute.engine)
    for setting in with {
      switch setting {
      case .weights(let text): weights = text
      case .size(let size): options.inputSize = size
      case .strict: engine.strict = true
      case .compact: engine.compact = true
      case .products(let products): engine.products = products
      case .threads(let threads): engine.threads = threads
      }
    }
    return try makeModel(weights, options, engine)
  }

  private func text(_ comparison: RunComparison) -> String {
    var table = Table(("node", .left), ("operator", .left), ("shape", .left), ("distance", .left))
    for node in comparison.nodes {
      let other = node.otherShape.map { " and \(joined($0))" } ?? ""
      let distance = node.hasSameBits ? "same bits" : node.distance.map(\.scientific) ?? "-"
      let mark = node.distance.map { $0 <= tolerance ? "" : " !" } ?? ""
      table.add(node.name, node.operation, joined(node.shape) + other, distance + mark)
    }
    var text = table.text + "\n"
    let names = comparison.unmatched
    if !names.isEmpty {
      text +=
        "In one of the runs alone: " + names.prefix(8).joined(separator: ", ")
        + (names.count > 8 ? " and \(names.count - 8) more" : "") + "\n"
    }
    guard let bits = comparison.firstBits else {
      return text + "All \(comparison.nodes.count) nodes have the same bits\n"
    }
    text += "First with other bits: \(bits)\n"
    if let step = comparison.largestStep {
      text += "Largest step: \(step.name), from \(step.before.scientific) of its operands to \(step.after.scientific)\n"
    }
    if let first = comparison.first {
      return text
        + "First beyond \(tolerance.scientific): \(first.name), \(first.distance.scientific)\n  \(first.how)\n"
    }
    return text + "All \(comparison.nodes.count) nodes are within \(tolerance.scientific)\n"
  }
}
