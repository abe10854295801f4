import ArgumentParser
import Backbones

/// Which model, with which weights.
struct ModelChoice: ParsableArguments {
  @Option(help: ArgumentHelp("A model's name; see 'backbones list'.", valueName: "name"))
  var model: String?

  @Option(help: ModelChoice.weightsHelp)
  var weights: String?

  /// What weights may be.
  static let weightsHelp = ArgumentHelp(
    "A file (.safetensors, PyTorch's .pth, .npz), a folder with config.json and weights, or synthetic:SEED[:GAIN].",
    valueName: "weights")

  /// The weights chosen; `fallback` where none are.
  func source(orElse fallback: WeightSource? = nil) throws -> WeightSource {
    if let weights { return try WeightSource(parsing: weights) }
    if let fallback { return fallback }
    if let model {
      throw ValidationError(
        "Which weights for \(model)? Give a file or folder, as in '--model \(model) --weights \(model).safetensors', or "
          + "'--weights synthetic:0' to try it. Without --model, the model that comes with the command is used.")
    }
    return .directory(try Resources.embeddedModel)
  }
}

extension WeightSource {
  /// The classes' names, where a directory has them.
  var labels: [String]? {
    get throws(BackboneError) {
      guard case .directory(let path) = self else { return nil }
      return try ModelDirectory(path).description.labels
    }
  }
}
