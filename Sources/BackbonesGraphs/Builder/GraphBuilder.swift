package import BackbonesTensors

/// Makes a graph, node by node. Families do not see it: they hold a `Scope` of it.
final class GraphBuilder {
  var graph = Graph()
  /// The largest reduction that maps may reach; strides beyond it become dilation.
  let outputStride: ImageSize
  /// The first error of a step: what follows it is built on a stand-in, and its errors say nothing.
  private(set) var firstError: BackboneError?
  private var parameterIndex: [String: Int] = [:]
  private var nameUses: [String: Int] = [:]

  init(outputStride: ImageSize) { self.outputStride = outputStride }

  /// Remembers an error, where it is the first.
  func fail(_ error: BackboneError) {
    if firstError == nil { firstError = error }
  }

  /// Adds a node. Where the operator cannot take its operands, the error is remembered, with the path, and the value
  /// has the operator's stand-in for a shape.
  ///
  /// - Parameter path: the module that makes the value, or the scope it is made in where `isModule` is false.
  func add(
    _ operation: any Operator, _ inputs: [Value], parameters: [Int] = [], path: String, isModule: Bool
  ) -> Value {
    let shapes = inputs.map(\.shape)
    let shape: TensorShape
    do {
      shape = try operation.outputShape(shapes)
    } catch {
      fail(BackboneError(error.code, "\(path.isEmpty ? type(of: operation).name : path): \(error.message)"))
      shape = operation.standInShape(shapes)
    }
    let index = graph.nodes.count
    let base = isModule ? path : path.isEmpty ? type(of: operation).name : path + "." + type(of: operation).name
    graph.nodes.append(
      Graph.Node(
        name: unique(base), operation: operation, inputs: inputs.map(\.node), parameters: parameters, shape: shape))
    if isModule { graph.modules[path] = index }
    // Parameters used as values, such as a class token put before the patches, have the reduction 1.
    return Value(
      node: index, shape: shape, reduction: inputs.reduce(1) { $0.largest($1.reduction) },
      dilation: inputs.reduce(1) { $0.largest($1.dilation) })
  }

  /// The value of a node, as one that has neither reduction nor dilation.
  func value(of node: Int) -> Value {
    Value(node: node, shape: graph.nodes[node].shape, reduction: 1, dilation: 1)
  }

  /// The parameter of the given name, made at its first use: modules may share one.
  func parameter(
    _ name: String, _ shape: TensorShape, _ kind: Parameter.Kind, _ fit: Parameter.ResizeRule
  ) -> Int {
    add(Parameter(name: name, shape: shape, kind: kind, fit: fit))
  }

  /// Names the parameters under a path anew under another.
  func alias(_ path: String, of shared: String) {
    for parameter in graph.parameters where parameter.name.hasPrefix(shared + ".") && parameter.kind != .alias {
      _ = add(Parameter(name: path + parameter.name.dropFirst(shared.count), shape: parameter.shape, kind: .alias))
    }
  }

  /// A buffer whose elements are all `initial` in a new model.
  func buffer(_ name: String, _ shape: TensorShape, initial: Float) -> Int {
    var parameter = Parameter(name: name, shape: shape, kind: .runningStatistic)
    parameter.initial = initial
    return add(parameter)
  }

  /// A parameter that no source gives.
  func constant(_ name: String, _ shape: TensorShape, _ elements: [Float]) -> Int {
    if elements.count != shape.count {
      fail(BackboneError(.shape, "\(elements.count) elements for \(name) of \(shape)"))
    }
    return add(Parameter(name: name, shape: shape, constant: elements))
  }

  private func add(_ parameter: Parameter) -> Int {
    if let known = parameterIndex[parameter.name] {
      let (first, other) = (graph.parameters[known].shape, parameter.shape)
      if first != other {
        fail(BackboneError(.shape, "\(parameter.name) is \(first) and \(other); a parameter has one shape"))
      }
      return known
    }
    graph.parameters.append(parameter)
    parameterIndex[parameter.name] = graph.parameters.count - 1
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
  ///   - outputStride: the largest reduction of each side that maps may reach: strides beyond it become dilation. 32 changes
  ///     nothing in a model whose maps reach 32.
  ///   - body: applies the model to the image and marks what can be taken.
  /// - Throws: the first error of the body's steps, with the path of the module that made it: `.shape` where the input
  ///   is of a size the model cannot take, `.invalidOption` where the model cannot have the head asked for, or its body does not
  ///   mark all that every model has.
  package static func build(
    image: TensorShape, outputStride: ImageSize, _ body: (Value, Scope) -> Void
  ) throws(BackboneError) -> Graph {
    let builder = GraphBuilder(outputStride: outputStride)
    let input = builder.add(Input(shape: image), [], path: "input", isModule: true)
    builder.graph.marks[.image] = input.node
    body(input, Scope(builder: builder, path: ""))
    if let error = builder.firstError { throw error }
    builder.settleNames()
    for mark in [Mark.hidden, .prelogits, .logits] {
      guard builder.graph.marks[mark] != nil else {
        throw BackboneError(.invalidOption, "the model marks no \(mark); a body marks hidden, prelogits and logits")
      }
    }
    if builder.graph.defaultFeatures.isEmpty { builder.graph.defaultFeatures = Array(builder.graph.features.indices) }
    return builder.graph
  }
}
