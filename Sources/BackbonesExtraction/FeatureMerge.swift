internal import BackbonesCLibrary
package import BackbonesTensors

/// The parts of some folders as one run's.
package struct FeatureMerge: Sendable {
  private struct Part: Sendable {
    let name: PartName
    let folder: FeatureFolder
    let record: PartRecord
  }

  /// What the features are.
  package let manifest: Manifest
  private let inputs: InputRecord
  private let parts: [Part]

  package var partCount: Int { parts.count }
  package var pictures: Int { parts.reduce(0) { $0 + $1.record.pictures } }
  package var errors: Int { parts.reduce(0) { $0 + $1.record.errors } }

  /// Opens folders that tasks of one run have written, and checks that every part is there.
  ///
  /// - Throws: `.inputOutput` and `.malformedFile` where one is no such folder; `.invalidOption` where they are of different runs, or
  ///   parts are missing.
  package init(_ paths: [String]) throws(BackboneError) {
    let folders = try paths.map { (path) throws(BackboneError) in try FeatureFolder(path) }
    manifest = folders[0].manifest
    var found: [PartName: Part] = [:]
    var inputs: (record: InputRecord, folder: FeatureFolder)?
    for folder in folders {
      let differences = folder.manifest.differences(from: manifest)
      guard differences.isEmpty else {
        throw BackboneError(
          .invalidOption,
          "'\(folder.path)' is of another run than '\(folders[0].path)': "
            + differences.joined(separator: "; "))
      }
      if let record = try folder.inputs {
        if let inputs, inputs.record != record {
          throw BackboneError(
            .invalidOption,
            "'\(folder.path)' is of other inputs than '\(inputs.folder.path)', as \(InputRecord.name) says")
        }
        inputs = (record, folder)
      }
      for name in folder.parts {
        let part = Part(name: name, folder: folder, record: try folder.record(of: name))
        if let other = found[name], other.record != part.record {
          throw BackboneError(
            .invalidOption, "\(name) of '\(folder.path)' is another than that of '\(other.folder.path)'")
        }
        found[name] = found[name] ?? part
      }
    }
    guard let inputs else {
      throw BackboneError(
        .invalidOption, "no task has come to the end of its inputs: \(InputRecord.name) is missing. Extract again")
    }
    self.inputs = inputs.record
    let missing = Self.missing(of: inputs.record.units, in: found)
    guard missing.isEmpty else {
      throw BackboneError(
        .invalidOption,
        "\(missing.map(\.description).summary) \(missing.count == 1 ? "is" : "are") missing, of "
          + "\(inputs.record.units) in all: not all tasks are done")
    }
    parts = found.values.sorted { $0.name < $1.name }
  }

  private static func missing(of units: Int, in found: [PartName: Part]) -> [PartName] {
    let others = found.keys.filter { $0.unit >= units }
    var missing = others.isEmpty ? [] : [PartName(unit: units)]
    for unit in 0..<units where found[PartName(unit: unit)] == nil {
      var name = PartName(unit: unit, part: 0)
      while let part = found[name], part.record.isLast == false { name = PartName(unit: unit, part: name.part! + 1) }
      if found[name] == nil { missing.append(name.part == 0 ? PartName(unit: unit) : name) }
    }
    return missing
  }

  /// Checks that every part is what its record says.
  ///
  /// - Throws: `.malformedFile` and `.inputOutput` for the first that is not.
  package func check() throws(BackboneError) {
    for part in parts { try part.folder.check(part.name, part.record) }
  }

  /// Writes a folder as one run would have written it, byte for byte: whole, or not at all.
  ///
  /// - Parameters:
  ///   - destination: a folder that is not there.
  ///   - partSize: the run's pictures of a part; nil for all.
  /// - Throws: `.invalidOption` where the folder is there; `.inputOutput` where the system refuses.
  package func write(to destination: String, partSize: Int?) throws(BackboneError) {
    guard !fileExists(destination) else {
      throw BackboneError(.invalidOption, "'\(destination)' is there; name a folder that is not")
    }
    var manifest = manifest
    manifest.partSize = partSize ?? max(pictures, 1)
    let temporary = "\(destination).tmp"
    try Self.remove(temporary)
    try makeDirectory(temporary)
    do throws(BackboneError) {
      var joint = Joint(folder: temporary, manifest: manifest)
      for part in parts {
        var reader = try PartReader(part.folder, part.name)
        try joint.begin(part.name)
        while let (line, features) = try reader.next() { try joint.append(line, features) }
        try joint.end(part.record)
      }
      try joint.finish()
      try RecordCoding.write(manifest, to: "\(temporary)/\(Manifest.name)")
      try RecordCoding.write(
        InputRecord(sha256: inputs.sha256, units: joint.units), to: "\(temporary)/\(InputRecord.name)")
      guard rename(temporary, destination) == 0 else { throw .system("write", destination) }
    } catch {
      try? Self.remove(temporary)
      throw error
    }
  }

  /// Removes a folder that a merge has begun.
  private static func remove(_ folder: String) throws(BackboneError) {
    guard isDirectory(folder) else { return }
    for name in try namesInFolder(folder)
    where ["part-", Manifest.name, InputRecord.name].contains(where: name.hasPrefix) { unlink("\(folder)/\(name)") }
    guard rmdir(folder) == 0 else { throw .system("remove", folder) }
  }
}

/// Parts of another size made of parts.
private struct Joint {
  let folder: String
  let manifest: Manifest
  private(set) var units = 0
  private var files: PartFiles?
  /// The number of the open part within its archive.
  private var part: Int?

  init(folder: String, manifest: Manifest) { (self.folder, self.manifest) = (folder, manifest) }

  mutating func begin(_ name: PartName) throws(BackboneError) {
    guard (name.part ?? 0) == 0, name.part != nil || part != nil || files == nil else { return }
    try finish()
    if name.part != nil { try open(unit: units, part: 0) }
  }

  mutating func append(_ line: IndexLine, _ features: [[UInt8]]?) throws(BackboneError) {
    if let files, files.pictures == manifest.partSize {
      try files.finish(isLast: part.map { _ in false })
      self.files = nil
      if let part { try open(unit: units - 1, part: part + 1) }
    }
    if files == nil { try open(unit: units, part: nil) }
    try files!.append(line, features)
  }

  mutating func end(_ record: PartRecord) throws(BackboneError) {
    if record.isLast == true { try finish() }
  }

  /// Ends what is open.
  mutating func finish() throws(BackboneError) {
    try files?.finish(isLast: part.map { _ in true })
    (files, part) = (nil, nil)
  }

  private mutating func open(unit: Int, part: Int?) throws(BackboneError) {
    units = unit + 1
    self.part = part
    files = try PartFiles(folder, PartName(unit: unit, part: part), manifest)
  }
}
