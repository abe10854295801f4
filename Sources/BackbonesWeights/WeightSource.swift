public import BackbonesEngine
public import BackbonesTensors

/// Where a model's parameters come from.
public enum WeightSource: Sendable, CustomStringConvertible {
  /// A `.safetensors` file.
  case file(String)
  /// A directory in the hub's layout: `config.json` and a `.safetensors` file.
  case directory(String)
  /// Arithmetic on each parameter's name and a seed; see `SyntheticParameters`.
  case synthetic(seed: UInt64, gain: Double = SyntheticParameters.defaultGain)

  /// A source of the caller's own, or one that is open already.
  case source(any ParameterSource)

  /// Reads the text form: a path that ends in `.safetensors`, a directory's path, or
  /// `synthetic:SEED[:GAIN]`.
  ///
  /// - Throws: `.invalidOption` for anything else, with the forms there are.
  public init(parsing text: String) throws(BackboneError) {
    if let (seed, gain) = try SyntheticParameters.parse(text, as: "weights") {
      self = .synthetic(seed: seed, gain: gain ?? SyntheticParameters.defaultGain)
    } else if isDirectory(text) {
      self = .directory(text)
    } else if text.hasSuffix(".safetensors") {
      self = .file(text)
    } else {
      throw BackboneError(
        .invalidOption,
        "weights '\(text)': expected a .safetensors file, an existing directory with config.json and "
          + "model.safetensors, or synthetic:SEED[:GAIN]")
    }
  }

  /// The text form.
  public var description: String {
    switch self {
    case .file(let path), .directory(let path): path
    case .synthetic(let seed, let gain): SyntheticParameters(seed: seed, gain: gain).description
    case .source(let source): "\(source)"
    }
  }

  /// Opens the source. Parameters are read, or made, when they are asked for.
  ///
  /// - Throws: `.inputOutput` and `.malformedFile` where files cannot be read.
  public func open() throws(BackboneError) -> any ParameterSource {
    switch self {
    case .file(let path): StateDictionary(try SafetensorsFile(contentsOf: path))
    case .directory(let path): StateDictionary(try SafetensorsFile(contentsOf: try ModelDirectory(path).weightsPath))
    case .synthetic(let seed, let gain): SyntheticParameters(seed: seed, gain: gain)
    case .source(let source): source
    }
  }
}
