internal import BackbonesEngine
internal import BackbonesGraphs
internal import BackbonesModels
internal import BackbonesTensors
internal import BackbonesWeights

/// A model, or a set of weights of it, that a question is put to.
struct QueryCandidate: Sendable {
  let name: String
  let entry: Registry.Entry
  let network: QueryNetwork
}

/// The network of one or more sets of weights: what is found out of it is kept, and nothing before it is asked for.
///
/// One thread at a time asks it.
final class QueryNetwork: @unchecked Sendable {
  /// What networks that are built alike have in common.
  struct Key: Hashable {
    private let name: String, classes: Int, channels: Int, size: ImageSize

    init(_ entry: Registry.Entry, size: ImageSize?) {
      let configuration = entry.configuration
      (name, classes, channels) = (entry.name, configuration.classes, configuration.inputChannels)
      self.size = size ?? configuration.inputSize
    }
  }

  private let entry: Registry.Entry
  private let size: ImageSize?
  private let engine: EngineOptions
  /// Bytes of the process before any question.
  private let baseline: Int
  private var built: Result<Graph, BackboneError>?
  private var selected: Result<Selection, BackboneError>?
  private var planned: Result<Int, BackboneError>?

  init(_ entry: Registry.Entry, size: ImageSize?, engine: EngineOptions, baseline: Int) {
    (self.entry, self.size, self.engine, self.baseline) = (entry, size, engine, baseline)
  }

  /// The graph for one image.
  func graph() throws(BackboneError) -> Graph {
    try kept(\.built) { () throws(BackboneError) in try entry.graph(options: ModelOptions(inputSize: size)) }
  }

  /// What the model's own output needs.
  func selection() throws(BackboneError) -> Selection {
    try kept(\.selected) { () throws(BackboneError) in try Selection([.logits], of: try graph()) }
  }

  /// The peak of a process that computes one image, in bytes; as `PlanReport.peakBytes`.
  func memory() throws(BackboneError) -> Int {
    try kept(\.planned) { () throws(BackboneError) in
      let (source, selection) = (SyntheticParameters(seed: 0), try selection())
      let weights = PreparedWeights(from: source, sizesOnly: true)
      let program = try Program(selection, weights: weights, options: engine, prepares: false)
      return MemoryBound(
        reading: selection.graph.stateDictionary, of: source, by: engine, beside: baseline
      ).peak(kept: weights.byteCount, of: program)
    }
  }

  /// What was found before, or is found now.
  private func kept<Found>(
    _ place: ReferenceWritableKeyPath<QueryNetwork, Result<Found, BackboneError>?>,
    _ find: () throws(BackboneError) -> Found
  ) throws(BackboneError) -> Found {
    if let known = self[keyPath: place] { return try known.get() }
    let found = Result(catching: find)
    self[keyPath: place] = found
    return try found.get()
  }
}
