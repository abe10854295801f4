public import Backbones
internal import BackbonesEngine
internal import BackbonesGraphs
internal import BackbonesReference
public import BackbonesTensors

/// Two runs beside each other, node by node: of one architecture with other weights, with other options of the engine, or
/// for images of another size. It says at which node they part, and how.
///
/// Every node is computed by itself, not fused, so that each value can be seen.
public struct RunComparison: Sendable, Encodable {
  /// A node that both runs have.
  public struct Node: Sendable, Encodable {
    /// Its name.
    public let name: String
    /// Its operator.
    public let operation: String
    /// Its value's shape in the first run, as users see it.
    public let shape: [Int]
    /// Its value's shape in the second, where that is another.
    public let otherShape: [Int]?
    /// The largest difference, in standard deviations of the first run's value. Values of other shapes are compared by the means
    /// of their channels; nil where they have not as many.
    public let distance: Double?
    /// Whether all bits are the same.
    public let hasSameBits: Bool
  }

  /// Where the runs part.
  public struct Finding: Sendable, Encodable {
    /// The node.
    public let name: String
    /// Its distance.
    public let distance: Double
    /// How they differ there, as far as trying tells.
    public let how: String
  }

  /// The node that adds most to the distance of its operands.
  public struct Step: Sendable, Encodable {
    /// The node.
    public let name: String
    /// The largest distance of its operands.
    public let before: Double
    /// Its own.
    public let after: Double
  }

  /// The nodes in the order of execution.
  public let nodes: [Node]
  /// The first node whose distance is beyond the tolerance; nil where there is none.
  public let first: Finding?
  /// The first node with other bits; nil where all are the same.
  public let firstBits: String?
  /// The largest step; nil where no distance grows.
  public let largestStep: Step?
  /// Nodes of one run alone.
  public let unmatched: [String]

  /// Runs both models.
  ///
  /// - Parameters:
  ///   - model: the first run's.
  ///   - other: the second's, of the same architecture.
  ///   - images: `[N, C, H, W]`. Where the second model was created for another size, it gets the same images resized (bicubic,
  ///     antialiased).
  ///   - tolerance: the greatest distance that is none.
  /// - Throws: `.invalidOption` for two architectures; as `Model.outputs` otherwise.
  public init(
    _ model: Model, _ other: Model, images: Tensor, tolerance: Double = 1e-4
  ) throws(BackboneError) {
    guard model.name == other.name else {
      throw BackboneError(
        .invalidOption, "runs of \(model.name) and of \(other.name); expected two of one architecture")
    }
    let sizes = (model.inputSize, other.inputSize)
    let a = try ObservedRun(model, images)
    let b = try ObservedRun(other, sizes.0 == sizes.1 ? images : try images.resized(to: sizes.1, by: model))
    let places = Dictionary(b.graph.nodes.enumerated().map { ($1.name, $0) }) { first, _ in first }
    var (nodes, distances, unmatched): ([Node], [Int: Double], [String]) = ([], [:], [])
    var beyond: (index: Int, other: Int)?
    for (index, node) in a.graph.nodes.enumerated() where !(node.operation is Input) {
      guard let otherIndex = places[node.name], let value = a.values[index], let otherValue = b.values[otherIndex]
      else {
        unmatched.append(node.name)
        continue
      }
      let distance = Self.distance(value, otherValue)
      distances[index] = distance
      if beyond == nil, let distance, !(distance <= tolerance) { beyond = (index, otherIndex) }
      let (shape, otherShape) = (value.shape.channelsFirst.dimensions, otherValue.shape.channelsFirst.dimensions)
      nodes.append(
        Node(
          name: node.name, operation: node.label, shape: shape, otherShape: shape == otherShape ? nil : otherShape,
          distance: distance, hasSameBits: value == otherValue))
    }
    let names = Set(a.graph.nodes.map(\.name))
    self.nodes = nodes
    self.unmatched = unmatched + b.graph.nodes.map(\.name).filter { !names.contains($0) }
    firstBits = nodes.first { !$0.hasSameBits }?.name
    largestStep = Self.largestStep(of: a.graph, distances)
    first = try beyond.map { (place) throws(BackboneError) in
      Finding(
        name: a.graph.nodes[place.index].name, distance: distances[place.index]!,
        how: try Self.manner(a, place.index, b, place.other, distances, tolerance: tolerance))
    }
  }

  /// How far a value is from the first run's.
  private static func distance(_ value: Tensor, _ other: Tensor) -> Double? {
    if value == other { return 0 }
    let expected = ReferenceTensor(value), found = ReferenceTensor(other)
    if value.shape == other.shape { return found.distance(from: expected) }
    guard expected.shape.rank > 1, found.shape.rank > 1, expected.channels == found.channels else { return nil }
    let largest = zip(expected.channelMeans, found.channelMeans).map { abs($0 - $1) }.max() ?? 0
    return largest.isNaN ? .infinity : largest / expected.spread
  }

