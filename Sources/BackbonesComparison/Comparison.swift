package import BackbonesEngine
package import BackbonesGraphs
internal import BackbonesReference
package import BackbonesTensors

/// A run of the engine beside a reference, node by node.
///
/// The engine computes twice: with every node by itself, and fused and chained as it always runs. So the first finds
/// the node at which two implementations of a model part, and the second finds faults of fusion.
package struct Comparison: Sendable {
  /// A node beside its reference.
  package struct Row: Sendable {
    /// The node.
    package let name: String
    /// Its operator, with attributes.
    package let operation: String
    /// The shape of its value: maps as [N, C, H, W].
    package let shape: TensorShape
    /// The distance where each node is computed by itself, in standard deviations of the reference; nil where the
    /// reference has no such value.
    package let distance: Double?
    /// What a run of fused kernels has of it.
    package let fused: Fused
    /// How the reference has it, where otherwise than usual.
    package let layout: String?
  }

  /// What a run of fused kernels has of a node.
  package enum Fused: Sendable, Hashable {
    /// The value, so far from the reference; nil where the reference has none.
    case value(distance: Double?)
    /// No value: it is computed on the way to another node's.
    case into(String)
    /// Nothing: the outputs of such a run do not need it.
    case unused
  }

  /// The first node that is beyond the tolerance.
  package struct Finding: Sendable {
    /// The node.
    package let name: String
    /// Its distance.
    package let distance: Double
    /// Why, as far as trying tells.
    package let reason: String
  }

  /// The nodes in the order of execution.
  package let rows: [Row]
  /// The first node beyond the tolerance; nil where all agree.
  package let first: Finding?
  /// Tensors of the reference that are of no node.
  package let unmatched: [String]

  /// What is compared.
  package struct Subject {
    let graph: Graph
    let weights: PreparedWeights
    let source: any ParameterSource
    let options: EngineOptions

    /// A graph, its weights (prepared, and as their source has them), and how the engine computes.
    package init(
      _ graph: Graph, weights: PreparedWeights, source: any ParameterSource, options: EngineOptions
    ) {
      (self.graph, self.weights, self.source, self.options) = (graph, weights, source, options)
    }
  }

  /// Compares.
  ///
  /// - Parameters:
  ///   - input: the images `[N, C, H, W]`.
  ///   - archive: values by the names of modules; nil for the operators' definitions in double precision.
  ///   - tolerance: the greatest distance that is none.
  ///   - resets: gives each node the reference's operands, so that distances do not add up.
  /// - Throws: `.unknownName` where the archive has no value of any node; what the engine and the archive throw.
  package init(
    _ subject: Subject, input: Tensor, against archive: (any TensorArchive)? = nil, tolerance: Double = 1e-4,
    resets: Bool = false
  ) throws(BackboneError) {
    let graph = subject.graph
    let evaluator = try ReferenceEvaluator(graph) { (parameter) throws(BackboneError) in
      try subject.source.tensor(for: parameter)
    }
    let activations: Activations? = if let archive { try Activations(archive, of: graph) } else { nil }
    let defined =
      archive == nil ? try evaluator.values(given: [0: ReferenceTensor(fromUser: input)]) : [:]
    func reference(_ node: Int, _ value: ReferenceTensor) throws(BackboneError) -> Activations.Recorded? {
      guard let activations else {
        return Activations.Recorded(
          name: graph.nodes[node].name, shape: graph.nodes[node].shape,
          value: (defined[node]!, .usual(for: graph.nodes[node].shape)))
      }
      return try activations.recorded(node, found: value)
    }
    let alone = try Run(subject.separate, every: true, input: input, resets: resets, reference)
    // What the archive has of a node was read and laid out for the first run.
    let fused = try Run(subject, every: false, input: input, resets: resets) { node, _ in alone.recorded[node] }
    unmatched = activations?.unmatched ?? []

    rows = graph.nodes.indices.filter { !(graph.nodes[$0].operation is Input) }.map { node in
      let (operation, shape) = (graph.nodes[node].operation, graph.nodes[node].shape)
      let layout = alone.recorded[node]?.value?.layout
      return Row(
        name: graph.nodes[node].name,
        operation: ([type(of: operation).name] + [operation.summary].filter { !$0.isEmpty }).joined(separator: " "),
        shape: shape.channelsFirst, distance: alone.distances[node], fused: fused.fate(of: node, in: graph),
        layout: layout == .usual(for: shape) ? nil : layout?.rawValue)
    }
    let diagnosis = Diagnosis(
      graph: graph, evaluator: evaluator, found: alone.values, expected: alone.expected, distances: alone.distances,
      resets: resets, tolerance: tolerance, unmatched: unmatched)
    first = try Self.finding(alone, fused, graph, tolerance, diagnosis)
  }

  /// The first node of either run that is beyond the tolerance.
  private static func finding(
    _ alone: Run, _ fused: Run, _ graph: Graph, _ tolerance: Double, _ diagnosis: Diagnosis
  ) throws(BackboneError) -> Finding? {
    func isBeyond(_ run: Run) -> Int? { run.distances.filter { !($0.value <= tolerance) }.keys.min() }
    if let node = isBeyond(alone), node <= isBeyond(fused) ?? node {
      let (distance, recorded) = (alone.distances[node]!, alone.recorded[node]!)
      let reason =
        recorded.value == nil
        ? "shape: the reference has '\(recorded.name)' as \(recorded.shape), this graph as "
          + "\(graph.nodes[node].shape.channelsFirst)"
        : try diagnosis.reason(node)
      return Finding(name: graph.nodes[node].name, distance: distance, reason: reason)
    }
    guard let node = isBeyond(fused) else { return nil }
    let together = fused.nodes[node]!.dropLast().map { "'\(graph.nodes[$0].name)'" }
    return Finding(
      name: graph.nodes[node].name, distance: fused.distances[node]!,
      reason: "fusion: computed by itself it agrees; the fused run computes it "
        + (together.isEmpty
          ? "alone too, in other memory or by other methods" : "with " + together.joined(separator: ", ")))
  }
}

