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

  private struct Pictures {
    var listing: InputListing
    var archive: TarArchive?

    /// So many of those that follow, fewer at the end.
    mutating func next(_ count: Int) throws(BackboneError) -> [ImageSource] {
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
      return sources
    }
  }

  /// As `Extraction`'s.
  package init(
    _ model: Model, outputs: [(text: String, name: OutputName)], options: ExtractionOptions, type: ElementType
  ) throws(BackboneError) {
    pipeline = try Pipeline(model, outputs.map(\.name), options)
    (names, self.type) = (outputs.map(\.text), type)
  }

  /// Writes a line for each picture to a sink.
  package func run(
    _ inputs: [String], to sink: FileSink, observe: @escaping @Sendable (Extraction.Progress) -> Void
  ) throws(BackboneError) -> Extraction.Progress {
    let pictures = Mutex(Pictures(listing: InputListing(inputs)))
    let progress = Mutex(Extraction.Progress())
    let batch = pipeline.options.batch
    try pipeline.run { () throws(BackboneError) in
      let sources = try pictures.withLock { (pictures) throws(BackboneError) in try pictures.next(batch) }
      return sources.isEmpty ? nil : Pipeline.Chunk(sources: sources, context: ())
    } deliver: { (images, _) throws(BackboneError) in
      for image in images {
        let line = IndexLine(image)
        try sink.write(RecordCoding.line(image.bytes(as: type).map { line.with($0, of: names) } ?? line))
      }
      let now = progress.withLock { progress in
        progress.add(images)
        return progress
      }
      observe(now)
    }
    return progress.withLock { $0 }
  }
}
