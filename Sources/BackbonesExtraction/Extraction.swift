internal import BackbonesCLibrary
internal import BackbonesDigests
internal import Synchronization
package import Backbones
internal import BackbonesGraphs
package import BackbonesTensors

/// Features of many pictures in a folder, in parts that are whole or absent.
///
/// A unit is so many neighbouring pictures, or one archive. Parts are named after the number of their unit among all units.
/// Shards therefore write the same files as a single run, and an interrupted run is resumed part by part.
package final class Extraction: Sendable {
  private let pipeline: Pipeline
  private let folder: String
  private let manifest: Manifest
  private let shard: Shard
  private let state: Mutex<State>
  private let parts = Mutex<[PartName: PartFiles]>([:])
  private let tally: Tally

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
    (self.folder, self.manifest, self.shard) = (folder, manifest, shard)
    tally = Tally(mostErrors: mostErrors)
    state = Mutex(State(units: try UnitListing(inputs, pictures: manifest.partSize)))
  }

  // MARK: - What is next

  /// Where a run is among its inputs.
  private struct State {
    var units: UnitListing
    /// The part that pictures are taken of.
    var part: Part?
    var archive: Archive?
    /// Sources of the part that are not yet taken.
    var sources: ArraySlice<ImageSource> = []
    var deadline: ContinuousClock.Instant?
  }

  /// An archive whose parts are being made.
  private struct Archive {
    var entries: TarArchive
    var name: PartName
    /// The first picture of the part.
    var first: ImageSource?
    /// How much of it was read, from 0 to 1.
    var read = 0.0
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
      guard let unit = try state.units.next() else { return nil }
      guard unit.number % shard.count == shard.index else { continue }
      switch unit.content {
      case .archive(let path):
        var entries = try TarArchive(path)
        let picture = try entries.next()
        state.archive = Archive(entries: entries, name: PartName(unit: unit.number, part: 0), first: picture)
      case .pictures(let paths):
        return Part(name: PartName(unit: unit.number), sources: paths.map(ImageSource.file), isLastOfArchive: nil)
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
    let read = (rest.first == nil ? 1 : rest.entries.position) - archive.read
    rest.read += read
    tally.update {
      $0.archived += sources.count
      $0.archives += read
    }
    return (part, rest.first == nil ? nil : rest)
  }

  private func nextChunk(_ state: inout State) throws(BackboneError) -> Pipeline.Chunk<Context>? {
    if let deadline = state.deadline, ContinuousClock.now >= deadline || state.part == nil { return nil }
    while state.part == nil {
      guard let part = try nextPart(&state) else { return nil }
      if try isDone(part) {
        tally.update { $0.skipped += part.sources.count }
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
    // A record that a fault of a disk has broken is none.
    guard fileExists(path), let record = try? RecordCoding.read(PartRecord.self, from: path) else { return false }
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
      observe(try self.tally.add(images))
    }
    try state.withLock { (state) throws(BackboneError) in try self.recordInputs(state) }
    return tally.progress
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
    guard state.units.isAtEnd, state.part == nil, state.archive == nil else { return }
    guard state.units.count > 0 else { throw BackboneError(.inputOutput, "there is no picture among the inputs") }
    try RecordCoding.write(state.units.record(), to: "\(folder)/\(InputRecord.name)")
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
