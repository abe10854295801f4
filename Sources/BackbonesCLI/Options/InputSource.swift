import Backbones

/// Where a network's input comes from.
enum InputSource {
  /// Arithmetic on a seed.
  case synthetic(seed: UInt64)
  /// Images `[N, C, H, W]` of a file.
  case images(Tensor)

  /// Reads `synthetic:SEED`, or the images of a `.npy` or `.safetensors` file.
  init(parsing text: String) throws(BackboneError) {
    if let (seed, gain) = try SyntheticParameters.parse(text, as: "input") {
      guard gain == nil else {
        throw BackboneError(.invalidOption, "input '\(text)': a gain is for weights; expected synthetic:SEED")
      }
      self = .synthetic(seed: seed)
    } else if text.hasSuffix(".npy") {
      self = .images(try NumPyFile.read(text))
    } else if text.hasSuffix(".safetensors") {
      let file = try SafetensorsFile(contentsOf: text)
      let name = file.names.count == 1 ? file.names[0] : "input"
      guard file.names.contains(name) else {
        throw BackboneError(
          .invalidOption, "'\(text)' has \(file.names.count) tensors, expected one, or one named 'input'")
      }
      self = .images(try file.tensor(name))
    } else {
      throw BackboneError(.invalidOption, "input '\(text)': expected a .npy or .safetensors file, or synthetic:SEED")
    }
  }
}

extension InputSource {
  /// The images from which an archive's values were computed.
  init(recordedIn archive: any TensorArchive) throws(BackboneError) {
    guard archive.entry("input") != nil else {
      throw BackboneError(
        .invalidOption, "'\(archive.path)' has no tensor 'input'; give the images of its values by --input")
    }
    self = .images(try archive.tensor("input"))
  }

  /// Options of a model that takes this input.
  ///
  /// - Throws: `.invalidOption` where the caller asked for other images than the file has.
  func adjust(_ options: ModelOptions, batch: Int?) throws(BackboneError) -> ModelOptions {
    guard case .images(let images) = self else { return options }
    let shape = images.shape
    guard shape.rank == 4 else { throw BackboneError(.shape, "an input of shape \(shape); expected [N, C, H, W]") }
    let size = ImageSize(shape[2], shape[3])
    guard batch ?? shape[0] == shape[0], options.inputSize ?? size == size else {
      throw BackboneError(.invalidOption, "the input is \(shape): --batch and --size are for synthetic images")
    }
    var adjusted = options
    adjusted.inputSize = size
    return adjusted
  }

  /// The shape of the images for a model.
  func shape(for model: Model, batch: Int) -> TensorShape {
    switch self {
    case .images(let images): images.shape
    case .synthetic: [batch, model.inputChannels, model.inputSize.height, model.inputSize.width]
    }
  }

  /// The images, of a shape that the model has been asked about.
  func tensor(_ shape: TensorShape) throws(BackboneError) -> Tensor {
    switch self {
    case .images(let images): return images
    case .synthetic(let seed):
      return try SyntheticParameters.input(allocating: shape, seed: seed)
    }
  }
}
