internal import Synchronization
internal import BackbonesImages
package import Backbones
package import BackbonesGraphs
package import BackbonesTensors

/// Features of many pictures, a line of JSON each, in the order of the inputs.
package struct ExtractionStream: Sendable {
  private let pipeline: Pipeline
  private let names: [String]
  private let type: ElementType
  private let mostErrors: Int?

  /// Where pictures come from.
  private enum Pictures {
    case listed(InputListing, TarArchive?)
    /// Names that somebody writes, a picture each: there is a line out for each line in.
    case written(LineReader)

    /// So many of those that follow, fewer at the end.
    mutating func next(_ count: Int) throws(BackboneError) -> [ImageSource] {
      switch self {
      case .written(let lines):
        // Whoever writes may wait for what came of a line before the next.
        guard let first = try lines.next() else { return [] }
        var sources = [ImageSource.file(first)]
        while sources.count < count, let line = try lines.nextWithoutWaiting() { sources.append(.file(line)) }
        return sources
      case .listed(var listing, var archive):
        var sources: [ImageSource] = []
        while sources.count < count {
          if let picture = try archive?.next() {
            sources.append(picture)
            continue
          }
          archive = nil
          guard let item = try listing.next() else { break }
          switch item {
          case .picture(let path): sources.append(.file(path))
          case .archive(let path): archive = try TarArchive(path)
          }
        }
        self = .listed(listing, archive)
        return sources
      }
    }
  }

  /// As `Extraction`'s.
  package init(
    _ model: Model, outputs: [(text: String, name: OutputName)], options: ExtractionOptions, type: ElementType,
    mostErrors: Int?
  ) throws(BackboneError) {
    pipeline = try Pipeline(model, outputs.map(\.name), options)
    (names, self.type, self.mostErrors) = (outputs.map(\.text), type, mostErrors)
  }

  /// Writes a line for each picture to a sink, as soon as it is computed and those before it are written.
  ///
  /// - Parameter inputs: as `InputListing`'s; of `-` alone, each line is a picture.
  package func run(
    _ inputs: [String], to sink: FileSink, observe: @escaping @Sendable (Extraction.Progress) -> Void
  ) throws(BackboneError) -> Extraction.Progress {
    let pictures = Mutex<Pictures>(
      inputs == ["-"] ? .written(.standardInput) : .listed(try InputListing(inputs), nil))
    let tally = Tally(mostErrors: mostErrors)
    let batch = pipeline.options.batch
    try pipeline.run { () throws(BackboneError) in
      let sources = try pictures.withLock { (pictures) throws(BackboneError) in try pictures.next(batch) }
      return sources.isEmpty ? nil : Pipeline.Chunk(sources: sources, context: ())
    } deliver: { (images, _) throws(BackboneError) in
      for image in images {
        let line = IndexLine(image)
        try sink.write(RecordCoding.line(image.bytes(as: type).map { line.with($0, of: names) } ?? line))
      }
      observe(try tally.add(images))
    }
    return tally.progress
  }
}
