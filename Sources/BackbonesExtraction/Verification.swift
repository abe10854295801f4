internal import BackbonesDigests
internal import Synchronization
package import Backbones
package import BackbonesTensors
internal import BackbonesGraphs

/// What came of computing some of a folder's features anew.
package struct Verification: Sendable {
  /// Pictures that were computed.
  package let pictures: Int
  /// The first difference, with its picture and element; nil if all bits are equal.
  package let difference: String?
}

extension FeatureFolder {
  /// What is said of a picture.
  private struct Claim: Sendable {
    let place: String
    let line: IndexLine
    let features: [[UInt8]]?
  }

  /// Computes the features of some pictures, evenly spread over all, and compares bits, digests of files, and errors.
  ///
  /// - Parameters:
  ///   - model: the model that the manifest names.
  ///   - weights: what is said of its weights.
  ///   - sample: at most so many pictures.
  /// - Throws: `.invalidOption` where the model is another than the manifest's; what reading parts throws.
  package func verify(
    with model: Model, weights: String, sample: Int, options: ExtractionOptions
  ) throws(BackboneError) -> Verification {
    let mine = try Manifest(
      of: model, weights: weights, version: manifest.version, outputs: manifest.outputs.map(\.name),
      format: manifest.format, type: manifest.element, partSize: manifest.partSize,
      fastDecode: manifest.preprocessing.fastDecode)
    var options = options
    options.fastDecode = manifest.preprocessing.fastDecode
    let differences = mine.differences(from: manifest)
    guard differences.isEmpty else {
      throw BackboneError(
        .invalidOption, "'\(path)' has features of another model: here \(differences.joined(separator: "; "))")
    }
    let outputs = try manifest.outputs.map { (output) throws(BackboneError) in try OutputName(parsing: output.name) }
    let claims = Mutex(try claims(sample)[...])
    let difference = Mutex<String?>(nil)
    let finder = SourceFinder()
    let batch = options.batch
    let count = claims.withLock(\.count)
    try Pipeline(model, outputs, options).run { () throws(BackboneError) -> Pipeline.Chunk<[Claim]>? in
      try claims.withLock { (claims) throws(BackboneError) -> Pipeline.Chunk<[Claim]>? in
        let taken = claims.prefix(batch)
        claims = claims.dropFirst(taken.count)
        guard !taken.isEmpty else { return nil }
        let sources = try taken.map { (claim) throws(BackboneError) in try finder.source(claim.line.input) }
        return Pipeline.Chunk(sources: sources, context: Array(taken))
      }
    } deliver: { (images, claims) throws(BackboneError) in
      for (image, claim) in zip(images, claims) {
        let text = self.difference(of: image, from: claim)
        difference.withLock { $0 = $0 ?? text }
      }
    }
    return Verification(pictures: count, difference: difference.withLock { $0 })
  }

  /// The lines of so many pictures, evenly spread over all.
  private func claims(_ sample: Int) throws(BackboneError) -> [Claim] {
    let records = try parts.map { (part) throws(BackboneError) in (part, try record(of: part)) }
    let total = records.reduce(0) { $0 + $1.1.pictures }
    let count = min(sample, total)
    var wanted = (0..<count).map { count == 1 ? 0 : $0 * (total - 1) / (count - 1) }[...]
    var (claims, first): ([Claim], Int) = ([], 0)
    for (part, record) in records {
      defer { first += record.pictures }
      guard let next = wanted.first, next < first + record.pictures else { continue }
      var reader = try PartReader(self, part)
      var position = first
      while let next = wanted.first, next < first + record.pictures {
        try reader.skip(next - position)
        guard let (line, features) = try reader.next() else {
          throw BackboneError(.malformedFile, "'\(path)/\(part.index)' has fewer pictures than its record")
        }
        position = next + 1
        wanted = wanted.dropFirst()
        let place = line.row.map { "row \($0)" } ?? "line \(next - first + 1)"
        claims.append(
          Claim(place: "\(place) of '\(path)/\(part)', \(line.input.quoted)", line: line, features: features))
      }
    }
    return claims
  }

  /// The first difference between a computed picture and its line and features; nil if there is none.
  private func difference(of image: ExtractedImage, from claim: Claim) -> String? {
    if case .failure(let error) = image.features, claim.line.status != error.code.description {
      return "\(claim.place): \(error.message)"
    }
    if image.digest != claim.line.sha256 { return "\(claim.place): the picture is another file than it was" }
    guard let features = image.bytes(as: manifest.element) else { return nil }
    guard let claimed = claim.features else { return "\(claim.place): it can be read now, and has no features" }
    for ((output, computed), stored) in zip(zip(manifest.outputs, features), claimed) where computed != stored {
      let byte = zip(computed, stored).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? 0
      return "\(claim.place): element \(byte / manifest.element.size) of \(output.name) is not what is computed"
    }
    return nil
  }
}

/// Finds pictures by the names that an index has.
private final class SourceFinder: Sendable {
  private let archive = Mutex<(path: String, entries: TarArchive)?>(nil)

  func source(_ name: String) throws(BackboneError) -> ImageSource {
    if fileExists(name) { return .file(name) }
    for separator in name.ranges(of: ".tar/") {
      let path = String(name[..<name.index(before: separator.upperBound)])
      guard fileExists(path), !isDirectory(path) else { continue }
      return try archive.withLock { (archive) throws(BackboneError) in
        // Names come in the order of the archive.
        if archive?.path == path, let found = try archive?.entries.first(named: name) { return found }
        archive = (path, try TarArchive(path))
        return try archive?.entries.first(named: name) ?? .file(name)
      }
    }
    return .file(name)
  }
}

extension TarArchive {
  /// The next picture of a name.
  fileprivate mutating func first(named name: String) throws(BackboneError) -> ImageSource? {
    while let source = try next() {
      if source.name == name { return source }
    }
    return nil
  }
}
