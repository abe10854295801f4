internal import BackbonesGraphs
internal import BackbonesTensors

/// Constant folding: values that follow from parameters alone, such as a class token or a table of position biases, are
/// computed when a program first needs them. All programs of a model that need them share them.
extension Selection {
  /// The nodes that do not depend on the input.
  var constants: Set<Int> {
    nodes.reduce(into: []) { constants, node in
      if node != input, graph.nodes[node].inputs.allSatisfy(constants.contains) { constants.insert(node) }
    }
  }

  /// The constants that other nodes, or the caller, read.
  func visible(_ constants: Set<Int>) -> [Int] {
    var read = Set(outputs.map(\.node))
    for node in nodes where node != input && !constants.contains(node) { read.formUnion(graph.nodes[node].inputs) }
    return constants.intersection(read).sorted()
  }

  /// The value of a constant, in rows without gaps.
  func constant(
    _ node: Int, weights: PreparedWeights, options: EngineOptions
  ) throws(BackboneError) -> AlignedMemory {
    let alone = Selection(computing: node, of: graph)
    return try weights.constant(alone.formula, floats: graph.nodes[node].shape.count) {
      (target) throws(BackboneError) in
      var options = options
      (options.threads, options.foldsConstants) = (1, false)
      let plan = try ExecutionPlan(alone, layouts: [.channelsFirst], weights: weights, options: options)
      if !weights.sizesOnly { try plan.computeConstant(into: target) }
    }
  }
}

extension Selection {
  /// How the one value of this selection is computed: each node's operator with its attributes, its operands by their place in
  /// this list, and the names of its parameters.
  fileprivate var formula: String {
    let computed = nodes.filter { $0 != input }
    let places = Dictionary(uniqueKeysWithValues: zip(computed, computed.indices))
    return computed.map { index in
      let node = graph.nodes[index]
      let operands = node.inputs.map { "\(places[$0]!)" } + node.parameters.map { graph.parameters[$0].name }
      return "\(node.operation)(\(operands.joined(separator: ", ")))"
    }.joined(separator: "; ")
  }
}
