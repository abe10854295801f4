public import BackbonesEngine
public import BackbonesTensors

/// Where a model's parameters come from.
public enum WeightSource: Sendable, CustomStringConvertible {
  /// A file of named tensors: safetensors, a checkpoint of PyTorch, or NumPy's `.npz`.
  case file(String)
  /// A directory in the hub's layout: `config.json` and a file of weights.
  case directory(String)
  /// Arithmetic on each parameter's name and a seed; see `SyntheticParameters`.
  case synthetic(seed: UInt64, gain: Double = SyntheticParameters.defaultGain)

  /// A source of the caller's own, or one that is open already.
  case source(any ParameterSource)

  /// Reads the text form: the path of a file or of a directory, or `synthetic:SEED[:GAIN]`. A path of nothing must end
  /// as files of weights do, so that a misspelt name is not taken for one.
  ///
  /// - Throws: `.invalidOption` for anything else, with the forms there are.
  public init(parsing text: String) throws(BackboneError) {
    if let (seed, gain) = try SyntheticParameters.parse(text, as: "weights") {
      self = .synthetic(seed: seed, gain: gain ?? SyntheticParameters.defaultGain)
    } else if isDirectory(text) {
      self = .directory(text)
    } else if fileExists(text) || ArchiveFormat.suffixes.contains(where: text.hasSuffix) {
      self = .file(text)
    } else {
      throw BackboneError(
        .invalidOption,
        "weights '\(text)': expected a file (\(ArchiveFormat.suffixes.joined(separator: ", "))), an existing "
          + "directory with config.json and model.safetensors, or synthetic:SEED[:GAIN]")
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
    case .file(let path): StateDictionary(try openArchive(at: path))
    case .directory(let path): StateDictionary(try openArchive(at: try ModelDirectory(path).weightsPath))
    case .synthetic(let seed, let gain): SyntheticParameters(seed: seed, gain: gain)
    case .source(let source): source
    }
  }
}
