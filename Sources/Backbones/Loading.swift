package import BackbonesModels
package import BackbonesEngine
internal import BackbonesGraphs
package import BackbonesTensors
package import BackbonesWeights

extension Model {
  /// Creates a model.
  ///
  /// - Parameters:
  ///   - name: an architecture that timm registers, such as `resnet50`, or one with a tag, `resnet50.a1_in1k`, whose
  ///     configuration (input size, preprocessing, classes) is then used; nil for the one that a directory names.
  ///   - weights: where the parameters come from. A directory in the hub's layout also says how the architecture is
  ///     changed and what its weights were trained on; `configuration` is then as its `config.json` has it.
  ///   - options: what differs from the configuration: classes, pooling, output stride, input channels and size.
  ///   - engine: threads and kernels.
  /// - Throws: `.unknownName` for a name that is not registered; `.invalidOption` and `.shape` for options that the
  ///   model cannot have; `.invalidOption` if neither `name` nor `weights` names an architecture;
  ///   `.weights` where the weights do not fit; `.inputOutput` and `.malformedFile` where files cannot be read.
  public convenience init(
    _ name: String? = nil, weights: WeightSource, options: ModelOptions = ModelOptions(),
    engine: EngineOptions = EngineOptions()
  ) throws(BackboneError) {
    try self.init(ResolvedModel(name, weights: weights, options: options), weights: weights, engine: engine)
  }

  /// Creates a model, also one whose weights timm trained, so that 1000 classes are ImageNet's.
  package convenience init(
    _ name: String?, weights: WeightSource, options: ModelOptions, engine: EngineOptions, isTimms: Bool
  ) throws(BackboneError) {
    let resolved = try ResolvedModel(name, weights: weights, options: options, isTimms: isTimms)
    try self.init(resolved, weights: weights, engine: engine)
  }

  private convenience init(
    _ resolved: ResolvedModel, weights: WeightSource, engine: EngineOptions
  ) throws(BackboneError) {
    try self.init(
      resolved.entry, source: try weights.open(), options: resolved.options, engine: engine, truncation: nil)
  }

  /// Creates a model of an architecture that is the caller's own.
  ///
  /// - Parameters:
  ///   - architecture: builds the network; see `Architecture`.
  ///   - name: what messages and reports call it.
  ///   - configuration: the input, classes and preprocessing where `options` say nothing.
  ///   - weights: where the parameters come from, named as the architecture's modules name them.
  ///   - options: what differs from the configuration.
  ///   - engine: threads and kernels.
  /// - Throws: as `init(_:weights:options:engine:)`.
  public convenience init(
    architecture: any Architecture, named name: String,
    configuration: PretrainedConfiguration = PretrainedConfiguration(), weights: WeightSource,
    options: ModelOptions = ModelOptions(), engine: EngineOptions = EngineOptions()
  ) throws(BackboneError) {
    let entry = Registry.Entry(name: name, module: name, architecture: architecture, configuration: configuration)
    try self.init(entry, source: try weights.open(), options: options, engine: engine, truncation: nil)
  }
}

/// What a name and weights say of a model together.
package struct ResolvedModel {
  /// The architecture, with the configuration of the weights.
  package let entry: Registry.Entry
  /// The caller's options, and those that a folder has where the caller says nothing.
  package let options: ModelOptions
  /// The folder that describes the model; nil where none does.
  package let directory: String?

  /// - Parameter isTimms: whether timm trained the weights, so that 1000 classes are ImageNet's.
  /// - Throws: as `Model.init(_:weights:options:engine:)`.
  init(
    _ name: String?, weights: WeightSource, options: ModelOptions, isTimms: Bool = false
  ) throws(BackboneError) {
    var (name, options) = (name, options)
    var description: ModelDescription?
    if case .directory(let path) = weights {
      description = try ModelDirectory(path, of: name).description
      name = name ?? description?.architecture
      options = options.completed(by: try ModelOptions(of: description!, at: path))
      directory = path
    } else {
      directory = nil
    }
    guard let name else {
      throw BackboneError(.invalidOption, "weights '\(weights)' do not say which architecture they are for; name one")
    }
    var entry = try Registry.entry(named: name)
    if let description { entry.configuration = description.configuration }
    if isTimms, entry.configuration.labels == nil, entry.configuration.classes == ImageNet.labels.count {
      entry.configuration.labels = ImageNet.labels
    }
    (self.entry, self.options) = (entry, options)
  }
}

extension ModelOptions {
  /// What the arguments of a `config.json` change.
  ///
  /// - Throws: `.weights` for arguments that no option here corresponds to.
  package init(of description: ModelDescription, at path: String) throws(BackboneError) {
    let arguments = description.arguments
    // Dropout rates matter in training only.
    let unknown = arguments.others.filter { !$0.hasPrefix("drop_") && !$0.hasSuffix("_drop_rate") }
    guard unknown.isEmpty else {
      throw BackboneError(
        .weights,
        "'\(path)/config.json' changes the architecture by model_args that are not known here: "
          + unknown.joined(separator: ", "))
    }
    self.init(
      pooling: try arguments.pooling.map { (name) throws(BackboneError) in try Pooling(parsing: name) },
      outputStride: arguments.outputStride, inputChannels: arguments.inputChannels,
      inputSize: arguments.imageSize.map { ImageSize($0[0], $0[1]) })
  }

  /// These options, and others' where these say nothing.
  package func completed(by other: ModelOptions) -> ModelOptions {
    var completed = self
    completed.classes = classes ?? other.classes
    completed.pooling = pooling ?? other.pooling
    completed.outputStride = outputStride ?? other.outputStride
    completed.inputChannels = inputChannels ?? other.inputChannels
    completed.inputSize = inputSize ?? other.inputSize
    return completed
  }
}