  private static func largestStep(of graph: Graph, _ distances: [Int: Double]) -> Step? {
    var largest: Step?
    for (index, node) in graph.nodes.enumerated() {
      guard let after = distances[index], after.isFinite else { continue }
      let before = node.inputs.compactMap { distances[$0] }.max() ?? 0
      guard after > before, after - before > largest.map({ $0.after - $0.before }) ?? 0 else { continue }
      largest = Step(name: node.name, before: before, after: after)
    }
    return largest
  }

  // MARK: - How they part

  private static func manner(
    _ a: ObservedRun, _ index: Int, _ b: ObservedRun, _ other: Int, _ distances: [Int: Double], tolerance: Double
  ) throws(BackboneError) -> String {
    let (node, otherNode) = (a.graph.nodes[index], b.graph.nodes[other])
    var parts: [String] = []
    let (shape, otherShape) = (node.shape, otherNode.shape)
    if shape != otherShape {
      parts.append(
        "shape: \(shape.channelsFirst) in the first run, \(otherShape.channelsFirst) in the second; the means of channels "
          + "differ")
    }
    for (own, others) in zip(node.parameters, otherNode.parameters) {
      let (parameter, otherParameter) = (a.graph.parameters[own], b.graph.parameters[others])
      guard parameter.constant == nil else { continue }
      let value = try a.source.tensor(for: parameter), otherValue = try b.source.tensor(for: otherParameter)
      if value == otherValue { continue }
      let distance = value.shape == otherValue.shape ? Self.distance(value, otherValue) : nil
      parts.append(
        "parameter '\(parameter.name)': \(value.shape)"
          + (distance.map { ", another by \($0.scientific) standard deviations" } ?? " and \(otherValue.shape)"))
    }
    let (method, otherMethod) = (a.methods[index], b.methods[other])
    if let method, let otherMethod, method != otherMethod {
      parts.append("method: \(method) in the first run, \(otherMethod) in the second")
    }
    let operands = node.inputs.compactMap { distances[$0] }
    if let largest = operands.max(), largest > 0 {
      parts.append("its operands differ already, by up to \(largest.scientific)")
    } else if !operands.isEmpty {
      parts.append("its operands have the same bits")
    }
    if shape == otherShape, let value = a.values[index], let otherValue = b.values[other] {
      let difference = Difference(ReferenceTensor(otherValue), ReferenceTensor(value), tolerance: tolerance)
      if let likeness = difference.cause ?? difference.likeness { parts.append(likeness) }
    }
    return parts.joined(separator: "; ")
  }
}

/// A run of every node by itself, and what it had in memory.
private struct ObservedRun {
  let graph: Graph
  let source: any ParameterSource
  /// Values, channels-last, by node.
  private(set) var values: [Int: Tensor] = [:]
  /// How nodes are computed.
  private(set) var methods: [Int: String] = [:]

  init(_ model: Model, _ images: Tensor) throws(BackboneError) {
    graph = try model.graph(images: images.shape)
    source = model.parameterSource
    let read = Set(graph.nodes.flatMap(\.inputs))
    let ends = graph.nodes.indices.filter { !read.contains($0) && $0 > 0 }
    var options = model.engine
    (options.fuses, options.chains, options.foldsConstants) = (false, false, false)
    let program = try Program(
      Selection([.logits] + ends.map { .node(graph.nodes[$0].name) }, of: graph), weights: model.weights,
      options: options)
    for step in program.steps {
      methods[step.node, default: ""] += (methods[step.node] == nil ? "" : ", ") + step.algorithm
    }
    var values: [Int: Tensor] = [:]
    _ = try program.run(images) { node, value in
      values[node] = value
      return nil
    }
    self.values = values
  }
}

extension ReferenceTensor {
  /// The mean of each channel over all images and places.
  fileprivate var channelMeans: [Double] {
    var sums = [Double](repeating: 0, count: channels)
    for (index, element) in elements.enumerated() { sums[index % channels] += element }
    return sums.map { $0 * Double(channels) / Double(elements.count) }
  }
}

extension Tensor {
  /// Images `[N, C, H, W]` of another size.
  fileprivate func resized(to size: ImageSize, by model: Model) throws(BackboneError) -> Tensor {
    let graph = try Graph.build(image: shape.channelsLast, outputStride: 1) { images, g in
      let resized = g.resize(images, to: size, .antialiasedBicubic)
      g.hidden(resized)
      g.prelogits(resized)
      g.logits(resized)
    }
    return try Program(Selection([.logits], of: graph), weights: model.weights, options: model.engine).run(self)[0]
  }
}
