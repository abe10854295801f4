internal import BackbonesGraphs
public import BackbonesModels
public import BackbonesTensors

/// A model's graph as it is drawn: boxes for modules, edges with shapes, and marks where outputs can be taken. Modules one
/// behind the other that are alike but for their weights are drawn once. Nothing is computed, and weights are not read.
///
/// ```swift
/// let picture = try GraphPicture("resnet50")
/// print(picture.svg)                       // or picture.dot, for Graphviz
/// ```
public struct GraphPicture: Sendable, Hashable, Encodable {
  /// A module, or a few that follow one another.
  public struct Box: Sendable, Hashable, Encodable {
    /// The module: `layer1.0.conv1`.
    public let name: String
    /// What it computes, operation by operation; empty for a module of many.
    public let operations: [String]
    /// The operations that it stands for, repetitions counted.
    public let nodes: Int
    /// How often the module is there; all but the first are not drawn.
    public let repeats: Int
    /// The result: `[N, C, H, W]`, `[N, L, C]` or `[N, C]`.
    public let shape: [Int]
    /// Multiply-accumulates, repetitions counted.
    public let macs: Int
    /// Learnt values, repetitions counted.
    public let parameters: Int
    /// The outputs that can be taken here, those of repetitions too: `feature:0`, `logits`.
    public let taps: [String]
    /// What most of its multiply-accumulates are: the name of an operation.
    let kind: String

    private enum CodingKeys: String, CodingKey {
      case name, operations, nodes, repeats, shape, macs, parameters, taps
    }
  }

  /// Values on their way from box to box.
  public struct Edge: Sendable, Hashable, Encodable {
    /// Positions in `boxes`.
    public let from: Int, to: Int
    /// The shapes of the values.
    public let shapes: [[Int]]
  }

  /// Boxes that are one module, or a module that is repeated.
  public struct Group: Sendable, Hashable, Encodable {
    /// The module; of repeated ones the first and the last: `layer1.1-2`.
    public let name: String
    /// How often it is there.
    public let repeats: Int
    /// Positions in `boxes`.
    public let boxes: [Int]
  }

  /// The architecture.
  public let model: String
  /// The shape of the images.
  public let input: [Int]
  /// Modules of names longer than this are one box with those beside them.
  public let depth: Int
  /// The boxes, in an order in which they can be computed.
  public let boxes: [Box]
  /// What goes from box to box.
  public let edges: [Edge]
  /// Modules of several boxes, each before those that are inside it.
  public let groups: [Group]

  /// The boxes that a page can have, so that it can be read.
  private static let page = 64

  /// Draws an architecture.
  ///
  /// - Parameters:
  ///   - name: as `Model` takes it.
  ///   - batch: images per batch.
  ///   - options: what differs from the model's configuration.
  ///   - outputs: what is computed.
  ///   - depth: how deep modules are looked into: with 1, `layer1` is one box, with 2, `layer1.0`. By default as deep as a page
  ///     can show.
  /// - Throws: what `ModelReport` throws; `.invalidOption` for a depth below 1.
  public init(
    _ name: String, batch: Int = 1, options: ModelOptions = ModelOptions(), outputs: [OutputName] = [.logits],
    depth: Int? = nil
  ) throws(BackboneError) {
    guard depth ?? 1 > 0 else { throw BackboneError(.invalidOption, "a depth of \(depth ?? 0); expected at least 1") }
    let entry = try Registry.entry(named: name)
    let graph = try entry.graph(batch: batch, options: options)
    var names: [OutputName] = []
    for output in outputs { names += try output.expanded(in: graph) }
    let selection = try Selection(names, of: graph)
    let folding = GraphFolding(selection)
    let deepest = folding.paths.values.map(\.count).max() ?? 1
    func boxes(_ depth: Int) -> GraphBoxes { GraphBoxes(folding, selection, depth: depth) }
    var chosen = boxes(min(depth ?? 1, deepest))
    if depth == nil {
      for deeper in stride(from: 2, through: deepest, by: 1) {
        let found = boxes(deeper)
        if found.count > Self.page { break }
        chosen = found
      }
    }
    model = entry.name
    input = selection.graph.nodes[selection.input].shape.channelsFirst.dimensions
    self.depth = chosen.depth
    (self.boxes, edges, groups) = (chosen.boxes, chosen.edges, chosen.groups)
  }
}
