import ArgumentParser
import Backbones
import BackbonesHub

struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Write weights as timm and this package have them.",
    discussion: """
      IN is what --model and --weights take: a name, a folder, or a file of weights, also one of another project, whose \
      names and shapes become timm's. OUT is a .safetensors file, or a folder, which gets model.safetensors and config.json: \
      timm loads it as local-dir:OUT. A classifier of other classes than the weights have is new, and so is what the report \
      calls so.
      """)

  @Argument(help: ArgumentHelp("The weights.", valueName: "in"))
  var source: String

  @Argument(help: ArgumentHelp("A .safetensors file or a folder.", valueName: "out"))
  var destination: String

  @Option(help: ArgumentHelp("The model that a file is for, where it does not tell.", valueName: "name"))
  var model: String?

  @Option(name: .customLong("dtype"), help: "How numbers are stored: f32, f16 or bf16.")
  var type = StoredType.f32

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Classes of the classifier; 0 for none.", valueName: "N"),
    transform: Parse.number(from: 0))
  var numClasses: Int?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Channels of the images.", valueName: "N"),
    transform: Parse.number(from: 1))
  var inChans: Int?

  @Flag(help: ModelChoice.verboseHelp)
  var verbose = false

  @OptionGroup var format: FormatOptions

  enum StoredType: String, ExpressibleByArgument, CaseIterable {
    case f32, f16, bf16
    var element: ElementType {
      switch self {
      case .f32: .float32
      case .f16: .float16
      case .bf16: .bfloat16
      }
    }
  }

  private struct Report: Encodable {
    let path: String
    let model: String
    /// Whose names and shapes the weights had; null for timm's.
    let origin: String?
    let tensors: Int
    let bytes: Int
    /// Parameters that the weights do not have.
    let new: [String]
  }

  func run() throws {
    var progress = Progress()
    defer { progress.end() }
    progress.report("converting")
    let found = try withHub { hub in
      try model == nil ? hub.source(of: source) : hub.source(of: model, weights: source)
    }
    let options = ModelOptions(classes: numClasses, inputChannels: inChans)
    let converted = try ConvertedModel(
      found.name, weights: found.weights, options: options.completed(by: found.options))
    if destination.hasSuffix(".safetensors") {
      try converted.write(to: destination, as: type.element)
    } else {
      try converted.write(toFolder: destination, as: type.element)
    }
    progress.end()
    if verbose { try Console.explain(converted.source) }
    let report = Report(
      path: destination, model: converted.name, origin: (converted.source as? StateDictionary)?.origin,
      tensors: converted.tensorCount, bytes: converted.byteCount(as: type.element), new: converted.new)
    let size = Double(report.bytes).engineering("B")
    let origin = report.origin.map { ", from the names of \($0)" } ?? ""
    let new = report.new.isEmpty ? "" : "new: \(report.new.joined(separator: ", "))\n"
    try Console.show(
      report, asJSON: format.asJSON,
      "\(report.path): \(report.model), \(report.tensors) tensors, \(size)\(origin)\n\(new)")
  }
}
