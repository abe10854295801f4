internal import BackbonesTensors

/// Reads what a part has of its pictures, in order.
struct PartReader {
  private enum Content {
    /// The rows of each output.
    case matrices([(bytes: any StoredBytes, row: Int)])
    case archive(TarArchive)
    case lines
  }

  private let manifest: Manifest
  private let index: MappedFile
  private var offset = 0
  private var content: Content

  /// - Throws: `.inputOutput` and `.malformedFile` where files are missing or are not of this part.
  init(_ folder: FeatureFolder, _ part: PartName) throws(BackboneError) {
    manifest = folder.manifest
    index = try MappedFile("\(folder.path)/\(part.index)")
    switch manifest.format {
    case .npy, .safetensors:
      let tensors =
        manifest.format == .safetensors ? try SafetensorsFile(contentsOf: "\(folder.path)/\(part.tensors)") : nil
      content = .matrices(
        try folder.manifest.outputs.map { (output) throws(BackboneError) in
          let stored: StoredTensor
          if let tensors {
            stored = try tensors.stored(output.name)
          } else {
            stored = try NumPyFile.stored("\(folder.path)/\(part.matrix(output.name))")
          }
          let row = output.shape.reduce(folder.manifest.element.size, *)
          guard let bytes = stored.rows(of: output.shape, folder.manifest.element) else {
            throw BackboneError(
              .malformedFile,
              "'\(folder.path)/\(part)': \(output.name) is not rows of \(output.shape) of \(folder.manifest.type)")
          }
          return (bytes, row)
        })
    case .tar: content = .archive(try TarArchive("\(folder.path)/\(part.archive)"))
    case .jsonl: content = .lines
    }
  }

  /// The next picture's line, and the bytes of each output; nil at the end.
  ///
  /// - Throws: `.malformedFile` where something is not as `PartFiles` writes it.
  mutating func next(
    withFeatures: Bool = true
  ) throws(BackboneError) -> (line: IndexLine, features: [[UInt8]]?)? {
    guard let text = nextLine() else { return nil }
    let line = try RecordCoding.decode(IndexLine.self, from: text, of: index.path)
    guard let row = line.row, withFeatures else { return (line, nil) }
    func fault(_ what: String) -> BackboneError {
      BackboneError(.malformedFile, "'\(index.path)': row \(row), \(line.input.quoted), \(what)")
    }
    switch content {
    case .matrices(let matrices):
      return (
        line,
        try matrices.map { (bytes, size) throws(BackboneError) in
          guard row >= 0, (row + 1) * size <= bytes.bytes.count else { throw fault("is not in the matrix") }
          return [UInt8](UnsafeRawBufferPointer(rebasing: bytes.bytes[row * size..<(row + 1) * size]))
        }
      )
    case .archive(var archive):
      defer { content = .archive(archive) }
      var features: [[UInt8]] = []
      for output in manifest.outputs {
        let size = output.shape.reduce(manifest.element.size, *)
        guard let (name, part) = try archive.nextFile(), name.hasSuffix(".npy"), part.bytes.count >= size else {
          throw fault("is not in the archive")
        }
        features.append([UInt8](part.bytes.suffix(size)))
      }
      guard try archive.nextFile()?.name.hasSuffix(".json") == true else { throw fault("is not in the archive") }
      return (line, features)
    case .lines:
      let features = manifest.outputs.compactMap { line.features?[$0.name].flatMap(RecordCoding.bytes(ofBase64:)) }
      guard zip(manifest.outputs, features).allSatisfy({ $0.shape.reduce(manifest.element.size, *) == $1.count }),
        features.count == manifest.outputs.count
      else { throw fault("has not all outputs") }
      return (line, features)
    }
  }

  /// Passes over some pictures.
  mutating func skip(_ count: Int) throws(BackboneError) {
    for _ in 0..<count {
      if case .archive = content { _ = try next() } else { _ = nextLine() }
    }
  }

  private mutating func nextLine() -> [UInt8]? {
    defer { withExtendedLifetime(index) {} }
    guard offset < index.bytes.count else { return nil }
    let rest = index.bytes[offset...]
    let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
    defer { offset = end + 1 }
    return [UInt8](rest[..<end])
  }
}
