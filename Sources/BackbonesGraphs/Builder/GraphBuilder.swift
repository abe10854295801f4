public import BackbonesTensors

/// Makes a graph, node by node. Families do not see it: they hold a `Scope` of it.
final class GraphBuilder {
  var graph = Graph()
  /// The largest reduction that maps may reach; strides beyond it become dilation.
  let outputStride: Int
  private var parameterIndex: [String: Int] = [:]
  private var nameUses: [String: Int] = [:]

  init(outputStride: Int) { self.outputStride = outputStride }

  /// Adds a node.
  ///
  /// - Parameter path: the module that makes the value, or the scope it is made in where `isModule` is false.
  func add(
    _ operation: any Operator, _ inputs: [Value], parameters: [Int] = [], path: String, isModule: Bool
  ) throws(BackboneError) -> Value {
    let shape: Shape
    do {
      shape = try operation.outputShape(inputs.map(\.shape))
    } catch {
      throw BackboneError(error.code, "\(path.isEmpty ? type(of: operation).name : path): \(error.message)")
    }
    let index = graph.nodes.count
    let base = isModule ? path : path.isEmpty ? type(of: operation).name : path + "." + type(of: operation).name
    graph.nodes.append(
      Graph.Node(
        name: unique(base), operation: operation, inputs: inputs.map(\.node), parameters: parameters, shape: shape))
    if isModule { graph.modules[path] = index }
    // Parameters used as values, such as a class token put before the patches, have the reduction 1.
    return Value(
      node: index, shape: shape, reduction: inputs.map(\.reduction).max() ?? 1,
      dilation: inputs.map(\.dilation).max() ?? 1)
  }

  /// The parameter of the given name, made at its first use: modules may share one.
  func parameter(
    _ name: String, _ shape: Shape, _ kind: Graph.Parameter.Kind, _ fit: Graph.Parameter.Fit
  ) -> Int {
    if let known = parameterIndex[name] {
      precondition(graph.parameters[known].shape == shape, "\(name) is \(graph.parameters[known].shape) and \(shape)")
      return known
    }
    graph.parameters.append(Graph.Parameter(name: name, shape: shape, kind: kind, fit: fit))
    parameterIndex[name] = graph.parameters.count - 1
    return graph.parameters.count - 1
  }

  /// Gives nodes other names where theirs is a module's whose value is another's: a name is one value.
  fileprivate func settleNames() {
    for (index, node) in graph.nodes.enumerated() where graph.modules[node.name] ?? index != index {
      graph.nodes[index].name = unique(node.name)
    }
  }

  private func unique(_ name: String) -> String {
    let uses = nameUses[name, default: 0]
    nameUses[name] = uses + 1
    return uses == 0 ? name : unique("\(name)_\(uses)")
  }
}

extension Graph {
  /// Builds a graph.
  ///
  /// - Parameters:
  ///   - image: batch, height, width and channels of the input.
  ///   - outputStride: the largest reduction that maps may reach: strides beyond it become dilation. 32 changes
  ///     nothing in a model whose maps reach 32.
  ///   - body: applies the model to the image and marks what can be taken.
  /// - Throws: what `body` throws: `BackboneError.Code.shape` where the input is of a size the model cannot take.
  public static func build(
    image: Shape, outputStride: Int, _ body: (Value, Scope) throws(BackboneError) -> Void
  ) throws(BackboneError) -> Graph {
    let builder = GraphBuilder(outputStride: outputStride)
    let input = try builder.add(Input(shape: image), [], path: "input", isModule: true)
    builder.graph.marks[.image] = input.node
    try body(input, Scope(builder: builder, path: ""))
    builder.settleNames()
    for mark in [Mark.hidden, .prelogits, .logits] {
      precondition(builder.graph.marks[mark] != nil, "the model marks no \(mark)")
    }
    if builder.graph.defaultFeatures.isEmpty { builder.graph.defaultFeatures = Array(builder.graph.features.indices) }
    return builder.graph
  }
}
