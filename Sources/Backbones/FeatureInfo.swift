public import BackbonesGraphs
internal import BackbonesTensors

/// The metadata of a pyramid, known before anything is computed. A dense head can be built from it.
public struct FeatureInfo: Sendable, Hashable {
  /// Every feature point of the model, shallow to deep.
  public let all: [Feature]
  /// The chosen points: absolute indices, shallow to deep, each once, in whatever order they were given. Maps have this
  /// order for every model.
  public let outIndices: [Int]

  /// The points of a pyramid by default.
  init(_ graph: Graph) { (all, outIndices) = (graph.features, graph.defaultFeatures.sorted()) }

  /// Other points of the same model.
  func choosing(_ indices: [Int]) throws(BackboneError) -> FeatureInfo {
    var chosen: Set<Int> = []
    for index in indices { chosen.insert(try all.absoluteIndex(index)) }
    guard !chosen.isEmpty else {
      throw BackboneError(.invalidOption, "no feature indices; expected at least one of 0 to \(all.count - 1)")
    }
    return FeatureInfo(all: all, outIndices: chosen.sorted())
  }

  private init(all: [Feature], outIndices: [Int]) { (self.all, self.outIndices) = (all, outIndices) }

  private var chosen: [Feature] { outIndices.map { all[$0] } }

  /// Channels of the chosen maps.
  public var channels: [Int] { chosen.map(\.channels) }
  /// Input pixels per map pixel along a side, of the chosen maps.
  public var reductions: [Int] { chosen.map(\.reduction) }
  /// timm's names of the modules that make the chosen maps.
  public var modules: [String] { chosen.map(\.module) }
}
