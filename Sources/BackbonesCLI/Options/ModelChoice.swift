import ArgumentParser
import Backbones
import BackbonesExtraction
import BackbonesHub

/// Which model, with which weights.
struct ModelChoice: ParsableArguments {
  @Option(help: ModelChoice.modelHelp)
  var model: String?

  @Option(help: ModelChoice.weightsHelp)
  var weights: String?

  @Flag(help: ModelChoice.verboseHelp)
  var verbose = false

  /// What is told beyond results.
  static let verboseHelp: ArgumentHelp = "Say on stderr which tensors of the weights were renamed or made of others."

  /// What a model may be called.
  static let modelHelp = ArgumentHelp(
    "A model: a name of 'backbones list', with a tag or without, hf-hub:ORG/NAME[@REVISION], a folder, or a file of "
      + "weights.", valueName: "name")

  /// What weights may be.
  static let weightsHelp = ArgumentHelp(
    "Other weights than the model's own: a file (.safetensors, PyTorch's .pth, .npz), a folder with config.json and "
      + "weights, another name, or synthetic:SEED[:GAIN].",
    valueName: "weights")

  /// Whether nothing was chosen.
  var isEmpty: Bool { model == nil && weights == nil }

  /// The chosen model and its weights, downloaded if need be. By default the model that comes with the command.
  ///
  /// - Parameter usual: weights for one of timm's names, in place of its own.
  func source(orElse usual: String? = nil) throws -> ModelSource {
    if isEmpty { return ModelSource(weights: .directory(try Resources.embeddedModel)) }
    return try withHub { hub in
      var weights = weights
      if weights == nil, let usual, let model, case .registered = try ModelReference(parsing: model) { weights = usual }
      return try hub.source(of: model, weights: weights)
    }
  }
}

extension ModelChoice {
  /// The model of a source that was found.
  func model(
    _ source: ModelSource, options: ModelOptions, engine: EngineOptions
  ) throws -> Model {
    let model = try Model(source, options: options, engine: engine)
    if verbose { try Console.explain(model.parameterSource) }
    return model
  }
}

extension ModelChoice {
  /// The chosen model, or the one that a folder's features are of.
  ///
  /// - Throws: `.invalidOption` where its weights are not those of the features.
  func source(ofFeatures manifest: Manifest) throws -> ModelSource {
    var choice = self
    let embedded = try ModelSource(weights: .directory(Resources.embeddedModel))
    let isEmbedded = try isEmpty && embedded.weightsDigest == manifest.weights
    if isEmpty && !isEmbedded { choice.model = manifest.model }
    let source = try choice.source()
    guard try source.weightsDigest == manifest.weights else {
      throw BackboneError(
        .invalidOption,
        "the features are of \(manifest.model) with other weights (SHA-256 \(manifest.weights)); name these by "
          + "--model and --weights")
    }
    return source
  }
}

/// Calls a body with a session of the environment's hub. A terminal shows progress in one line, removed at the end; notices stay.
func withHub<Result>(_ body: (HubSession) throws -> Result) throws -> Result {
  let settings = try HubSettings()
  let bar = DownloadBar(isHidden: settings.hidesProgress)
  defer { bar.end() }
  return try body(HubSession(settings, observe: bar.show))
}
