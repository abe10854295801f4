public import BackbonesGraphs
internal import BackbonesTensors

/// What is known of a pyramid before anything is computed: so that a head needs no constants.
public struct FeatureInfo: Sendable, Hashable {
  /// Every feature point of the model, shallow to deep.
  public let all: [Feature]
  /// The points chosen: absolute, shallow to deep, each once, whatever their order was when they were asked for. Maps
  /// come in this order, for every model.
  public let outIndices: [Int]

  init(_ graph: Graph, outIndices: [Int]?) throws(BackboneError) {
    all = graph.features
    var chosen: Set<Int> = []
    for index in outIndices ?? graph.defaultFeatures { chosen.insert(try graph.absoluteFeatureIndex(index)) }
    guard !chosen.isEmpty else {
      throw BackboneError(.invalidOption, "no feature indices; expected at least one of 0 to \(all.count - 1)")
    }
    self.outIndices = chosen.sorted()
  }

  private var chosen: [Feature] { outIndices.map { all[$0] } }

  /// Channels of the chosen maps.
  public var channels: [Int] { chosen.map(\.channels) }
  /// Input pixels per map pixel along a side, of the chosen maps.
  public var reductions: [Int] { chosen.map(\.reduction) }
  /// timm's names of the modules that make the chosen maps.
  public var modules: [String] { chosen.map(\.module) }
}
