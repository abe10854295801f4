internal import BackbonesGraphs
internal import BackbonesTensors

/// Constant folding: values that follow from parameters alone, such as a class token or a table of position biases, are
/// computed when a program first needs them, and kept with the prepared weights. All programs of a model share them.
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
    let shape = graph.nodes[node].shape
    return try weights.prepared("constant " + graph.formula(of: node), floats: shape.count) {
      (target) throws(BackboneError) in
      var options = options
      (options.threads, options.foldsConstants) = (1, false)
      let plan = try ExecutionPlan(
        Selection(computing: node, of: graph), layouts: [.channelsFirst], weights: weights, options: options)
      try plan.computeConstant(into: target)
    }
  }
}

extension Graph {
  /// How a value is computed: operators with their attributes, and the names of parameters.
  fileprivate func formula(of index: Int) -> String {
    let node = nodes[index]
    let operands = node.inputs.map { formula(of: $0) } + node.parameters.map { parameters[$0].name }
    return "\(node.operation)(\(operands.joined(separator: ", ")))"
  }
}
