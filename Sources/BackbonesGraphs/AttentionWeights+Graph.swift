package import BackbonesTensors

// Weights are nodes of those graphs alone of which they are asked: no other computes them, or has them among its nodes.
extension Graph {
  /// An attention's weights, which can be taken by name.
  package struct WeightsPoint: Sendable {
    /// `weights` in the module of the attention: `blocks.5.attn.weights`; `weights_1` of its second attention.
    package let name: String
    /// What computes them.
    package let operation: any Operator
    /// Its operands: positions in `nodes`.
    package let inputs: [Int]
    /// Their shape.
    package let shape: TensorShape
  }

  /// The weights of all attentions, in the order of the graph.
  package var attentionWeights: [WeightsPoint] {
    let attentions = nodes.indices.filter { nodes[$0].operation is any WeighingOperator }
    var members = Dictionary(grouping: attentions) { scope(of: $0) }
    for (scope, nodes) in members where nodes.count > 1 {
      // A module that each shorter model has, with values of its own, is that of the whole model.
      if let module = modules[scope] { members[scope] = nodes.filter { reaches($0, from: module, avoiding: -1) } }
    }
    return attentions.compactMap { node in
      let scope = scope(of: node)
      guard let number = members[scope]!.firstIndex(of: node) else { return nil }
      let name = (scope.isEmpty ? "" : scope + ".") + "weights" + (number == 0 ? "" : "_\(number)")
      return weightsPoint(of: node, named: name)
    }
  }

  /// The module that a node is made in.
  private func scope(of node: Int) -> String {
    let name = nodes[node].name
    return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? ""
  }

  /// The weights of a node, where it is an attention.
  func weightsPoint(of index: Int, named name: String) -> WeightsPoint? {
    let node = nodes[index]
    guard let attention = node.operation as? any WeighingOperator else { return nil }
    let operation = attention.weighing(node.inputs.map { nodes[$0].shape })
    let inputs = Array(node.inputs[..<2] + node.inputs[3...])
    guard let shape = try? operation.outputShape(inputs.map { nodes[$0].shape }) else { return nil }
    return WeightsPoint(name: name, operation: operation, inputs: inputs, shape: shape)
  }

  /// This graph with nodes for those attention weights that are among `names`.
  func adding(weightsAmong names: [OutputName]) -> Graph {
    let wanted = Set(names.compactMap { if case .node(let name) = $0 { name } else { nil } })
      .subtracting(modules.keys).subtracting(nodes.map(\.name))
    guard !wanted.isEmpty else { return self }
    var graph = self
    for point in attentionWeights where wanted.contains(point.name) {
      graph.nodes.append(
        Node(
          name: point.name, operation: point.operation, inputs: point.inputs, parameters: [], shape: point.shape))
    }
    return graph
  }
}

extension Scope {
  /// The weights of an attention, as a value.
  package func weights(of attended: Value) -> Value {
    guard let point = builder.graph.weightsPoint(of: attended.node, named: "weights") else {
      return refuse(attended, "attention")
    }
    return step(point.operation, point.inputs.map { builder.value(of: $0) })
  }
}
