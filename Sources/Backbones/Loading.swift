public import BackbonesModels
public import BackbonesEngine
internal import BackbonesGraphs
public import BackbonesTensors
public import BackbonesWeights

extension Model {
  /// Creates a model with weights from a file, a directory or a seed.
  ///
  /// A directory in the hub's layout says which architecture it is for, how that is changed and what its weights were
  /// trained on; `configuration` is then as its `config.json` has it.
  ///
  /// - Parameters:
  ///   - name: the architecture; nil for the one that a directory names.
  ///   - source: where the parameters come from.
  ///   - options: what differs from the configuration.
  ///   - engine: threads and kernels.
  /// - Throws: as the initialiser that takes a `ParameterSource`, and what reading the files throws; `.invalidOption`
  ///   where neither `name` nor `source` says which architecture is meant.
  public convenience init(
    _ name: String? = nil, from source: WeightSource, options: ModelOptions = ModelOptions(),
    engine: EngineOptions = EngineOptions()
  ) throws(BackboneError) {
    guard case .directory(let path) = source else {
      guard let name else {
        throw BackboneError(.invalidOption, "weights '\(source)' do not say which architecture they are for; name one")
      }
      try self.init(name, weights: try source.open(), options: options, engine: engine)
      return
    }
    let description = try ModelDirectory(path).description
    var entry = try Registry.entry(named: name ?? description.architecture)
    entry.configuration.adopt(description)
    try self.init(
      entry, source: try source.open(), options: try options.completed(by: description, at: path), engine: engine,
      truncation: nil)
  }
}

extension PretrainedConfiguration {
  /// Takes over what a `config.json` says.
  fileprivate mutating func adopt(_ description: ModelDescription) {
    let pretrained = description.pretrained
    tag = pretrained.tag ?? tag
    if let size = pretrained.inputSize { (inputChannels, inputSize) = (size[0], ImageSize(size[1], size[2])) }
    testInputSize = pretrained.testInputSize.map { ImageSize($0[1], $0[2]) }
    fixedInputSize = pretrained.fixedInputSize ?? fixedInputSize
    cropFraction = pretrained.cropFraction ?? cropFraction
    testCropFraction = pretrained.testCropFraction
    cropMode = pretrained.cropMode ?? cropMode
    interpolation = pretrained.interpolation ?? interpolation
    mean = pretrained.mean ?? mean
    standardDeviation = pretrained.standardDeviation ?? standardDeviation
    classes = description.classes ?? classes
  }
}

extension ModelOptions {
  /// These options, and the arguments of a `config.json` where these say nothing.
  ///
  /// - Throws: `.weights` for arguments that make another model than can be made here.
  fileprivate func completed(by description: ModelDescription, at path: String) throws(BackboneError) -> ModelOptions {
    let arguments = description.arguments
    // Rates of dropout only matter while a model is trained.
    let unknown = arguments.others.filter { !$0.hasPrefix("drop_") && !$0.hasSuffix("_drop_rate") }
    guard unknown.isEmpty else {
      throw BackboneError(
        .weights,
        "'\(path)/config.json' changes the architecture by model_args that are not known here: "
          + unknown.joined(separator: ", "))
    }
    var completed = self
    if completed.pooling == nil, let pooling = arguments.pooling { completed.pooling = try Pooling(parsing: pooling) }
    completed.outputStride = outputStride ?? arguments.outputStride
    completed.inputChannels = inputChannels ?? arguments.inputChannels
    completed.inputSize = inputSize ?? arguments.imageSize.map { ImageSize($0[0], $0[1]) }
    return completed
  }
}
