public import BackbonesEngine
public import BackbonesModels
public import BackbonesTensors
public import BackbonesWeights

/// The hub that models' weights come from, and the cache of them that Python's tools share.
///
/// What is in the cache is used as it is, and nothing is asked for; `renewing` asks whether there is something newer. An interrupted
/// download is resumed by the next process that asks. A file is verified by its digest before it appears in the cache.
///
/// ```swift
/// let hub = try Hub()
/// let weights = try await hub.weights(of: "resnet50.a1_in1k")
/// ```
public struct Hub: Sendable {
  /// Endpoint, cache folder, token and timeouts.
  public let settings: HubSettings

  /// The hub that the environment names.
  ///
  /// - Throws: `BackboneError.Code.environment` for variables that cannot be understood.
  public init() throws(BackboneError) { self.init(try HubSettings()) }

  /// A hub of other settings.
  public init(_ settings: HubSettings) { self.settings = settings }

  /// The weights of a model by any of its names; downloads what is not in the cache.
  ///
  /// - Parameters:
  ///   - name: see `ModelReference`.
  ///   - renewing: asks whether the hub has newer ones.
  ///   - observe: hears how far it is, about ten times a second, on another thread.
  /// - Throws: `BackboneError`: `.unknownName` for what there is not, `.access` for what the token does not open, `.network`,
  ///   `.inputOutput` where the cache cannot be written, `.malformedFile` for bytes that are not those they should be. And
  ///   `CancellationError`.
  public func weights(
    of name: String, renewing: Bool = false, observe: @escaping @Sendable (HubEvent) -> Void = { _ in }
  ) async throws -> WeightSource {
    try await onThread(observe) { session in
      switch try session.reference(to: name) {
      case .registered(let name): .file(try session.path(ofWeightsOf: name, renewing: renewing))
      case .hub(let repository): .directory(try session.folder(of: repository, renewing: renewing))
      case .directory(let path): .directory(path)
      case .file(let path): .file(path)
      }
    }
  }

  /// A file of a repository, such as a README; downloads it where it is not in the cache.
  ///
  /// - Returns: its path; nil where the repository has none of the name.
  /// - Throws: as `weights(of:renewing:observe:)`.
  public func file(
    _ name: String, of repository: HubRepository, renewing: Bool = false,
    observe: @escaping @Sendable (HubEvent) -> Void = { _ in }
  ) async throws -> String? {
    try await onThread(observe) { try $0.file(name, of: repository, renewing: renewing)?.path }
  }

  /// Whether a model can be made without asking the hub: its weights are in the cache, or a file or folder of one's own.
  ///
  /// - Throws: as `ModelReference.init(parsing:isWeights:)`.
  public func isCached(_ name: String) throws(BackboneError) -> Bool {
    let session = HubSession(settings)
    switch try ModelReference(parsing: name) {
    case .registered(let name):
      return session.hasWeights(of: try Registry.entry(named: name).configuration)
    case .hub(let repository): return session.hasWeights(of: repository)
    case .directory, .file: return true
    }
  }

  package func onThread<Result: Sendable>(
    _ observe: @escaping @Sendable (HubEvent) -> Void, _ body: @escaping @Sendable (HubSession) throws -> Result
  ) async throws -> Result {
    try await Self.threads.call { [settings] in
      try body(HubSession(settings, interruption: Interruption.current, observe: observe))
    }
  }

  /// Downloads wait more than they compute.
  private static let threads = CallerThreads(16)
}

extension Model {
  /// Creates a model by any of its names, and downloads its weights where they are not in the cache.
  ///
  /// ```swift
  /// let model = try await Model("resnet50.a1_in1k")
  /// ```
  ///
  /// - Parameters:
  ///   - name: `resnet50` or `resnet50.a1_in1k`, `hf-hub:ORGANISATION/NAME[@REVISION]`, `local-dir:PATH`, or the path of a file or
  ///     folder; see `ModelReference`. A file's architecture is identified by the names and shapes of its tensors.
  ///   - weights: where the parameters come from if not from what `name` means: any name of a model, or
  ///     `synthetic:SEED[:GAIN]`.
  ///   - options: what differs from the configuration.
  ///   - engine: threads and kernels.
  ///   - hub: where to download from; nil for what the environment says.
  ///   - observe: hears how far a download is.
  /// - Throws: as `init(_:weights:options:engine:)` and `Hub.weights(of:renewing:observe:)`.
  public convenience init(
    _ name: String, from weights: String? = nil, options: ModelOptions = ModelOptions(),
    engine: EngineOptions = EngineOptions(), hub: Hub? = nil,
    observe: @escaping @Sendable (HubEvent) -> Void = { _ in }
  ) async throws {
    let hub = try hub ?? Hub()
    let source = try await hub.onThread(observe) { try $0.source(of: name, weights: weights) }
    try self.init(source, options: options, engine: engine)
  }

  /// Creates a model of what a name was found to mean.
  package convenience init(
    _ source: ModelSource, options: ModelOptions, engine: EngineOptions
  ) throws(BackboneError) {
    try self.init(
      source.name, weights: source.weights, options: options.completed(by: source.options), engine: engine,
      isTimms: source.isTimms)
  }
}
