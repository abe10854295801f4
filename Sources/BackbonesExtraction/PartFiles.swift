internal import BackbonesDigests
internal import BackbonesTensors

/// The files of a part while it is made. They take their places together at the end, and the record last.
final class PartFiles {
  private let folder: String
  private let name: PartName
  private let manifest: Manifest
  private let index: PendingFile
  /// Rows of each output; none where the format has other files.
  private let matrices: [PendingFile]
  private let archive: PendingFile?
  private var lines: [String] = []
  private var rows = 0
  private(set) var pictures = 0
  private var inputs: Digest

  init(_ folder: String, _ name: PartName, _ manifest: Manifest) throws(BackboneError) {
    (self.folder, self.name, self.manifest) = (folder, name, manifest)
    index = try PendingFile(for: "\(folder)/\(name.index)")
    switch manifest.format {
    case .npy, .safetensors:
      matrices = try manifest.outputs.map { (output) throws(BackboneError) in
        try PendingFile(for: "\(folder)/\(name.matrix(output.name))")
      }
      archive = nil
    case .tar: (matrices, archive) = ([], try PendingFile(for: "\(folder)/\(name.archive)"))
    case .jsonl: (matrices, archive) = ([], nil)
    }
    inputs = try Digest(.sha256)
    if manifest.format == .npy {
      for (matrix, output) in zip(matrices, manifest.outputs) {
        try matrix.sink.write(header(output, rows: manifest.partSize))
      }
    }
  }

  private func header(_ output: Manifest.Output, rows: Int) -> [UInt8] {
    let most = NumPyFile.header(of: [manifest.partSize] + output.shape, as: manifest.element).count
    return NumPyFile.header(of: [rows] + output.shape, as: manifest.element, length: most)
  }

  /// Takes what came of the next picture: its line, and the bytes of each output where it has features.
  func append(_ line: IndexLine, _ features: [[UInt8]]?) throws(BackboneError) {
    Array("\(line.input)\n".utf8).withUnsafeBytes { inputs.update($0) }
    pictures += 1
    var line = line
    line.row = features == nil ? nil : rows
    line.features = nil
    if let features {
      rows += 1
      switch manifest.format {
      case .npy, .safetensors: for (matrix, bytes) in zip(matrices, features) { try matrix.sink.write(bytes) }
      case .tar: try append(features, line)
      case .jsonl: line = line.with(features, of: manifest.outputs.map(\.name))
      }
    }
    try index.sink.write(RecordCoding.line(line))
  }

  /// Gives all files their places. They are on the disk before the record is there: a loss of power leaves no part that only seems whole.
  ///
  /// - Parameter isLast: for an archive, whether this is the last of its parts.
  func finish(isLast: Bool?) throws(BackboneError) {
    var names: [String] = []
    switch manifest.format {
    case .npy:
      for (matrix, output) in zip(matrices, manifest.outputs) {
        try matrix.overwriteStart(header(output, rows: rows))
        try matrix.commit(durably: true)
        names.append(name.matrix(output.name))
      }
    case .safetensors:
      try writeTensors(to: "\(folder)/\(name.tensors)")
      names.append(name.tensors)
    case .tar:
      try archive!.sink.write([UInt8](repeating: 0, count: 1024))
      try archive!.commit(durably: true)
      names.append(name.archive)
    case .jsonl: break
    }
    try index.commit(durably: true)
    names.append(name.index)
    let files = try names.map { (name) throws(BackboneError) in
      let (digest, bytes) = try Digest.sha256(ofFile: "\(folder)/\(name)")
      return PartRecord.File(name: name, bytes: bytes, sha256: digest)
    }
    try RecordCoding.write(
      PartRecord(
        pictures: pictures, errors: pictures - rows, files: files, inputs: inputs.finish(), isLast: isLast),
      to: "\(folder)/\(name.record)")
  }

  /// The rows of all outputs as tensors of one file.
  private func writeTensors(to path: String) throws(BackboneError) {
    let shapes = manifest.outputs.map { (name: $0.name, shape: TensorShape([rows] + $0.shape)) }
    let order = shapes.indices.sorted { shapes[$0].name < shapes[$1].name }
    let text = try SafetensorsFile.header(of: order.map { shapes[$0] }, as: manifest.element, path: path)
    try replaceFile(at: path, durably: true) { (sink) throws(BackboneError) in
      try sink.write(text)
      var buffer = [UInt8](repeating: 0, count: 1 << 20)
      for output in order {
        let count = shapes[output].shape.count * manifest.element.size
        var offset = 0
        while offset < count {
          let piece = min(buffer.count, count - offset)
          try buffer.withUnsafeMutableBufferPointer { (bytes) throws(BackboneError) in
            let bytes = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(bytes)[..<piece])
            try matrices[output].read(at: offset, into: bytes)
            try sink.write(UnsafeRawBufferPointer(bytes))
          }
          offset += piece
        }
      }
    }
  }

  // MARK: webdataset

  private func append(_ features: [[UInt8]], _ line: IndexLine) throws(BackboneError) {
    let key = Self.key(of: line.input)
    for (output, bytes) in zip(manifest.outputs, features) {
      let content = NumPyFile.header(of: output.shape, as: manifest.element) + bytes
      try appendEntry("\(key).\(PartName.fileName(of: output.name).replacing(".", with: "_")).npy", content)
    }
    try appendEntry("\(key).json", Array(try RecordCoding.line(line).utf8))
  }

  /// The picture's name as a webdataset's key: without what begins with the first point of its last part.
  static func key(of name: String) -> String {
    let inner = name.split(separator: ".tar/", maxSplits: 1).last.map(String.init) ?? name
    var parts = inner.split(separator: "/").map(String.init).filter { $0 != "." && $0 != ".." }
    if let last = parts.popLast(), let stem = last.split(separator: ".").first { parts.append(String(stem)) }
    return parts.joined(separator: "/")
  }

  private func appendEntry(_ name: String, _ content: [UInt8]) throws(BackboneError) {
    let sink = archive!.sink
    if name.utf8.count > 100 {
      let bytes = Array(name.utf8) + [0]
      try sink.write(TarHeader.bytes("././@LongLink", size: bytes.count, kind: "L") + TarHeader.padded(bytes))
    }
    try sink.write(TarHeader.bytes(name, size: content.count, kind: "0") + TarHeader.padded(content))
  }
}

/// A header of a tar archive (ustar), without a date or an owner, so that the same entries are the same bytes.
enum TarHeader {
  static func bytes(_ name: String, size: Int, kind: Character) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at offset: Int, _ most: Int) {
      for (i, byte) in text.utf8.prefix(most).enumerated() { header[offset + i] = byte }
    }
    func octal(_ value: Int, _ digits: Int) -> String {
      let text = String(value, radix: 8)
      return String(repeating: "0", count: max(digits - text.count, 0)) + text
    }
    put(name, at: 0, 100)
    put("0000644", at: 100, 7)
    put("0000000", at: 108, 7)
    put("0000000", at: 116, 7)
    put(octal(size, 11), at: 124, 11)
    put(octal(0, 11), at: 136, 11)
    put("        ", at: 148, 8)
    put(String(kind), at: 156, 1)
    put("ustar", at: 257, 5)
    put("00", at: 263, 2)
    put(octal(header.reduce(0) { $0 + Int($1) }, 6), at: 148, 6)
    header[154] = 0
    return header
  }

  /// Content up to a whole block.
  static func padded(_ content: [UInt8]) -> [UInt8] {
    content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
  }
}
