import BackbonesEngine
import BackbonesGraphs
import BackbonesReference
import BackbonesTensors

/// Compares all ways in which the engine computes a graph with the reference, and with each other where they promise
/// the same bits.
struct Comparison {
  private let graph: Graph
  private let weights: PreparedWeights
  private let input: Tensor, other: Tensor
  private let reference: [Int: ReferenceTensor]
  private let last: Int

  /// The greatest distance from the reference, in units of the greatest element (or of one, where all are smaller).
  private static let tolerance = 2e-4

  /// What is wrong with the engine's values of a graph, and of another with the same prepared weights; nil where nothing
  /// is.
  static func fault(of graph: Graph, and other: Graph? = nil, seed: UInt64) throws(BackboneError) -> String? {
    let weights = PreparedWeights(from: RandomParameters(seed: seed))
    if let fault = try Comparison(graph, weights, seed: seed).fault(seed: seed) { return fault }
    guard let other, let fault = try Comparison(other, weights, seed: seed).fault(seed: seed) else { return nil }
    return "in another size: \(fault)"
  }

  private init(_ graph: Graph, _ weights: PreparedWeights, seed: UInt64) throws(BackboneError) {
    let parameters = RandomParameters(seed: seed)
    (self.graph, self.weights) = (graph, weights)
    var random = Random(seed: seed)
    let shape = graph.nodes[0].shape
    let shown: TensorShape = shape.rank == 4 ? [shape[0], shape[3], shape[1], shape[2]] : shape
    (input, other) = (random.tensor(shown), random.tensor(shown))
    let evaluator = try ReferenceEvaluator(graph) { parameter throws(BackboneError) in
      parameters.tensor(for: parameter)
    }
    reference = try evaluator.values(given: [0: ReferenceTensor(fromUser: input)])
    last = graph.nodes.count - 1
  }

  /// Every choice that promises no more than to be near, in order of how much goes on in it.
  private static let near: [(name: String, options: EngineOptions)] = {
    func options(_ change: (inout EngineOptions) -> Void) -> EngineOptions {
      var options = EngineOptions(threads: 1, products: .own)
      change(&options)
      return options
    }
    return [
      (
        "raw",
        options { ($0.fuses, $0.sharesMemory, $0.chains, $0.foldsConstants) = (false, false, false, false) }
      ),
      ("views", options { $0.fuses = false }),
      ("strict", options { $0.strict = true }),
      ("OpenBLAS", options { $0.products = .openBLAS }),
      ("fused", options { _ in }),
    ]
  }()

  /// Changes that leave the bits of `fused` as they are.
  private static let same: [(name: String, change: @Sendable (inout EngineOptions) -> Void)] = [
    ("without chains", { $0.chains = false }), ("without shared memory", { $0.sharesMemory = false }),
    ("without folded constants", { $0.foldsConstants = false }),
    ("2 threads", { $0.threads = 2 }), ("3 threads", { $0.threads = 3 }),
    (
      "3 threads without chains",
      {
        $0.threads = 3
        $0.chains = false
      }
    ),
  ]

  private func fault(seed: UInt64) throws(BackboneError) -> String? {
    for (name, options) in Self.near {
      if let fault = try fault(of: [last], options) { return "\(name): \(fault)" }
    }
    let fused = try run([last], Self.near.last!.options)[0]
    for (name, change) in Self.same {
      var options = Self.near.last!.options
      change(&options)
      if let fault = try fault(of: [last], options) { return "\(name): \(fault)" }
      if !fused.isBitIdentical(to: try run([last], options)[0]) { return "\(name): other bits" }
    }
    if let fault = try faultOfMicrobatches(fused) { return fault }
    if let fault = try faultOfHalves(seed: seed) { return fault }
    // Values that are asked for are made, and stay.
    let all = graph.nodes.indices.filter { !(graph.nodes[$0].operation is Input) }
    for options in [Self.near[0].options, Self.near.last!.options] {
      if let fault = try fault(of: all, options) { return "every node asked for: \(fault)" }
    }
    var random = Random(seed: seed &+ 1)
    let some = all.filter { _ in random.chance(3) }
    if !some.isEmpty, let fault = try fault(of: some, Self.near.last!.options) { return "some asked for: \(fault)" }
    return nil
  }

