internal import BackbonesDigests
package import BackbonesTensors

/// A folder that `backbones extract` has written.
package struct FeatureFolder: Sendable {
  /// Where it is.
  package let path: String
  /// What its features are.
  package let manifest: Manifest
  /// Its parts that are whole, in order.
  let parts: [PartName]

  /// - Throws: `.inputOutput` and `.malformedFile` where the folder is none.
  package init(_ path: String) throws(BackboneError) {
    self.path = path
    guard fileExists("\(path)/\(Manifest.name)") else {
      let fault = isDirectory(path) ? "has no \(Manifest.name)" : "is no folder"
      throw BackboneError(.inputOutput, "'\(path)' \(fault), which 'backbones extract' writes")
    }
    manifest = try RecordCoding.read(Manifest.self, from: "\(path)/\(Manifest.name)")
    parts = try namesInFolder(path).compactMap(PartName.init(ofRecord:)).sorted()
  }

  /// What all inputs were; nil where no task has come to their end.
  var inputs: InputRecord? {
    get throws(BackboneError) {
      let file = "\(path)/\(InputRecord.name)"
      return fileExists(file) ? try RecordCoding.read(InputRecord.self, from: file) : nil
    }
  }

  func record(of part: PartName) throws(BackboneError) -> PartRecord {
    try RecordCoding.read(PartRecord.self, from: "\(path)/\(part.record)")
  }

  /// Checks that a part is what its record says: files, rows and names.
  ///
  /// - Throws: `.malformedFile` and `.inputOutput` where it is not.
  func check(_ part: PartName, _ record: PartRecord) throws(BackboneError) {
    for file in record.files {
      let (digest, bytes) = try Digest.sha256(ofFile: "\(path)/\(file.name)")
      guard digest == file.sha256 else {
        throw torn(
          part, "'\(path)/\(file.name)' has \(bytes) bytes with another SHA-256 than its record's \(file.bytes)")
      }
    }
    var reader = try PartReader(self, part)
    let names = try Digest(.sha256)
    var (pictures, rows) = (0, 0)
    while let (line, _) = try reader.next(withFeatures: manifest.format == .tar) {
      Array("\(line.input)\n".utf8).withUnsafeBytes { names.update($0) }
      pictures += 1
      guard line.row == nil || line.row == rows else {
        throw torn(part, "'\(path)/\(part.index)' has row \(line.row ?? 0) where \(rows) is expected")
      }
      if line.row != nil { rows += 1 }
    }
    guard pictures == record.pictures, rows == record.pictures - record.errors, names.finish() == record.inputs else {
      throw torn(part, "'\(path)/\(part.index)' has other pictures than its record")
    }
  }

  private func torn(_ part: PartName, _ fault: String) -> BackboneError {
    BackboneError(.malformedFile, "\(fault). Remove \(part.record) and extract again: only this part is made anew")
  }
}
