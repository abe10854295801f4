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
  private let shard: Shard
  private let mostErrors: Int?
  private let state: Mutex<State>
  private let parts = Mutex<[PartName: PartFiles]>([:])
  private let progress = Mutex(Progress())

  /// - Parameters:
  ///   - manifest: what the features are, of this model.
  ///   - folder: where features go; made where there is none.
  ///   - mostErrors: pictures without features that are put up with; nil for any number.
  /// - Throws: as `model.preprocessing` and `model.outputs`.
  package init(
    _ model: Model, _ manifest: Manifest, options: ExtractionOptions, folder: String, shard: Shard, mostErrors: Int?,
    inputs: [String]
  ) throws(BackboneError) {
    let outputs = try manifest.outputs.map { (output) throws(BackboneError) in try OutputName(parsing: output.name) }
    pipeline = try Pipeline(model, outputs, options)
    (self.folder, self.manifest, self.shard, self.mostErrors) = (folder, manifest, shard, mostErrors)
    state = Mutex(State(inputs: InputListing(inputs), names: try Digest(.sha256)))
  }

  // MARK: - What is next

  /// Where a run is among its inputs.
  private struct State {
    var inputs: InputListing
    /// The digest of all that was listed, and whether that is everything.
    var names: Digest
    var isAtEnd = false
    /// The unit that follows, and an archive that came before it was full.
    var unit = 0
    var waiting: InputListing.Item?
    /// The part that pictures are taken of.
    var part: Part?
    var archive: Archive?
    /// Sources of the part that are not yet taken.
    var sources: ArraySlice<ImageSource> = []
    var deadline: ContinuousClock.Instant?

    mutating func nextInput() throws(BackboneError) -> InputListing.Item? {
      let item = try inputs.next()
      isAtEnd = item == nil
      if let item { Array("\(item.path)\n".utf8).withUnsafeBytes { names.update($0) } }
      return item
    }
  }

  /// An archive whose parts are being made.
  private struct Archive {
    var entries: TarArchive
    var name: PartName
    /// The first picture of the part.
    var first: ImageSource?
  }

  private struct Part {
    let name: PartName
    let sources: [ImageSource]
    let isLastOfArchive: Bool?
  }

  /// Which part a chunk is of, and whether it is the part's last.
  private struct Context: Sendable {
    let part: PartName
    let isLast: Bool
    let isLastOfArchive: Bool?
  }

  /// Reads the pictures of the shard's next part; nil at the end.
  private func nextPart(_ state: inout State) throws(BackboneError) -> Part? {
    while true {
      if let archive = state.archive {
        let (part, rest) = try nextPart(of: archive)
        state.archive = rest
        return part
      }
      var first = state.waiting
      state.waiting = nil
      if first == nil { first = try state.nextInput() }
      guard let first else { return nil }
      let unit = state.unit
      state.unit += 1
      let isMine = unit % shard.count == shard.index
      switch first {
      case .archive(let path):
        guard isMine else { continue }
        var entries = try TarArchive(path)
        let picture = try entries.next()
        state.archive = Archive(entries: entries, name: PartName(unit: unit, part: 0), first: picture)
      case .picture(let path):
        var paths = [path]
        while paths.count < manifest.partSize, let item = try state.nextInput() {
          guard case .picture(let path) = item else {
            state.waiting = item
            break
          }
          paths.append(path)
        }
        if isMine {
          return Part(name: PartName(unit: unit), sources: paths.map(ImageSource.file), isLastOfArchive: nil)
        }
      }
    }
  }

  /// Reads the pictures of an archive's part: none where the archive has none.
  private func nextPart(of archive: Archive) throws(BackboneError) -> (Part, rest: Archive?) {
    var rest = archive
    var sources = archive.first.map { [$0] } ?? []
    rest.first = nil
    while !sources.isEmpty, let source = try rest.entries.next() {
      guard sources.count < manifest.partSize else {
        rest.first = source
        break
      }
      sources.append(source)
    }
    let part = Part(name: archive.name, sources: sources, isLastOfArchive: rest.first == nil)
    rest.name = PartName(unit: archive.name.unit, part: archive.name.part! + 1)
    return (part, rest.first == nil ? nil : rest)
  }

  private func nextChunk(_ state: inout State) throws(BackboneError) -> Pipeline.Chunk<Context>? {
    if let deadline = state.deadline, ContinuousClock.now >= deadline || state.part == nil { return nil }
    while state.part == nil {
      guard let part = try nextPart(&state) else { return nil }
      if try isDone(part) {
        progress.withLock { $0.skipped += part.sources.count }
        continue
      }
      state.part = part
      state.sources = part.sources[...]
    }
    let part = state.part!
    let taken = state.sources.prefix(pipeline.options.batch)
    state.sources = state.sources.dropFirst(taken.count)
    let isLast = state.sources.isEmpty
    if isLast { state.part = nil }
    return Pipeline.Chunk(
      sources: Array(taken),
      context: Context(part: part.name, isLast: isLast, isLastOfArchive: part.isLastOfArchive))
  }

  /// Whether a part is whole, and of these pictures.
  private func isDone(_ part: Part) throws(BackboneError) -> Bool {
    let path = "\(folder)/\(part.name.record)"
    guard fileExists(path) else { return false }
    let record = try RecordCoding.read(PartRecord.self, from: path)
    let names = part.sources.map { $0.name + "\n" }.joined()
    guard try Digest.sha256(names) == record.inputs, record.isLast == part.isLastOfArchive else {
      throw BackboneError(
        .invalidOption,
        "'\(path)' is of other pictures than those named now; give another folder, or the same names")
    }
    return record.files.allSatisfy { fileSize("\(folder)/\($0.name)") == $0.bytes }
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
    try state.withLock { (state) throws(BackboneError) in try self.recordInputs(state) }
    return progress.withLock { $0 }
  }

  /// Begins no further part, and abandons the one at work where it is not done by then. Another call changes nothing.
  package func stop(by deadline: ContinuousClock.Instant) {
    state.withLock { $0.deadline = $0.deadline ?? deadline }
  }

  private func write(
    _ images: [ExtractedImage], _ context: Context, _ parts: inout [PartName: PartFiles]
  ) throws(BackboneError) {
    let files: PartFiles
    if let open = parts[context.part] {
      files = open
    } else {
      files = try PartFiles(folder, context.part, manifest)
    }
    parts[context.part] = context.isLast ? nil : files
    for image in images { try files.append(IndexLine(image), image.bytes(as: manifest.element)) }
    if context.isLast { try files.finish(isLast: context.isLastOfArchive) }
  }

  /// Says what all inputs are, once they are known.
  private func recordInputs(_ state: State) throws(BackboneError) {
    guard state.isAtEnd, state.part == nil, state.archive == nil else { return }
    try RecordCoding.write(
      InputRecord(sha256: state.names.finish(), units: state.unit), to: "\(folder)/\(InputRecord.name)")
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
    let path = "\(folder)/\(Manifest.name)"
    if fileExists(path) {
      let other = try RecordCoding.read(Manifest.self, from: path)
      let differences = manifest.differences(from: other)
      guard differences.isEmpty else {
        throw BackboneError(
          .invalidOption,
          "'\(folder)' has features of another run: \(differences.joined(separator: "; ")). Name another folder")
      }
      return
    }
    try RecordCoding.write(manifest, to: path)
  }
}

/// Bytes of a file; nil where there is none.
func fileSize(_ path: String) -> Int? {
  var status = stat()
  return stat(path, &status) == 0 ? Int(status.st_size) : nil
}
