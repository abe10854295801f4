internal import BackbonesCLibrary
internal import BackbonesDigests
internal import Synchronization
public import Backbones
public import BackbonesGraphs
package import BackbonesTensors

/// Features of many pictures in a folder, in parts that are whole or absent.
///
/// A unit is so many neighbouring pictures, or one archive. Parts are named after the number of their unit among all units.
/// Shards therefore write the same files as a single run, and an interrupted run is resumed part by part.
package final class Extraction: Sendable {
  /// Which of all units a task does: number `index`, and every `count`th after it.
  package struct Shard: Hashable, Sendable {
    package let index: Int
    package let count: Int

    package init(_ index: Int, of count: Int) { (self.index, self.count) = (index, count) }
  }

  /// How far a run is.
  package struct Progress: Sendable {
    /// Pictures done now, of which so many are without features.
    package var done = 0
    package var errors = 0
    /// Pictures of parts that were there.
    package var skipped = 0

    mutating func add(_ images: [ExtractedImage]) {
      done += images.count
      errors += images.count { if case .failure = $0.features { true } else { false } }
    }
  }

  private let pipeline: Pipeline
  private let folder: String
  private let manifest: Manifest
  private let type: ElementType
  private let shard: Shard
  private let mostErrors: Int?
  private let state: Mutex<State>
  private let parts = Mutex<[String: PartFiles]>([:])
  private let progress = Mutex(Progress())

  /// - Parameters:
  ///   - weights: what the manifest says of the weights.
  ///   - outputs: what is computed, and what files call it.
  ///   - folder: where features go; made where there is none.
  ///   - partSize: pictures of a part.
  ///   - mostErrors: pictures without features that are put up with; nil for any number.
  /// - Throws: as `model.preprocessing` and `model.outputs`.
  package init(
    _ model: Model, weights: String, version: String, outputs: [(text: String, name: OutputName)],
    options: ExtractionOptions, folder: String, format: FeatureFormat, type: ElementType, partSize: Int, shard: Shard,
    mostErrors: Int?, inputs: [String]
  ) throws(BackboneError) {
    pipeline = try Pipeline(model, outputs.map(\.name), options)
    (self.folder, self.type, self.shard, self.mostErrors) = (folder, type, shard, mostErrors)
    let preprocessing = try model.preprocessing
    let size = model.inputSize
    let program = try model.program(outputs.map(\.name), for: [1, model.inputChannels, size.height, size.width])
    manifest = Manifest(
      version: version, model: model.name, weights: weights,
      outputs: zip(outputs, program.outputShapes).map {
        Manifest.Output(name: $0.text, shape: Array($1.dimensions.dropFirst()))
      },
      preprocessing: Manifest.Preprocessing(
        inputSize: [preprocessing.inputChannels, size.height, size.width], interpolation: preprocessing.interpolation,
        cropFraction: preprocessing.cropFraction, cropMode: preprocessing.cropMode, mean: preprocessing.mean,
        standardDeviation: preprocessing.standardDeviation),
      format: format, type: type == .float16 ? "f16" : "f32", partSize: partSize)
    state = Mutex(State(inputs: InputListing(inputs)))
  }

  // MARK: - What is next

  /// Where a run is among its inputs.
  private struct State {
    var inputs: InputListing
    /// The unit that follows, and an archive that came before it was full.
    var unit = 0
    var waiting: InputListing.Item?
    /// The part that pictures are taken of.
    var part = ""
    var archive: (unit: Int, entries: TarArchive, part: Int)?
    /// Sources of the part that are not yet taken.
    var sources: ArraySlice<ImageSource> = []
    var deadline: ContinuousClock.Instant?
  }

  private struct Part {
    let name: String
    let sources: [ImageSource]
  }

  /// Which part a chunk is of, and whether it is the part's last.
  private struct Context: Sendable {
    let part: String
    let isLast: Bool
  }

  /// Reads the pictures of the shard's next part; nil at the end.
  private func nextPart(_ state: inout State) throws(BackboneError) -> Part? {
    while true {
      if var archive = state.archive {
        var sources: [ImageSource] = []
        while sources.count < manifest.partSize, let source = try archive.entries.next() { sources.append(source) }
        guard !sources.isEmpty else {
          state.archive = nil
          continue
        }
        let name = Self.name(unit: archive.unit, part: archive.part)
        archive.part += 1
        state.archive = archive
        return Part(name: name, sources: sources)
      }
      var first = state.waiting
      state.waiting = nil
      if first == nil { first = try state.inputs.next() }
      guard let first else { return nil }
      let unit = state.unit
      state.unit += 1
      let isMine = unit % shard.count == shard.index
      switch first {
      case .archive(let path):
        if isMine { state.archive = (unit, try TarArchive(path), 0) }
      case .picture(let path):
        var paths = [path]
        while paths.count < manifest.partSize, let item = try state.inputs.next() {
          guard case .picture(let path) = item else {
            state.waiting = item
            break
          }
          paths.append(path)
        }
        if isMine { return Part(name: Self.name(unit: unit, part: nil), sources: paths.map(ImageSource.file)) }
      }
    }
  }

  static func name(unit: Int, part: Int?) -> String {
    func digits(_ number: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(6 - text.count, 0)) + text
    }
    return "part-\(digits(unit))" + (part.map { "-\(digits($0))" } ?? "")
  }

  private func nextChunk(_ state: inout State) throws(BackboneError) -> Pipeline.Chunk<Context>? {
    if let deadline = state.deadline, ContinuousClock.now >= deadline || state.sources.isEmpty { return nil }
    while state.sources.isEmpty {
      guard let part = try nextPart(&state) else { return nil }
      if try isDone(part) {
        progress.withLock { $0.skipped += part.sources.count }
        continue
      }
      state.part = part.name
      state.sources = part.sources[...]
    }
    let taken = state.sources.prefix(pipeline.options.batch)
    state.sources = state.sources.dropFirst(taken.count)
    return Pipeline.Chunk(
      sources: Array(taken), context: Context(part: state.part, isLast: state.sources.isEmpty))
  }

  /// Whether a part is whole, and of these pictures.
  private func isDone(_ part: Part) throws(BackboneError) -> Bool {
    guard let record = try Self.record(of: part.name, in: folder) else { return false }
    let names = part.sources.map { $0.name + "\n" }.joined()
    guard try Digest.sha256(names) == record.inputs else {
      throw BackboneError(
        .invalidOption,
        "'\(folder)/\(part.name).json' is of other pictures than those named now; give another folder, or the same names"
      )
    }
    return record.files.allSatisfy { fileSize("\(folder)/\($0.name)") == $0.bytes }
  }

  static func record(of name: String, in folder: String) throws(BackboneError) -> PartRecord? {
    let path = PartFiles.record(of: name, in: folder)
    guard fileExists(path) else { return nil }
    return try RecordCoding.decode(PartRecord.self, from: try readFile(path), of: path)
  }

  // MARK: - Running

  /// Extracts what is not there yet.
  ///
  /// - Parameter observe: called with how far it is, by one thread at a time.
  /// - Throws: `.invalidOption` where the folder has features of another run; `.inputOutput` where something cannot be read or
  ///   written; `.image` where there are too many errors; and what no other picture would fare better with.
  package func run(observe: @escaping @Sendable (Progress) -> Void) throws(BackboneError) -> Progress {
    try makeDirectory(folder)
    try agreeWithFolder()
    defer { parts.withLock { $0.removeAll() } }  // what is not whole goes
    try pipeline.run { () throws(BackboneError) in
      try self.state.withLock { (state) throws(BackboneError) in try self.nextChunk(&state) }
    } deliver: { (images, context) throws(BackboneError) in
      try self.parts.withLock { (parts) throws(BackboneError) in try self.write(images, context, &parts) }
      observe(try self.count(images))
    }
    return progress.withLock { $0 }
  }

  /// Begins no further part, and abandons the one at work where it is not done by then. Another call changes nothing.
  package func stop(by deadline: ContinuousClock.Instant) {
    state.withLock { $0.deadline = $0.deadline ?? deadline }
  }

  private func write(
    _ images: [ExtractedImage], _ context: Context, _ parts: inout [String: PartFiles]
  ) throws(BackboneError) {
    let files: PartFiles
    if let open = parts[context.part] {
      files = open
    } else {
      files = try PartFiles(folder, context.part, manifest, type)
    }
    parts[context.part] = context.isLast ? nil : files
    for image in images { try files.append(image) }
    if context.isLast { _ = try files.finish() }
  }

  private func count(_ images: [ExtractedImage]) throws(BackboneError) -> Progress {
    let now = progress.withLock { progress in
      progress.add(images)
      return progress
    }
    if let mostErrors, now.errors > mostErrors {
      throw BackboneError(.image, "\(now.errors) pictures could not be read, \(mostErrors) are put up with")
    }
    return now
  }

  /// Writes the manifest, or checks that the folder's is the same.
  private func agreeWithFolder() throws(BackboneError) {
    let path = "\(folder)/manifest.json"
    if fileExists(path) {
      let other = try RecordCoding.decode(Manifest.self, from: try readFile(path), of: path)
      let differences = manifest.differences(from: other)
      guard differences.isEmpty else {
        throw BackboneError(
          .invalidOption,
          "'\(folder)' has features of another run: \(differences.joined(separator: "; ")). Name another folder")
      }
      return
    }
    let text = try RecordCoding.line(manifest)
    try replaceFile(at: path) { (sink) throws(BackboneError) in try sink.write(text) }
  }
}

/// Bytes of a file; nil where there is none.
func fileSize(_ path: String) -> Int? {
  var status = stat()
  return stat(path, &status) == 0 ? Int(status.st_size) : nil
}
