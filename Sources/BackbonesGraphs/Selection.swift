package import BackbonesTensors

/// A choice of a graph's input and outputs. Every call of a model is one.
///
/// It keeps only the nodes and parameters that the outputs need. Early stopping, pruning and the cost of taps follow.
package struct Selection: Sendable {

  /// The whole graph, with the maps of reductions and the attention weights that were asked for.
  package let graph: Graph
  /// The node that the caller supplies.
  package let input: Int
  /// What is asked for, and the node that gives it.
  package let outputs: [(name: OutputName, node: Int)]
  /// The nodes on which the outputs depend, with the input, in topological order.
  package let nodes: [Int]
  /// The parameters of those nodes: positions in `graph.parameters`.
  package let parameters: [Int]

  /// Chooses outputs of a graph.
  ///
  /// - Throws: `BackboneError.Code.unknownName` where the graph has no such output, or where an output does not
  ///   follow from the entrance.
  package init(_ names: [OutputName], of graph: Graph, from entrance: EntryPoint = .image) throws(BackboneError) {
    let graph = try graph.adding(names).adding(weightsAmong: names)
    var outputs: [(name: OutputName, node: Int)] = []
    for name in names { outputs.append((name, try graph.node(of: name))) }
    let input = graph.marks[entrance == .image ? .image : .hidden]!
    var needed = Set(outputs.map(\.node))
    var parameters = Set<Int>()
    for index in graph.nodes.indices.reversed() where needed.contains(index) && index != input {
      let node = graph.nodes[index]
      if node.operation is Input {
        let culprits = outputs.filter { $0.node < input || graph.reaches(index, from: $0.node, avoiding: input) }
        throw BackboneError(
          .unknownName,
          "\(culprits.map { "'\($0.name)'" }.joined(separator: ", ")) cannot be computed from 'hidden' alone; it needs the image"
        )
      }
      needed.formUnion(node.inputs)
      parameters.formUnion(node.parameters)
    }
    self.graph = graph
    self.input = input
    self.outputs = outputs
    self.nodes = needed.union([input]).sorted()
    self.parameters = parameters.sorted()
  }

  /// One value that does not depend on the input.
  package init(computing node: Int, of graph: Graph) {
    var needed: Set = [node]
    for index in graph.nodes.indices.reversed() where needed.contains(index) {
      needed.formUnion(graph.nodes[index].inputs)
    }
    self.graph = graph
    input = graph.marks[.image]!
    outputs = [(.node(graph.nodes[node].name), node)]
    nodes = needed.union([input]).sorted()
    parameters = Set(needed.flatMap { graph.nodes[$0].parameters }).sorted()
  }

  /// The shapes of the outputs, channels-last.
  package var outputShapes: [TensorShape] { outputs.map { graph.nodes[$0.node].shape } }

  /// The number of learnt values that the outputs need.
  package var parameterCount: Int {
    parameters.reduce(0) { $0 + (graph.parameters[$1].kind == .parameter ? graph.parameters[$1].shape.count : 0) }
  }

  /// Multiply-accumulates of one evaluation.
  package var macs: Int {
    nodes.reduce(0) { $1 == input ? $0 : $0 + graph.macs(of: $1) }
  }

  /// Peak memory of the activations, in bytes, if each lives from its definition to its last use; no operation in
  /// place, none fused.
  package var peakActivationBytes: Int {
    var lastUse: [Int: Int] = [:]
    for index in nodes {
      lastUse[index] = index
      for operand in graph.nodes[index].inputs where index != input { lastUse[operand] = index }
    }
    for output in outputs { lastUse[output.node] = graph.nodes.count }
    var ending: [Int: Int] = [:]
    var live = 0
    var peak = 0
    for index in nodes {
      let bytes = graph.nodes[index].operation is Reshape ? 0 : graph.nodes[index].shape.count * 4
      live += bytes
      ending[lastUse[index]!, default: 0] += bytes
      peak = max(peak, live)
      live -= ending[index] ?? 0
    }
    return peak
  }
}

extension Graph {
  /// The node that gives an output.
  func node(of name: OutputName) throws(BackboneError) -> Int {
    func entry(_ index: Int) throws(BackboneError) -> Feature.Values { try feature(at: index).values }
    switch name {
    case .logits: return marks[.logits]!
    case .prelogits: return marks[.prelogits]!
    case .hidden(nil, norm: true): return marks[.hidden]!
    case .hidden(let block, let norm):
      let values = try entry(block ?? -1)
      return norm ? values.hidden : values.hiddenWithoutNorm
    case .feature(let index): return try entry(index).map
    case .stride(let stride):
      guard let map = pyramidMaps[stride] else { preconditionFailure("a selection adds the maps of its strides") }
      return map
    case .intermediate(let index, let norm, .map):
      let values = try entry(index)
      return norm ? values.normalized ?? values.map : values.map
    case .intermediate(let index, let norm, .prefix):
      let values = try entry(index)
      guard let prefix = norm ? values.normalizedPrefix ?? values.prefix : values.prefix else {
        throw BackboneError(.unknownName, "'\(name)': this model has no class or register tokens")
      }
      return prefix
    case .node(let name):
      if let node = modules[name] ?? nodes.firstIndex(where: { $0.name == name }) { return node }
      throw BackboneError(
        .unknownName, "no node '\(name)'" + (modules.keys + attentionWeights.map(\.name)).suggestion(for: name))
    }
  }

  /// The feature at an index, negative ones counting from the last.
  package func feature(at index: Int) throws(BackboneError) -> Feature {
    features[try features.absoluteIndex(index)]
  }

  /// Whether `node` depends on `target` by a path that avoids `barrier`.
  func reaches(_ target: Int, from node: Int, avoiding barrier: Int) -> Bool {
    var seen: Set<Int> = []
    var open = [node]
    while let next = open.popLast() {
      if next == target { return true }
      if next != barrier && seen.insert(next).inserted { open += nodes[next].inputs }
    }
    return false
  }
}
