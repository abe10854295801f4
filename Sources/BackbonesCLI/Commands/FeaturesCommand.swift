import ArgumentParser
import Backbones
import BackbonesHub

struct FeaturesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features",
    abstract: "Compute the feature pyramids of images, and draw them.",
    discussion: """
      Without --model and --weights, the model that comes with the command is used: EfficientNet-Lite0, trained on \
      ImageNet-1k. With --json, each image is one line.
      """)

  @Argument(help: ArgumentHelp("JPEG, PNG, WebP or TIFF files.", valueName: "image"))
  var images: [String]

  @OptionGroup var choice: ModelChoice

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Levels of the pyramid: 2,4 or -2.", valueName: "list"), transform: Parse.indices)
  var outIndices: [Int]?

  @Option(
    parsing: .unconditional, help: ArgumentHelp(OutputOptions.pyramidHelp, valueName: "list"), transform: Parse.strides)
  var pyramid: [ImageSize]?

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
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "Where to write the maps: a .safetensors file, or a folder with one per image.",
      valueName: "file|folder"))
  var destination: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How much patches are attended to, in place of a pyramid: numbers of attentions, 5,-1, or all joined, rollout.",
      valueName: "list"), transform: Parse.attention)
  var attention: [AttentionChoice]?

  @Option(help: ArgumentHelp("The PNG file to draw: the photo and the levels of its pyramid.", valueName: "file"))
  var picture: String?

  @Option(
    help: ArgumentHelp(
      "Show instead which pixels of the photo a cell depends on, OUTPUT:LINE,COLUMN or OUTPUT:TOKEN; may be repeated.",
      valueName: "cell"), transform: Parse.cell)
  var receptive: [RequestedCell] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Compute the picture at its own size, in tiles of so many pixels, a multiple of the strides; into -o FOLDER.",
      valueName: "N"), transform: Parse.number(from: 1))
  var tile: Int?

  @OptionGroup var photos: PhotoOptions
  @OptionGroup var compute: ComputeOptions
  @OptionGroup var format: FormatOptions

  /// The levels of an image.
  struct Result: Encodable {
    let image: String
    let file: String?
    let features: [Level]

    struct Level: Encodable {
      let index: Int
      let name: String
      let module: String
      let channels: Int
      let reduction: ImageSize
      /// How the feature point's map was resampled; nil where it is as it was.
      let resampling: String?
      let shape: [Int]

      /// What is written below its picture: `2  40 x 28 x 28`.
      var caption: String {
        "\(name.split(separator: ":")[1])  \(shape.dropFirst().map(String.init).joined(separator: " x "))"
      }
    }
  }

  func validate() throws {
    // Each says what is computed.
    let asked = [
      "--out-indices": outIndices != nil, "--pyramid": pyramid != nil, "--attention": attention != nil,
      "--receptive": !receptive.isEmpty,
    ].filter(\.value).keys.sorted()
    if asked.count > 1 { throw ValidationError("\(asked[0]) and \(asked[1]): give one of both.") }
    if attention != nil && outputStride != nil {
      throw ValidationError("--attention computes no maps, whose --output-stride is given.")
    }
    try validateTiles()
    if !receptive.isEmpty && destination != nil {
      throw ValidationError("--receptive computes no maps for -o; --picture draws what it finds.")
    }
    guard images.count > 1 else { return }
    if picture != nil { throw ValidationError("--picture draws one image, \(images.count) are given.") }
    guard let destination else { return }
    if destination.hasSuffix(".safetensors") {
      throw ValidationError("-o \(destination) is one file, \(images.count) images are given: name a folder.")
    }
    var sources: [String: String] = [:]
    for image in images {
      let file = mapFile(for: image, at: destination)
      if let other = sources.updateValue(image, forKey: file) {
        throw ValidationError("\(other) and \(image) would both be written to \(file).")
      }
    }
  }

  func run() throws {
    var progress = Progress()
    defer { progress.end() }
    progress.report("loading")
    if let destination, !destination.hasSuffix(".safetensors") { try makeDirectory(destination) }
    if let tile {
      var engine = compute.engine
      engine.strict = true
      let model = try choice.model(
        try choice.source(), options: ModelOptions(outputStride: outputStride), engine: engine)
      return try writeTiles(of: model, side: tile, to: destination!, &progress)
    }
    for file in images.compactMap({ image in destination.map { mapFile(for: image, at: $0) } })
      + (picture.map { [$0] } ?? [])
    {
      try checkWritable(file, bytes: 0)
    }
    let model = try choice.model(
      try choice.source(), options: ModelOptions(outputStride: outputStride, inputSize: size), engine: compute.engine)
    if let attention {
      try show(attention, of: model, &progress)
      return
    }
    let preprocessing = try model.preprocessing
    if !receptive.isEmpty { return try showReceptivePixels(of: model, preprocessing, &progress) }
    let levels = try self.levels(of: model)
    let names = levels.map(\.name)
    if let destination {
      // All maps lie on one disk.
      let graph = try model.graph(images: [1, model.inputChannels, model.inputSize.height, model.inputSize.width])
      let bytes = try graph.bytes(of: names)
      try checkWritable(mapFile(for: images[0], at: destination), bytes: images.count * bytes)
    }
    for (number, path) in images.enumerated() {
      progress.report("\(number + 1) of \(images.count): \(path)")
      let view = try photos.view(path, preprocessing)
      let maps = try model.outputs(names, of: try preprocessing.tensor(ofViews: [view]))
      let levels = levels.map(\.result)
      if let picture {
        progress.report("drawing \(picture)")
        let drawn = zip(levels, maps).map { level, map in
          FeaturePicture.Level(map: map.reshaped(TensorShape(Array(level.shape.dropFirst()))), caption: level.caption)
        }
        try FeaturePicture(photo: view, levels: drawn).draw().writePNG(to: picture)
      }
      let file = destination.map { mapFile(for: path, at: $0) }
      if let file { try SafetensorsFile.write(zip(levels, maps).map { (name: $0.name, tensor: $1) }, to: file) }
      progress.end()
      let result = Result(image: path, file: file, features: levels)
      try Console.show(result, asJSON: format.asJSON, onOneLine: true, (number > 0 ? "\n" : "") + text(of: result))
    }
  }

  /// The levels of one image, as outputs and as they are told.
  private func levels(of model: Model) throws -> [(name: OutputName, result: Result.Level)] {
    if let pyramid {
      return try model.pyramid(strides: pyramid).map { level in
        let result = Result.Level(
          index: level.index, name: level.name, module: level.module, channels: level.channels,
          reduction: level.stride, resampling: level.resampling, shape: level.shape)
        return (.stride(level.stride), result)
      }
    }
    let info = try model.featureInfo(outIndices: outIndices)
    let graph = try model.graph(images: [1, model.inputChannels, model.inputSize.height, model.inputSize.width])
    return info.outIndices.map { index in
      let feature = info.all[index]
      let result = Result.Level(
        index: index, name: OutputName.feature(index).description, module: feature.module,
        channels: feature.channels, reduction: feature.stride, resampling: nil,
        shape: graph.mapShape(ofFeature: index).channelsFirst.dimensions)
      return (.feature(index), result)
    }
  }

  /// The file for an image's maps.
  func mapFile(for image: String, at destination: String) -> String {
    if destination.hasSuffix(".safetensors") { return destination }
    return "\(destination)/\(stem(of: image)).safetensors"
  }

  /// A file's name without folder and extension.
  func stem(of image: String) -> String {
    let name = image.split(separator: "/").last ?? ""
    let stem = name.split(separator: ".").dropLast().joined(separator: ".")
    return stem.isEmpty ? String(name) : stem
  }

  private func text(of result: Result) -> String {
    var table = Table(
      ("index", .right), ("name", .left), ("module", .left), ("channels", .right), ("reduction", .right),
      ("shape", .left), (pyramid == nil ? "" : "resampling", .left))
    for level in result.features {
      table.add(
        "\(level.index)", level.name, level.module, "\(level.channels)", level.reduction.brief, joined(level.shape),
        pyramid == nil ? "" : level.resampling ?? "none")
    }
    return "\(result.image)\n\(table.text)"
  }
}
