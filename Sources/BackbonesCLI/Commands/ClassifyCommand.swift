import ArgumentParser
import Backbones
import BackbonesHub

struct ClassifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Classify images: print the most probable classes of each.",
    discussion: """
      Without --model and --weights, the model that comes with the command is used: EfficientNet-Lite0, trained on \
      ImageNet-1k. Weights of a model by name are downloaded once. Names of classes are those of the weights' config.json, \
      or ImageNet's. With --json, each image is one line.
      """)

  @Argument(help: ArgumentHelp("JPEG, PNG, WebP or TIFF files.", valueName: "image"))
  var images: [String]

  @OptionGroup var choice: ModelChoice

  @Option(
    parsing: .unconditional, help: ArgumentHelp("How many classes to print.", valueName: "N"),
    transform: Parse.number(from: 1))
  var top = 5

  @OptionGroup var photos: PhotoOptions
  @OptionGroup var compute: ComputeOptions
  @OptionGroup var format: FormatOptions

  /// What is on an image.
  struct Result: Encodable {
    let image: String
    let top: [Class]

    struct Class: Encodable {
      let index: Int
      let label: String?
      let probability: Double
    }
  }

  func run() throws {
    var progress = Progress()
    defer { progress.end() }
    progress.report("loading")
    let source = try choice.source()
    let model = try choice.model(source, options: ModelOptions(), engine: compute.engine)
    let labels = model.labels
    let preprocessing = try model.preprocessing
    for (number, path) in images.enumerated() {
      progress.report("\(number + 1) of \(images.count): \(path)")
      let logits = try model(try preprocessing.tensor(ofViews: [try photos.view(path, preprocessing)]))
      guard logits.shape.rank == 2, model.configuration.classes > 0 else {
        throw BackboneError(.invalidOption, "\(model.name) has no classes: it gives features; see 'backbones features'")
      }
      let classes = try Prediction.top(top, of: logits)[0].map { prediction in
        Result.Class(
          index: prediction.index, label: labels.indices.contains(prediction.index) ? labels[prediction.index] : nil,
          probability: prediction.probability)
      }
      progress.end()
      let result = Result(image: path, top: classes)
      try Console.show(result, asJSON: format.asJSON, onOneLine: true, (number > 0 ? "\n" : "") + text(of: result))
    }
  }

  private func text(of result: Result) -> String {
    var table = Table(("", .right), (result.image, .left))
    for found in result.top {
      table.add("\((found.probability * 100).fixed(1)) %", found.label ?? "class \(found.index)")
    }
    return table.text
  }
}
