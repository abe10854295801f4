public import BackbonesModels
public import BackbonesEngine
public import BackbonesGraphs
internal import Synchronization
public import BackbonesTensors

/// An image backbone: an architecture created by name, with weights.
///
/// Immutable and `Sendable`: any number of tasks may call one model at once. Results are the same bits from run to run,
/// whatever the number of threads, the callers beside, and an image's neighbours in its batch.
///
/// ```swift
/// let model = try Model("resnet50", weights: .directory("resnet50.a1_in1k"))
/// let maps = try model.features(images)            // five maps, [N, C, H, W]
/// ```
public final class Model: Sendable {
  /// The architecture's name, without a tag.
  public let name: String
  /// Input, preprocessing and classes of the pretrained weights.
  public let configuration: PretrainedConfiguration
  /// The options that the model was created with.
  public let options: ModelOptions
  /// Threads, kernels and memory.
  public let engine: EngineOptions
  /// The state dict: only the parameters that some output needs.
  public let parameters: [Parameter]

  let entry: Registry.Entry
  let truncation: Graph.Truncation?
  private let source: any ParameterSource
  package let weights: PreparedWeights
  let programs: ProgramCache
  let workspaces: WorkspacePool
  /// The cached feature points, by output stride.
  private let pyramids = Mutex<[ImageSize?: FeatureInfo]>([:])
  private let builtGraphs = Atomic(0)
  /// What is known of memory; nil where it is not bounded.
  private let bound: MemoryBound?

  init(
    _ entry: Registry.Entry, source: any ParameterSource, options: ModelOptions, engine: EngineOptions,
    truncation: Graph.Truncation?
  ) throws(BackboneError) {
    self.entry = entry
    name = entry.name
    configuration = entry.configuration
    self.options = options
    self.truncation = truncation
    let graph = try entry.graph(options: options).truncated(truncation)
    parameters = graph.stateDictionary
    let source = source.resolved(for: parameters, laidOut: entry.checkpoints)
    self.source = source
    // A classifier that the options leave out, or blocks that are pruned, may still be in the file.
    let whole = try entry.graph(
      options: ModelOptions(inputChannels: options.inputChannels, inputSize: options.inputSize))
    try source.verify(parameters, known: Set(whole.stateDictionary.map(\.name)))
    weights = PreparedWeights(
      from: source, cache: try Self.packedCache(of: entry, options, truncation, source, graph, engine: engine))
    (self.engine, bound) = try Self.fit(engine, name, parameters, source, graph: graph)
    programs = ProgramCache(budget: engine.keptBytes / Self.shareOfPrograms, weights: weights)
    workspaces = WorkspacePool(budget: engine.keptBytes - engine.keptBytes / Self.shareOfPrograms)
  }

  /// Programs may take this part of what a model keeps; the memory of runs has the rest.
  private static let shareOfPrograms = 32

  /// The number of learnt values: elements of all parameters, without running statistics.
  public var parameterCount: Int {
    parameters.reduce(0) { $0 + ($1.kind == .parameter ? $1.shape.count : 0) }
  }

  /// The classes' names, in order: those of a `config.json`, or ImageNet's for the weights of timm's that
  /// `Model(_:from:)` finds by name; empty where nobody says.
  public var labels: [String] {
    let labels = configuration.labels ?? []
    return options.classes ?? labels.count == labels.count ? labels : []
  }

  /// The license of the weights, as the hub names it: `apache-2.0`; nil where timm says none.
  public var license: String? { configuration.license }

  /// Height and width of the images that the model was created for.
  public var inputSize: ImageSize {
    options.inputSize ?? configuration.inputSize
  }

  /// Channels of its images.
  public var inputChannels: Int { options.inputChannels ?? configuration.inputChannels }

  /// The graph for images of a shape.
  ///
  /// - Throws: `BackboneError.Code.shape` where the model cannot take them.
  package func graph(images shape: TensorShape, outputStride: ImageSize? = nil) throws(BackboneError) -> Graph {
    try graph(images: shape, outputStride: outputStride, isWhole: true)
  }

  /// The graph of one picture of any size, of which parts are computed.
  func graph(ofPicture size: ImageSize) throws(BackboneError) -> Graph {
    try graph(images: [1, inputChannels, size.height, size.width], outputStride: nil, isWhole: false)
  }