  /// Several batches at once, as microbatches, against each by itself: on two threads one each, and one that is shared
  /// out. Where one takes a while there are many, so that threads meet in the same memory if they can.
  private func faultOfMicrobatches(_ alone: Tensor) throws(BackboneError) -> String? {
    let count = input.count > 1 << 12 ? 13 : 3
    let batches = (0..<count).map { $0 % 3 == 0 ? other : input }
    let expected = alone.elements.map(\.bitPattern)
    for threads in [1, 2] {
      let options = EngineOptions(threads: threads, products: .own)
      let program = try Program(
        Selection([.node(graph.nodes[last].name)], of: graph), weights: weights, options: options, microbatches: count)
      var shape = input.shape
      shape[0] *= count
      let all = try program.run(Tensor(shape, batches.flatMap(\.elements)))[0].elements
      for index in 0..<count where index % 3 > 0 {
        let own = all[index * alone.count..<(index + 1) * alone.count]
        if own.map(\.bitPattern) != expected { return "\(count) microbatches on \(threads) threads: other bits" }
      }
    }
    return nil
  }

  /// Weights of sixteen bits that stay so, against the same ones made floats before, where some are large enough to stay.
  private func faultOfHalves(seed: UInt64) throws(BackboneError) -> String? {
    guard graph.parameters.contains(where: { $0.shape.rank > 1 && $0.shape.count > 1 << 16 }) else { return nil }
    for type in [ElementType.float16, .bfloat16] {
      for threads in [1, 2] {
        var options = EngineOptions(threads: threads, products: .own)
        options.compact = true
        let results = try [true, false].map { (areShown) throws(BackboneError) in
          let weights = PreparedWeights(from: RandomHalves(seed: seed, type: type, areShown: areShown))
          return try run([last], options, with: weights)[0]
        }
        if !results[0].isBitIdentical(to: results[1]) { return "\(type.rawValue) on \(threads) threads: other bits" }
      }
    }
    return nil
  }

  private func run(
    _ nodes: [Int], _ options: EngineOptions, with others: PreparedWeights? = nil
  ) throws(BackboneError) -> [Tensor] {
    let selection = try Selection(nodes.map { .node(graph.nodes[$0].name) }, of: graph)
    let program = try Program(selection, weights: others ?? weights, options: options)
    let methods = program.steps.map(\.algorithm).filter { $0.hasPrefix("winograd") || $0 == "strassen" }
    if options.strict || options.compact, !methods.isEmpty {
      throw BackboneError(.invalidOption, "without larger weights it computes by \(methods)")
    }
    // What a run leaves in the arena must not reach the next.
    _ = try program.run(other)
    return try program.run(input)
  }

  private func fault(of nodes: [Int], _ options: EngineOptions) throws(BackboneError) -> String? {
    for (node, tensor) in zip(nodes, try run(nodes, options)) {
      let (value, expected) = (ReferenceTensor(fromUser: tensor), reference[node]!)
      if value.shape != expected.shape { return "\(graph.nodes[node].name) is \(value.shape)" }
      let scale = expected.elements.reduce(1) { max($0, abs($1)) }
      let distances = zip(value.elements, expected.elements).map { abs($0 - $1) / scale }
      if let at = distances.firstIndex(where: { !($0 <= Self.tolerance) }) {
        return "\(graph.nodes[node].name)[\(at)] is \(value.elements[at]), expected \(expected.elements[at])"
      }
    }
    return nil
  }
}

extension Graph {
  /// The nodes, a line each.
  var listing: String {
    nodes.map { node in
      let operands = node.inputs.map { nodes[$0].name }.joined(separator: ", ")
      return "    \(node.name) = \(type(of: node.operation).name) \(node.operation.summary) (\(operands)) \(node.shape)"
    }.joined(separator: "\n")
  }
}
