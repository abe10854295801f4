import BackbonesEngine
import BackbonesGraphs
import BackbonesTensors
import Foundation

/// Compares every operator, in every way that the engine can compute it, with the reference; BACKBONES_CPU chooses the
/// kernels. Prints the differences, and exits with 1 if there are any.
///
/// Usage: OperatorChecks [--graphs COUNT] [--seed SEED] [--only NAME] [--every N] [--first]
@main struct OperatorChecks {
  static func main() {
    var arguments = CommandLine.arguments.dropFirst()
    var (graphs, seed, only, endsAtFirst): (Int, UInt64, String, Bool) = (150, 1, "", false)
    var every = 1
    while let option = arguments.popFirst() {
      switch option {
      case "--graphs": graphs = Int(arguments.removeFirst())!
      case "--seed": seed = UInt64(arguments.removeFirst())!
      case "--only": only = arguments.removeFirst()
      case "--every": every = Int(arguments.removeFirst())!
      case "--first": endsAtFirst = true
      default: fatalError("unknown option \(option)")
      }
    }
    var checks = Checks(endsAtFirst: endsAtFirst)
    // In no order, so that the first fault is soon found wherever it is.
    var random = Random(seed: seed)
    let subjects = (Subject.operators + Subject.sizes + Subject.chains + Subject.branches).shuffled(using: &random)
      .filter { $0.name.contains(only) || only.isEmpty }
    for number in stride(from: 0, to: subjects.count, by: every) { checks.run(subjects[number]) }
    if only.isEmpty {
      for number in 0..<UInt64(graphs / every) { checks.run(RandomGraph(seed: seed &+ number), seed: seed &+ number) }
    }
    checks.end()
  }
}

/// The checks that were run, and how many failed.
struct Checks {
  let endsAtFirst: Bool
  private var (run, failed) = (0, 0)
  private var operators: Set<String> = []

  init(endsAtFirst: Bool) { self.endsAtFirst = endsAtFirst }

  /// What is wrong with the engine's values of a graph; nil where nothing is.
  private static func fault(of graph: Graph, and other: Graph? = nil, seed: UInt64) -> String? {
    do {
      // The larger ones would say no more of it.
      if graph.nodes[0].shape.count < 1 << 11, let fault = try Dependences.fault(of: graph, seed: seed) { return fault }
      return try Comparison.fault(of: graph, and: other, seed: seed)
    } catch {
      return "\(error)"
    }
  }

  /// Checks a graph that can be built.
  mutating func run(_ subject: Subject) {
    run += 1
    do {
      let graph = try subject.graph()
      operators.formUnion(graph.nodes.map { type(of: $0.operation).name })
      if let fault = Self.fault(of: graph, and: try subject.otherGraph(), seed: subject.seed) {
        report(subject.name, fault, graph.listing)
      }
    } catch {
      report(subject.name, "cannot be built: \(error)", "")
    }
  }

  /// Checks a graph made at random, if it can be built, and shows the smallest that fails as it does.
  mutating func run(_ random: RandomGraph, seed: UInt64) {
    func fault(of random: RandomGraph) -> (text: String, listing: String)? {
      guard let graph = try? random.subject.graph() else { return nil }
      return Self.fault(of: graph, seed: random.subject.seed).map { ($0, graph.listing) }
    }
    run += 1
    guard fault(of: random) != nil else { return }
    let small = fault(of: random.shrunk { fault(of: $0) != nil })!
    report("random graph of seed \(seed), made small", small.text, small.listing)
  }

  private mutating func report(_ name: String, _ text: String, _ listing: String) {
    failed += 1
    print("FAILED \(name): \(text)\n\(listing)")
    if endsAtFirst { end() }
  }

  /// Says what was run, and ends the process.
  func end() -> Never {
    print("operators: \(operators.sorted().joined(separator: " "))")
    print("\(run) graphs with kernels for \(EngineReport().cpu.instructionSet): \(failed) failed")
    exit(failed == 0 ? 0 : 1)
  }
}