extension Comparison.Subject {
  /// The same with every node computed by itself.
  fileprivate var separate: Comparison.Subject {
    var options = options
    (options.fuses, options.chains) = (false, false)
    return Comparison.Subject(graph, weights: weights, source: source, options: options)
  }
}

/// One run of the engine: the values that it had in memory, and what the reference has in their place.
private struct Run {
  var values: [Int: ReferenceTensor] = [:]
  var recorded: [Int: Activations.Recorded] = [:]
  var distances: [Int: Double] = [:]
  /// The nodes that were computed in one go with each, and the node that a value is passed on to.
  private(set) var nodes: [Int: [Int]] = [:]
  private var passedOn: [Int: Int] = [:]

  /// The reference's values, where it has them.
  var expected: [Int: ReferenceTensor] { recorded.compactMapValues { $0.value?.tensor } }

  /// Computes the logits, or `every` value of the graph.
  init(
    _ subject: Comparison.Subject, every: Bool, input: Tensor, resets: Bool,
    _ reference: (_ node: Int, _ value: ReferenceTensor) throws(BackboneError) -> Activations.Recorded?
  ) throws(BackboneError) {
    let graph = subject.graph
    let read = Set(graph.nodes.flatMap(\.inputs))
    let ends = every ? graph.nodes.indices.filter { !read.contains($0) && $0 > 0 } : []
    // Every value is made in the run, that it may be seen and replaced.
    var options = subject.options
    options.foldsConstants = false
    let program = try Program(
      Selection([.logits] + ends.map { .node(graph.nodes[$0].name) }, of: graph), weights: subject.weights,
      options: options)
    var fault: BackboneError?
    var run = Run()
    _ = try program.run(input) { node, tensor in
      guard fault == nil else { return nil }
      do throws(BackboneError) {
        let value = ReferenceTensor(tensor)
        run.values[node] = value
        guard let recorded = try reference(node, value) else { return nil }
        run.recorded[node] = recorded
        run.distances[node] = recorded.value.map { value.distance(from: $0.tensor) } ?? .infinity
        return resets ? recorded.value.map { Tensor($0.tensor.shape, $0.tensor.elements.map(Float.init)) } : nil
      } catch {
        fault = error
        return nil
      }
    }
    if let fault { throw fault }
    for value in program.values {
      run.nodes[value.node] = value.nodes
      for node in value.nodes.dropLast() { run.passedOn[node] = value.node }
      if let end = value.chainEnd { run.passedOn[value.node] = end }
    }
    run.values[0] = ReferenceTensor(fromUser: input)
    self = run
  }

  private init() {}

  /// What this run has of a node.
  func fate(of node: Int, in graph: Graph) -> Comparison.Fused {
    if values[node] != nil { return .value(distance: distances[node]) }
    guard var end = passedOn[node] else { return .unused }
    while let next = passedOn[end] { end = next }
    return .into(graph.nodes[end].name)
  }
}
