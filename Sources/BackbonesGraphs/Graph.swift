package import BackbonesTensors

/// A model as named values: every operation, parameter and feature point, with every shape known.
///
/// A graph is built for one input shape and holds all that a model can give. What a caller wants is a `Selection` of
/// inputs and outputs; what no output needs is then gone.
package struct Graph: Sendable {
  /// One operation and its result.
  package struct Node: Sendable {
    /// The name, unique in the graph: timm's module path where a module makes the value.
    package internal(set) var name: String
    /// What it computes.
    package let operation: any Operator
    /// The operands: positions in `Graph.nodes`, all before this node.
    package internal(set) var inputs: [Int]
    /// The parameters: positions in `Graph.parameters`, in the operator's order.
    package let parameters: [Int]
    /// The shape of the result, channels-last.
    package internal(set) var shape: TensorShape
  }

  /// The operations in an order in which they can run.
  package internal(set) var nodes: [Node] = []
  /// The state dict: parameters and running statistics, in the order the model creates them.
  package internal(set) var parameters: [Parameter] = []
  /// The feature points, shallow to deep.
  package internal(set) var features: [Feature] = []
  /// The features that a pyramid has where the caller does not choose.
  package internal(set) var defaultFeatures: [Int] = []
  /// Maps of reductions, by the reduction; see `adding`.
  var pyramidMaps: [ImageSize: Int] = [:]
  /// Module paths and the node whose value the module gives.
  package internal(set) var modules: [String: Int] = [:]
  var marks: [Mark: Int] = [:]

  /// Values that every model marks.
  enum Mark: Hashable { case image, hidden, prelogits, logits }

  /// Multiply-accumulates of one evaluation of a node.
  package func macs(of node: Int) -> Int {
    nodes[node].operation.macs(nodes[node].inputs.map { nodes[$0].shape }, output: nodes[node].shape)
  }

  /// The shape of a feature point's map, channels-last.
  package func mapShape(ofFeature index: Int) -> TensorShape { nodes[features[index].values.map].shape }

  /// Channels of what the classifier consumes.
  package var prelogitsChannels: Int { nodes[marks[.prelogits]!].shape.channels }

  /// Whether a value is the image, of another size perhaps, or its pixels in another order.
  func isImage(_ node: Int) -> Bool {
    let image = marks[.image]!
    var node = node
    while node != image,
      nodes[node].operation is Reshape || nodes[node].operation is Permute
        || nodes[node].operation is Slice || nodes[node].operation is Resize,
      nodes[node].shape.channels == nodes[image].shape.channels
    {
      node = nodes[node].inputs[0]
    }
    return node == image
  }

  /// The entries of the state dict: all parameters but constants.
  package var stateDictionary: [Parameter] { parameters.filter { $0.kind != .constant } }

  /// The number of learnt values: the elements of all parameters, running statistics left out.
  package var parameterCount: Int {
    parameters.reduce(0) { $0 + ($1.kind == .parameter ? $1.shape.count : 0) }
  }
}

extension Graph {
  /// This graph where the hidden state is of another size: everything that follows from it has its shape anew.
  ///
  /// Only maps vary in size; tokens have positions, and so the number that the graph was built for.
  ///
  /// - Throws: `BackboneError.Code.shape` where the head does not take a hidden state of that shape.
  package func replacingHidden(_ shape: TensorShape) throws(BackboneError) -> Graph {
    let hidden = marks[.hidden]!
    let usual = nodes[hidden].shape
    if shape == usual { return self }
    guard usual.rank == 4, shape.rank == 4, shape.channels == usual.channels, shape.count > 0 else {
      throw BackboneError(
        .shape, "a hidden state of \(shape.channelsFirst); this model has \(usual.channelsFirst)")
    }
    var graph = self
    graph.nodes[hidden].shape = shape
    var changed: Set = [hidden]
    for index in nodes.indices where nodes[index].inputs.contains(where: changed.contains) {
      changed.insert(index)
      graph.nodes[index].shape = try nodes[index].operation.outputShape(
        nodes[index].inputs.map { graph.nodes[$0].shape })
    }
    return graph
  }
}
