internal import BackbonesEngine
internal import BackbonesGraphs
internal import BackbonesModels
internal import BackbonesTensors

extension Model {
  /// Why packed weights could not be written to `EngineOptions.packedCache`; nil where they were, or none was asked for. The model
  /// computes without.
  public var packedCacheFault: BackboneError? { weights.cache?.fault }

  /// Where packed weights of a model are kept; nil where that is not asked for, or the weights are the caller's own.
  ///
  /// - Throws: `.inputOutput` where the folder cannot be made.
  static func packedCache(
    of entry: Registry.Entry, _ options: ModelOptions, _ truncation: Graph.Truncation?, _ source: any ParameterSource,
    _ graph: Graph, engine: EngineOptions
  ) throws(BackboneError) -> PackedCache? {
    guard let folder = engine.packedCache else { return nil }
    guard let identity = (source as? any IdentifiedSource)?.identity else {
      try makeDirectory(folder)
      return nil
    }
    // An architecture of this package follows from its name; of others' the graph says what is folded into weights.
    let network =
      entry.isBuiltIn
      ? "" : String(stableHash(graph.nodes.map { "\($0.operation) \($0.shape)" }.joined(separator: "\n")), radix: 16)
    let configuration = entry.configuration
    let variant =
      "\(configuration.inputSize) \(configuration.inputChannels) \(configuration.classes) \(options) "
      + "\(truncation.map { "\($0)" } ?? "") \(network)"
    return try PackedCache(in: folder, model: entry.name, variant: variant, of: identity)
  }
}
