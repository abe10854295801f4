public import BackbonesModels
public import BackbonesGraphs
public import BackbonesTensors

/// A model's shapes, names and costs, found without weights and without computing.
///
/// Shapes are as users meet them: maps `[N, C, H, W]`, tokens `[N, L, C]`.
public struct ModelReport: Sendable, Hashable, Encodable {
  /// A point where a feature map can be taken.
  public struct FeaturePoint: Sendable, Hashable, Encodable {
    /// Its number, shallow to deep, from 0.
    public let index: Int
    /// Its name as an output: `feature:0`.
    public let name: String
    /// timm's name of the module that makes the map.
    public let module: String
    /// Channels of the map.
    public let channels: Int
    /// Input pixels per map pixel, along a side; the larger, where an output stride has made them differ.
    public let reduction: Int
    /// The same, of height and width.
    public let stride: ImageSize
    /// The map's shape.
    public let shape: [Int]
    /// Whether a pyramid has it by default.
    public let isDefault: Bool

    private enum CodingKeys: String, CodingKey {
      case index, name, module, channels, reduction, stride, shape
      case isDefault = "default"
    }
  }

  /// A name and a shape: an output, or an entry of the state dict.
  public struct Entry: Sendable, Hashable, Encodable {
    /// The name.
    public let name: String
    /// The shape.
    public let shape: [Int]
  }

  /// An operation and its result.
  public struct Node: Sendable, Hashable, Encodable {
    /// The name for `node:`.
    public let name: String
    /// Its other names for `node:`: the timm modules whose result it is.
    public let modules: [String]
    /// What it computes.
    public let operation: String
    /// The attributes worth showing, such as `3x3 /2`.
    public let summary: String
    /// The result's shape.
    public let shape: [Int]
    /// Multiply-accumulates.
    public let macs: Int
  }

  /// What the outputs cost.
  public struct Totals: Sendable, Hashable, Encodable {
    /// The number of learnt values, without running statistics.
    public let parameters: Int
    /// Multiply-accumulates of one evaluation of the whole batch.
    public let macs: Int
    /// Peak memory of the activations, in bytes; see `Selection.peakActivationBytes`.
    public let peakActivationBytes: Int
  }

  /// The architecture.
  public let model: String
  /// The shape of the images.
  public let input: [Int]
  /// Every feature point, shallow to deep.
  public let features: [FeaturePoint]
  /// The levels of the reductions that were asked for, fine to coarse; nil where none was.
  public let pyramid: [PyramidLevel]?
  /// What was asked for.
  public let outputs: [Entry]
  /// The state dict of the whole model, running statistics included, in the order the model creates it.
  public let parameters: [Entry]
  /// What the outputs cost.
  public let totals: Totals
  /// Every operation in topological order; nil if left out.
  public var nodes: [Node]?
  /// The weights of attentions, which are nodes only where they are asked for; nil if left out.
  public var attentionWeights: [Entry]?

  /// Reports on an architecture.
  ///
  /// - Parameters:
  ///   - name: as `Model` takes it.
  ///   - batch: images per batch.
  ///   - options: what differs from the model's configuration.
  ///   - outputs: what the totals are for; patterns such as `node:layer*.0.act1` stand for all that match.
  /// - Throws: `BackboneError`: `.unknownName` for a model or an output that there is not, `.invalidOption` and
  ///   `.shape` for options that the model cannot have.
  public init(
    _ name: String, batch: Int = 1, options: ModelOptions = ModelOptions(), outputs: [OutputName] = [.logits]
  ) throws(BackboneError) {
    let entry = try Registry.entry(named: name)
    let built = try entry.graph(batch: batch, options: options)
    var names: [OutputName] = []
    for output in outputs { names += try output.expanded(in: built) }
    let selection = try Selection(names, of: built)
    let graph = selection.graph
    func shape(of node: Int) -> [Int] { graph.nodes[node].shape.channelsFirst.dimensions }

    model = entry.name
    input = shape(of: selection.input)
    let maps = try Selection(graph.features.indices.map { .feature($0) }, of: graph).outputs.map(\.node)
    features = graph.features.enumerated().map { index, feature in
      FeaturePoint(
        index: index, name: OutputName.feature(index).description, module: feature.module, channels: feature.channels,
        reduction: feature.reduction, stride: feature.stride, shape: shape(of: maps[index]),
        isDefault: graph.defaultFeatures.contains(index))
    }
    let strides = names.compactMap { name in if case .stride(let stride) = name { stride } else { nil } }
    pyramid = strides.isEmpty ? nil : try PyramidLevel.levels(strides, in: graph)
    self.outputs = zip(selection.outputs, selection.outputShapes).map {
      Entry(name: $0.name.description, shape: $1.channelsFirst.dimensions)
    }
    parameters = graph.stateDictionary.map { Entry(name: $0.name, shape: $0.shape.dimensions) }
    let moduleNames = graph.moduleNames
    nodes = graph.nodes.enumerated().map { index, node in
      Node(
        name: node.name, modules: moduleNames[index], operation: type(of: node.operation).name,
        summary: node.operation.summary,
        shape: shape(of: index), macs: graph.macs(of: index))
    }
    attentionWeights = graph.attentionWeights.map {
      Entry(name: OutputName.node($0.name).description, shape: $0.shape.channelsFirst.dimensions)
    }
    totals = Totals(
      parameters: selection.parameterCount, macs: selection.macs, peakActivationBytes: selection.peakActivationBytes)
  }
}
