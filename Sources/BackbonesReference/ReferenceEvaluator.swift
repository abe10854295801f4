package import BackbonesGraphs
package import BackbonesTensors

/// Computes a graph as its operators are defined: in double precision, node by node, without the engine. Slow, plain
/// and independent, it is what the engine's results are compared with.
package struct ReferenceEvaluator: Sendable {
  /// The graph.
  package let graph: Graph
  private let parameters: [ReferenceTensor]

  /// An evaluator of a graph.
  ///
  /// - Parameter parameter: gives the value of a parameter, in the shape that the graph says.
  /// - Throws: what `parameter` throws; `.weights` where a value is of another shape than the parameter.
  package init(
    _ graph: Graph, parameter: (Parameter) throws(BackboneError) -> Tensor
  ) throws(BackboneError) {
    self.graph = graph
    var values: [ReferenceTensor] = []
    for wanted in graph.parameters {
      if let constant = wanted.constant {
        values.append(ReferenceTensor(constant))
        continue
      }
      let value = try parameter(wanted)
      guard value.shape == wanted.shape else {
        throw BackboneError(.weights, "\(wanted.name) is \(value.shape), expected \(wanted.shape)")
      }
      values.append(ReferenceTensor(value))
    }
    parameters = values
  }

  /// The values of nodes, by their positions in the graph.
  ///
  /// - Parameters:
  ///   - nodes: the nodes that are asked for; nil for all. What these do not need is not computed.
  ///   - given: values by node that are injected, not computed ("reset"): the input's, and any others. Later nodes read
  ///     them.
  /// - Throws: `.unknownName` where an operator has no reference; `.shape` where a given value is of another shape than
  ///   its node, or an input is not given.
  package func values(
    of nodes: [Int]? = nil, given: [Int: ReferenceTensor]
  ) throws(BackboneError) -> [Int: ReferenceTensor] {
    var needed = Set(nodes ?? Array(graph.nodes.indices))
    for index in graph.nodes.indices.reversed() where needed.contains(index) && given[index] == nil {
      needed.formUnion(graph.nodes[index].inputs)
    }
    var values: [Int: ReferenceTensor] = [:]
    for index in needed.sorted() {
      let node = graph.nodes[index]
      if let value = given[index] {
        guard value.shape == node.shape else {
          throw BackboneError(.shape, "\(node.name): a given value of \(value.shape), expected \(node.shape)")
        }
        values[index] = value
      } else {
        values[index] = try value(of: index, operands: node.inputs.map { values[$0]! })
      }
    }
    return values
  }

  /// The value of one node for operands of its operator's shapes.
  ///
  /// - Parameter operation: the operator, where not the node's own.
  /// - Throws: `.unknownName` where the operator has no reference; `.shape` where the node is an input.
  package func value(
    of index: Int, operands: [ReferenceTensor], by operation: (any Operator)? = nil
  ) throws(BackboneError) -> ReferenceTensor {
    let node = graph.nodes[index]
    if node.operation is Input { throw BackboneError(.shape, "\(node.name): an input whose value is not given") }
    guard let operation = (operation ?? node.operation) as? any ReferenceOperator else {
      throw BackboneError(.unknownName, "\(node.name): '\(type(of: node.operation).name)' has no reference")
    }
    let value = operation.reference(operands, node.parameters.map { parameters[$0] })
    precondition(value.shape == node.shape, "\(node.name): \(value.shape), by its shape rule \(node.shape)")
    return value
  }
}

/// An operator with a definition to compare with.
protocol ReferenceOperator: Operator {
  /// The operator's value, from operands that satisfy its shape rule and the node's parameters, in their order.
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor
}

extension ReferenceTensor {
  /// Each element by itself.
  func map(_ function: (Double) -> Double) -> ReferenceTensor { ReferenceTensor(shape, elements.map(function)) }

  /// Each element by itself, its channel known.
  func mapChannels(_ function: (_ value: Double, _ channel: Int) -> Double) -> ReferenceTensor {
    ReferenceTensor(shape, elements.indices.map { function(elements[$0], $0 % channels) })
  }
}
