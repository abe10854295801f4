import ArgumentParser
import Backbones
import BackbonesCLibrary
import BackbonesDigests
import BackbonesExtraction
import BackbonesHub
import Dispatch

struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Compute the features of many pictures, into a folder.",
    discussion: """
      Inputs are pictures, folders, tar archives of pictures (webdataset), patterns, numbered files \
      (shard-{000..063}.tar), and lists (@list.txt; - for standard input). The folder gets parts of so many pictures, each \
      with an index, and a manifest. A part is whole or absent: the same command goes on where another was ended, and \
      several with --shard share the work. Pictures that cannot be read are lines of the index with their error.

      Without -o, --format jsonl prints a line for each picture, in order. With - as the only input, each line that comes in is \
      a picture and has its line, as soon as it is computed: a process may wait for it before it writes the next.

      --shard auto is a task of a Slurm array (SLURM_ARRAY_TASK_ID, _MIN, _MAX, _STEP, _COUNT), or of an indexed Kubernetes job \
      (JOB_COMPLETION_INDEX, with --shards N). With --shards N a task's number is its shard in Slurm too, so that a few \
      tasks can be submitted again.

      --merge FOLDER… checks parts, of one folder or of several tasks' folders: that all are there, and each is what its record \
      says. With -o it writes them as one run with all pictures in one part would have (or with --part-size N), to the \
      byte. --verify FOLDER computes some pictures anew, and names the first that differs in a bit.

      EXIT STATUS
        0    everything is there
        1    a mistake, or something that no other try will mend
        65   more pictures than --max-errors could not be read
        75   a full disk, a fault of a disk or of a server: another try may do, and goes on where this one was
        130, 143  ended by SIGINT or SIGTERM, which wait up to 20 s for the part at work
        64   the command was not understood
      """)

  @Argument(help: ArgumentHelp("Pictures and what has some; folders of features.", valueName: "input"))
  var inputs: [String]

  @OptionGroup var choice: ModelChoice

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The folder to write.", valueName: "folder"))
  var destination: String?

  @OptionGroup var chosen: OutputOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Height and width of the images, or one side of a square.", valueName: "HxW"),
    transform: Parse.size)
  var size: ImageSize?

  @Option(help: ArgumentHelp("npy, safetensors, tar (webdataset) or jsonl.", valueName: "name"))
  var format: FeatureFormat = .npy

  @Option(help: ArgumentHelp("f32 or f16.", valueName: "type"))
  var dtype: FeatureType = .f32

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Pictures of a part (default: 4096).", valueName: "N"),
    transform: Parse.number(from: 1))
  var partSize: Int?

  @Option(
    help: ArgumentHelp(
      "Which of N tasks this is, the first is 0/N; auto: as Slurm or Kubernetes says.", valueName: "I/N"))
  var shard: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("How many tasks there are, for --shard auto.", valueName: "N"),
    transform: Parse.number(from: 1))
  var shards: Int?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Pictures that may be unreadable.", valueName: "N"),
    transform: Parse.number(from: 0))
  var maxErrors: Int?

  @Flag(help: "Check the parts of folders, and with -o join them.")
  var merge = false

  @Flag(help: "Compute some of a folder's features anew, and compare.")
  var verify = false

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Pictures that --verify computes.", valueName: "N"),
    transform: Parse.number(from: 1))
  var sample = 64

  @Flag(help: "Decode large JPEGs at a part of their size: faster, and not timm's pixels to the bit.")
  var fastDecode = false

  @OptionGroup var batch: BatchOptions
  @OptionGroup var photos: PhotoOptions
  @OptionGroup var compute: ComputeOptions

  @Option(help: ArgumentHelp("How progress is shown: bar, plain, json or none.", valueName: "name"))
  var progress: ProgressStyle?

  enum FeatureType: String, ExpressibleByArgument, CaseIterable {
    case f32, f16
    var element: ElementType { self == .f16 ? .float16 : .float32 }
  }

  func validate() throws {
    if inputs.isEmpty { throw ValidationError("Which pictures? Give files, folders, lists or archives.") }
    if merge && verify { throw ValidationError("--merge or --verify, not both.") }
    if verify && (inputs.count > 1 || destination != nil) {
      throw ValidationError("--verify takes one folder of features, and writes nothing.")
    }
    if !merge && !verify && destination == nil && format != .jsonl {
      throw ValidationError("Where to? Give -o FOLDER, or --format jsonl to print lines.")
    }
    if shards != nil && shard != "auto" { throw ValidationError("--shards is for --shard auto.") }
    if shard != nil && destination == nil { throw ValidationError("--shard is for parts in a folder: give -o FOLDER.") }
    if case .failure(let error) = Result(catching: { () throws(BackboneError) in try chosenShard }) {
      throw ValidationError(error.message)
    }
  }

  private var chosenShard: Shard {
    get throws(BackboneError) {
      switch shard {
      case nil: Shard(0, of: 1)
      case "auto": try Shard(of: { getenv($0).map { String(cString: $0) } }, shards: shards)
      case let text?: try Shard(parsing: text)
      }
    }
  }

  func run() throws {
    do {
      if merge { return try mergeFolders() }
      if verify { return try verifyFolder() }
      try extract()
    } catch let error as BackboneError {
      guard let status = Self.status(of: error) else { throw error }
      try FileSink.standardError.write("error: \(error.message)\n")
      throw status
    }
    if let signal = notedSignal { throw ExitCode(128 + signal) }
  }

  private func extract() throws {
    let source = try choice.source()
    let (engine, options) = parallel
    let model = try Model(source, options: ModelOptions(inputSize: size), engine: engine)
    let graph = try model.graph(images: [1, model.inputChannels, model.inputSize.height, model.inputSize.width])
    let outputs = try chosen.requested(orElse: [.prelogits]).expanded(in: graph)
    let meter = ProgressMeter(progress ?? .usual)
    defer { meter.end() }
    let total = try extract(outputs, of: model, from: source, options, meter)
    if destination != nil { meter.conclude(total) }
  }

  /// Each processor has pictures of its own.
  var parallel: (EngineOptions, ExtractionOptions) {
    var engine = compute.engine
    var options = ExtractionOptions()
    options.processors = engine.threads
    options.fastDecode = fastDecode
    engine.threads = 1
    if let batch = batch.batch { options.batch = batch }
    if let maxPixels = photos.maxPixels { options.maxPixels = maxPixels }
    return (engine, options)
  }

  private func extract(
    _ outputs: [RequestedOutput], of model: Model, from source: ModelSource, _ options: ExtractionOptions,
    _ meter: ProgressMeter
  ) throws -> Extraction.Progress {
    guard let destination else {
      let outputs = outputs.map { (text: $0.text, name: $0.name) }
      let stream = try ExtractionStream(
        model, outputs: outputs, options: options, type: dtype.element, mostErrors: maxErrors)
      return try stream.run(inputs, to: .standardOutput) { meter.report($0) }
    }
    let manifest = try Manifest(
      of: model, weights: try source.weightsDigest, version: backbonesVersion, outputs: outputs.map(\.text),
      format: format, type: dtype.element, partSize: partSize ?? 4096, fastDecode: fastDecode)
    let (inputs, shard) = (inputs, try chosenShard)
    let extraction = try Extraction(
      model, manifest, options: options, folder: destination, shard: shard, mostErrors: maxErrors, inputs: inputs)
    noteSignals()
    if meter.isShown {
      // Beside the work: listing a large folder takes a while.
      DispatchQueue.global().async {
        let workload = try? Extraction.workload(of: inputs, shard: shard, partSize: manifest.partSize)
        if let workload { meter.expect(workload) }
      }
    }
    return try extraction.run { now in
      meter.report(now)
      if notedSignal != nil { extraction.stop(by: .now + .seconds(20)) }
    }
  }

  /// The exit status of an error where it is not 1.
  private static func status(of error: BackboneError) -> ExitCode? {
    if error.isTransient { return ExitCode(75) }
    return error.code == .image ? ExitCode(65) : nil
  }
}

extension FeatureFormat: ExpressibleByArgument {}

extension ModelSource {
  /// The SHA-256 of the weights' file, or what they are made of.
  var weightsDigest: String {
    get throws(BackboneError) {
      switch weights {
      case .file(let path): return try Digest.sha256(ofFile: path).digest
      case .directory(let path): return try Digest.sha256(ofFile: ModelDirectory(path).weightsPath).digest
      default: return "\(weights)"
      }
    }
  }
}
