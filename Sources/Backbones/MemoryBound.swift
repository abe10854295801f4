internal import BackbonesEngine
internal import BackbonesGraphs
internal import BackbonesTensors
internal import BackbonesWeights

/// What a model's process takes at its peak, and whether that is within `EngineOptions.memory`.
struct MemoryBound: Sendable {
  /// Bytes of the process beside weights, programs and runs.
  let baseline: Int
  /// The most bytes of parameters that are read at once while weights are packed: a tensor for each thread.
  let reading: Int
  /// The most that the allocator keeps of tensors that were read: large ones are unmapped.
  let retained: Int
  /// Huge pages come whole.
  private static let hugePage = 2 << 20
  /// What a bound leaves for what is not predicted.
  static let margin = 4 << 20

  /// What the process has before weights are packed, by default what it has now, counts.
  init(
    reading parameters: [Parameter], of source: any ParameterSource, by engine: EngineOptions,
    beside baseline: Int = ResidentMemory.bytes
  ) {
    self.baseline = baseline
    let halves = engine.compact ? source as? any HalfParameterSource : nil
    let sizes = parameters.map { $0.shape.count * (halves?.halves(of: $0)?.type ?? .float32).size }
    func most(_ sizes: [Int]) -> Int { sizes.sorted(by: >).prefix(engine.threads).reduce(0, +) }
    (reading, retained) = (most(sizes), most(sizes.filter { $0 < AlignedMemory.mapped }))
  }

  /// The peak, predicted, in bytes.
  ///
  /// - Parameters:
  ///   - kept: packed weights and programs.
  ///   - program: what runs.
  func peak(kept: Int, of program: Program) -> Int {
    // Weights are packed before anything runs.
    baseline + kept + max(reading, retained + program.runBytes) + Self.hugePage
  }

  /// The error that says what would do.
  static func exceeded(_ what: String, takes least: Int, of memory: Int) -> BackboneError {
    BackboneError(
      .environment,
      "\(what): takes at least \((least + margin).megabytes) of memory, "
        + "and \((memory + margin).megabytes) are allowed")
  }
}

extension Int {
  /// These bytes as text, in millions, rounded up.
  fileprivate var megabytes: String { "\((self + 999_999) / 1_000_000)MB" }
}

extension Program {
  /// Bytes of a run, with the images that it reads and the results that it gives.
  var runBytes: Int { workspaceBytes + outputBytes + inputBytes }
}

extension Model {
  /// Chooses how much memory methods may take beyond the weights, so that one image of the model's size can be computed
  /// within `engine.memory`.
  ///
  /// - Throws: `.environment` where no choice is within it.
  static func fit(
    _ engine: EngineOptions, _ name: String, _ parameters: [Parameter], _ source: any ParameterSource, graph: Graph
  ) throws(BackboneError) -> (engine: EngineOptions, bound: MemoryBound?) {
    guard let memory = engine.memory.map({ $0 - MemoryBound.margin }) else { return (engine, nil) }
    var engine = engine
    // A model whose head was pruned has no logits.
    let whole = try? Selection([.logits], of: graph)
    let selection = if let whole { whole } else { try Selection([.hidden()], of: graph) }
    func peak(_ extra: Int?) throws(BackboneError) -> (bytes: Int, bound: MemoryBound) {
      engine.extraWeights = extra
      let weights = PreparedWeights(from: source)
      let program = try Program(selection, weights: weights, options: engine, prepares: false)
      let bound = MemoryBound(reading: parameters, of: source, by: engine)
      return (bound.peak(kept: weights.byteCount, of: program), bound)
    }
    let most = try peak(nil)
    if most.bytes <= memory { return (engine, most.bound) }
    let least = try peak(0)
    guard least.bytes <= memory else { throw MemoryBound.exceeded(name, takes: least.bytes, of: memory) }
    // What methods take comes in pieces, and their scratch memory grows too.
    var extra = (memory - least.bytes) / MemoryLayout<Float>.stride
    for _ in 0..<8 {
      let some = try peak(extra)
      if some.bytes <= memory { return (engine, some.bound) }
      extra = extra * 3 / 4
    }
    engine.extraWeights = 0
    return (engine, least.bound)
  }
}
