public import BackbonesTensors

/// A model as named values: every operation, parameter and feature point, with every shape known.
///
/// A graph is built for one input shape and holds all that a model can give. What a caller wants is a `Selection` of
/// inputs and outputs; what no output needs is then gone.
public struct Graph: Sendable {
  /// One operation and its result.
  public struct Node: Sendable {
    /// The name, unique in the graph: timm's module path where a module makes the value.
    public internal(set) var name: String
    /// What it computes.
    public let operation: any Operator
    /// The operands: positions in `Graph.nodes`, all before this node.
    public internal(set) var inputs: [Int]
    /// The parameters: positions in `Graph.parameters`, in the operator's order.
    public let parameters: [Int]
    /// The shape of the result, channels-last.
    public internal(set) var shape: TensorShape
  }

  /// The operations in an order in which they can run.
  public internal(set) var nodes: [Node] = []
  /// The state dict: parameters and running statistics, in the order the model creates them.
  public internal(set) var parameters: [Parameter] = []
  /// The feature points, shallow to deep.
  public internal(set) var features: [Feature] = []
  /// The features that a pyramid has where the caller does not choose.
  public internal(set) var defaultFeatures: [Int] = []
  /// Module paths and the node whose value the module gives.
  public internal(set) var modules: [String: Int] = [:]
  var marks: [Mark: Int] = [:]

  /// Values that every model marks.
  enum Mark: Hashable { case image, hidden, prelogits, logits }

  /// Multiply-accumulates of one evaluation of a node.
  public func macs(of node: Int) -> Int {
    nodes[node].operation.macs(nodes[node].inputs.map { nodes[$0].shape }, output: nodes[node].shape)
  }

  /// Learned numbers: the elements of all parameters, running statistics left out.
  public var parameterCount: Int {
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

/// A point of a model where a feature map can be taken.
public struct Feature: Sendable, Hashable {
  /// timm's name of the module that makes it.
  public let module: String
  /// Channels of the map.
  public let channels: Int
  /// Input pixels per map pixel, along a side.
  public let reduction: Int
  /// The values that can be taken here.
  let values: Values

  struct Values: Sendable, Hashable {
    /// The map, `[N, H, W, C]`.
    var map: Int
    /// The map after the model's final norm, where asking for norm changes this entry.
    var normalized: Int?
    /// Class and register tokens `[N, P, C]`.
    var prefix: Int?
    var normalizedPrefix: Int?
    /// What `forward_features` would return, were this the last block.
    var hidden: Int
    /// That without the final norm.
    var hiddenWithoutNorm: Int
  }
}

/// A value as operators pass it along while a graph is built.
public struct Value: Sendable, Hashable {
  /// The node that makes it.
  public let node: Int
  /// The shape, channels-last.
  public let shape: TensorShape
  /// Input pixels per pixel of this map, along a side.
  public internal(set) var reduction: Int
  /// The step between neighbouring taps that stands in for strides not taken, to keep an output stride.
  public internal(set) var dilation: Int

  /// The channels: the last axis.
  public var channels: Int { shape.channels }
}
