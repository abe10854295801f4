import ArgumentParser
import Backbones

/// How results are printed.
struct FormatOptions: ParsableArguments {
  @Flag(name: .customLong("json"), help: "Print JSON.")
  var asJSON = false
}

/// What differs from the model's configuration.
struct NetworkOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Height and width of the images, or one side of a square.", valueName: "HxW"),
    transform: Parse.size)
  var size: ImageSize?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The largest reduction of maps, 8, 16, 32 or HxW of these; later strides become dilation.", valueName: "N"),
    transform: Parse.outputStride)
  var outputStride: ImageSize?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Classes of the classifier; 0 for pooled features in place of scores.", valueName: "N"),
    transform: Parse.number(from: 0))
  var numClasses: Int?

  @Option(
    help: ArgumentHelp("The pooling: avg, max, avgmax, catavgmax, token, map or none.", valueName: "name"),
    transform: Pooling.init(parsing:))
  var globalPool: Pooling?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Channels of the images.", valueName: "N"),
    transform: Parse.number(from: 1))
  var inChans: Int?

  var model: ModelOptions {
    ModelOptions(
      classes: numClasses, pooling: globalPool, outputStride: outputStride, inputChannels: inChans, inputSize: size)
  }
}

/// Which photos are taken.
struct PhotoOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The most pixels of a photo, by default \(RasterImage.filePixelLimit).", valueName: "N"),
    transform: Parse.number(from: 1))
  var maxPixels: Int?

  /// A photo as the network sees it.
  func view(_ path: String, _ preprocessing: Preprocessing) throws(BackboneError) -> RasterImage {
    try preprocessing.view(contentsOf: path, maxPixels: maxPixels ?? RasterImage.filePixelLimit)
  }
}

/// How many images at once.
struct BatchOptions: ParsableArguments {
  @Option(
    parsing: .unconditional, help: ArgumentHelp("Images per batch.", valueName: "N"), transform: Parse.number(from: 1))
  var batch: Int?
}

/// Which outputs are meant.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Outputs, separated by commas: logits, feature:-1, stride:8, node:layer*.0.act1, ….", valueName: "list"),
    transform: Parse.outputs)
  var outputs: [RequestedOutput]?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Levels of the pyramid: 2,4 or -2.", valueName: "list"), transform: Parse.indices)
  var outIndices: [Int]?

  @Option(
    parsing: .unconditional, help: ArgumentHelp(OutputOptions.pyramidHelp, valueName: "list"), transform: Parse.strides)
  var pyramid: [ImageSize]?

  /// What a pyramid of given strides is.
  static let pyramidHelp =
    "Maps of exactly these strides, such as 4,8,16,32, of any model: chosen, or resampled where it has none."

  /// Whether anything was asked for.
  var isEmpty: Bool { outputs == nil && outIndices == nil && pyramid == nil }

  /// What was asked for, each once; `fallback` where nothing was.
  func requested(orElse fallback: [OutputName]) -> [RequestedOutput] {
    guard !isEmpty else {
      return fallback.map { RequestedOutput(text: $0.description, name: $0) }
    }
    let names = (outIndices ?? []).map { OutputName.feature($0) } + (pyramid ?? []).map { .stride($0) }
    return (outputs ?? []) + names.map { RequestedOutput(text: $0.description, name: $0) }
  }
}

extension Graph {
  /// Bytes of outputs, as files have them.
  func bytes(of names: [OutputName]) throws(BackboneError) -> Int {
    try Selection(names, of: self).outputShapes.reduce(0) { $0 + $1.count } * MemoryLayout<Float>.stride
  }
}

extension [RequestedOutput] {
  /// The outputs with patterns replaced by what they stand for, each once.
  func expanded(in graph: Graph) throws(BackboneError) -> [RequestedOutput] {
    var seen: Set<String> = []
    var result: [RequestedOutput] = []
    for output in self {
      let names = try output.name.expanded(in: graph)
      for name in names {
        let text = name == output.name ? output.text : name.description
        if seen.insert(text).inserted { result.append(RequestedOutput(text: text, name: name)) }
      }
    }
    return result
  }
}

/// How the engine computes.
struct ComputeOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads; default: as many as the process may use.", valueName: "N"),
    transform: Parse.number(from: 1, to: 1024))
  var threads: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The most memory of this process, such as 300MB; default: as is fastest.", valueName: "bytes"),
    transform: Parse.bytes)
  var memory: Int?

  @Flag(help: "Round less: no Winograd's and Strassen's methods, no sums of parallel branches' kernels.")
  var strict = false

  @Flag(help: "Keep weights as small as in their file: no methods whose weights are larger; halves stay halves.")
  var compact = false

  @Flag(help: "Choose methods by the set of instructions alone, so that all machines that have it give the same bits.")
  var portable = false

  @Option(
    help: ArgumentHelp(
      "Keep weights as they are packed for the kernels in files of this folder, and start with these: a later start packs nothing. "
        + "Default: as BACKBONES_PACKED_CACHE says, or none.",
      valueName: "folder"))
  var packedCache: String?

  var engine: EngineOptions {
    EngineOptions(
      threads: threads, strict: strict, compact: compact, portable: portable, memory: memory, packedCache: packedCache)
  }
}