  private func graph(
    images shape: TensorShape, outputStride: ImageSize?, isWhole: Bool
  ) throws(BackboneError) -> Graph {
    guard shape.rank == 4, shape[1] == inputChannels else {
      throw BackboneError(.shape, "\(name): images of shape \(shape); expected [N, \(inputChannels), H, W]")
    }
    builtGraphs.add(1, ordering: .relaxed)
    var options = options
    options.inputSize = ImageSize(shape[2], shape[3])
    options.outputStride = outputStride ?? options.outputStride
    let graph = try entry.graph(batch: shape[0], options: options, isWhole: isWhole).truncated(truncation)
    let known = Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.shape) })
    if let other = graph.parameters.first(where: { known[$0.name] ?? $0.shape != $0.shape }) {
      throw BackboneError(
        .shape,
        "\(name): images of \(shape[2])x\(shape[3]), but this model was created for \(inputSize): '\(other.name)' depends on "
          + "the size. Create it with inputSize \(shape[2])x\(shape[3])")
    }
    return graph
  }

  /// The number of graphs built so far; a repeated call builds none.
  package var builtGraphCount: Int { builtGraphs.load(ordering: .relaxed) }

  /// The feature points at an output stride; computed once and cached.
  func defaultFeatureInfo(outputStride: ImageSize?) throws(BackboneError) -> FeatureInfo {
    if let known = pyramids.withLock({ $0[outputStride] }) { return known }
    let info = FeatureInfo(
      try graph(images: [1, inputChannels, inputSize.height, inputSize.width], outputStride: outputStride))
    pyramids.withLock { $0[outputStride] = info }
    return info
  }

  /// Computes any outputs of one forward pass.
  ///
  /// - Parameters:
  ///   - names: what is asked for; see `OutputName`.
  ///   - input: images `[N, C, H, W]`, normalised as the configuration says; or, from `.hidden`, what
  ///     `forwardFeatures` gave.
  ///   - entrance: where evaluation starts.
  ///   - layouts: the order of the axes of each output that is a map; `[N, C, H, W]` by default.
  ///   - outputStride: the largest reduction of maps, where not as created.
  /// - Returns: a tensor for each name, in order.
  /// - Throws: `BackboneError`: `.unknownName` for an output that the model does not have, `.shape` for an input that
  ///   it cannot take.
  public func outputs(
    _ names: [OutputName], of input: Tensor, from entrance: EntryPoint = .image,
    layouts: [OutputFormat]? = nil, outputStride: ImageSize? = nil
  ) throws(BackboneError) -> [Tensor] {
    try program(names, for: input.shape, from: entrance, layouts: layouts, outputStride: outputStride).run(input)
  }

  /// The program for outputs and an input shape; built once and cached. Or one that is made anew, without its weights, to see what
  /// it would take.
  package func program(
    _ names: [OutputName], for shape: TensorShape, from entrance: EntryPoint = .image,
    layouts: [OutputFormat]? = nil, outputStride: ImageSize? = nil, prepares: Bool = true
  ) throws(BackboneError) -> Program {
    let request = ProgramCache.Request(
      shape: shape.dimensions, outputStride: outputStride, outputs: names,
      layouts: layouts ?? names.map { _ in .channelsFirst }, entrance: entrance)
    if let known = programs[request] { return known }
    let graph = try graph(for: shape, at: entrance, outputStride: outputStride)
    let whole = try Selection(names, of: graph, from: entrance)
    let usual = whole.microbatches(ofBatch: shape[0])
    // Fewer images at a time, and none apart on threads, take less memory.
    let counts = bound == nil ? [usual] : (usual...max(usual, shape[0])).filter { $0 == usual || shape[0] % $0 == 0 }
    var least = Int.max
    for (count, apart) in counts.flatMap({ count in (bound == nil ? [true] : [true, false]).map { (count, $0) } }) {
      var part = shape.dimensions
      part[0] /= max(count, 1)
      let selection =
        count == 1
        ? whole
        : try Selection(
          names, of: self.graph(for: TensorShape(part), at: entrance, outputStride: outputStride), from: entrance)
      let program = try Program(
        selection, layouts: request.layouts, weights: weights, options: engine, workspaces: workspaces,
        microbatches: count, apart: apart, prepares: false)
      if let bound, let memory = engine.memory.map({ $0 - MemoryBound.margin }) {
        let kept = weights.byteCount + weights.constantBytes + programs.byteCount + program.byteCount
        let peak = bound.peak(kept: kept, of: program)
        least = min(least, peak)
        guard peak <= memory else { continue }
        workspaces.bound(to: memory - peak + program.workspaceBytes)
      }
      guard prepares else { return program }
      try program.prepare()
      weights.keep()
      programs.keep(program, for: request)
      return program
    }
    throw MemoryBound.exceeded("\(name): \(shape)", takes: least, of: (engine.memory ?? 0) - MemoryBound.margin)
  }

  /// The most memory of the process when a program that is not prepared runs, predicted in bytes.
  func peakBytes(of program: Program) -> Int {
    MemoryBound(reading: parameters, of: source, by: engine).peak(kept: weights.byteCount, of: program)
  }

  private func graph(
    for shape: TensorShape, at entrance: EntryPoint, outputStride: ImageSize?
  ) throws(BackboneError) -> Graph {
    if entrance == .image { return try graph(images: shape, outputStride: outputStride) }
    guard let batch = shape.dimensions.first else {
      throw BackboneError(.shape, "\(name): a hidden state without axes; expected [N, C, H, W] or [N, L, C]")
    }
    let usual = try graph(
      images: [batch, inputChannels, inputSize.height, inputSize.width], outputStride: outputStride)
    do {
      return try usual.replacingHidden(shape.channelsLast)
    } catch {
      throw BackboneError(error.code, "\(name): \(error.message)")
    }
  }

  /// The same model with other options, such as another head; weights are packed again.
  func recreated(
    options: ModelOptions, source: (any ParameterSource)? = nil, truncation: Graph.Truncation? = nil
  ) throws(BackboneError) -> Model {
    try Model(
      entry, source: source ?? self.source, options: options, engine: engine, truncation: truncation ?? self.truncation)
  }

  /// Bytes of the weights that programs have prepared so far.
  package var preparedBytes: Int { weights.byteCount }

  /// Where the parameters come from.
  package var parameterSource: any ParameterSource { source }
}

extension Selection {
  /// The number of microbatches: as many as keep each above the arithmetic intensity `Tuning.macsPerWeight`. The
  /// activations of fewer images stay in cache.
  fileprivate func microbatches(ofBatch batch: Int) -> Int {
    guard batch > 1, macs > 0 else { return 1 }
    let enough = (parameterCount * Tuning.macsPerWeight * batch + macs - 1) / macs
    return batch / ((1...batch).first { $0 >= enough && batch % $0 == 0 } ?? batch)
  }
}
