/// A format of archives: how its files are recognised and opened.
package struct ArchiveFormat: Sendable {
  /// What the format is called.
  let name: String
  /// How names of its files end. Folders are searched by it; a file that is there is recognised by its content.
  package let suffix: String
  /// Whether bytes are the beginning of a file of this format.
  let recognizes: @Sendable (UnsafeRawBufferPointer) -> Bool
  /// Reads and checks what a file holds.
  let open: @Sendable (MappedFile) throws(BackboneError) -> any TensorArchive

  /// A format. Every file must be recognised by at most one format.
  package init(
    name: String, suffix: String, recognizes: @escaping @Sendable (UnsafeRawBufferPointer) -> Bool,
    open: @escaping @Sendable (MappedFile) throws(BackboneError) -> any TensorArchive
  ) {
    (self.name, self.suffix, self.recognizes, self.open) = (name, suffix, recognizes, open)
  }

  /// The formats there are, in the order in which a folder is searched for files of them.
  package static let all = [safetensors, npz]
  /// How names of files of any of them end, for messages.
  package static var suffixes: String { all.map(\.suffix).joined(separator: " or ") }

  private static let safetensors = ArchiveFormat(name: "safetensors", suffix: ".safetensors") { bytes in
    bytes.count > 8 && bytes[8] == UInt8(ascii: "{")
  } open: { file throws(BackboneError) in
    try SafetensorsFile(file)
  }

  private static let npz = ArchiveFormat(name: "npz", suffix: ".npz") { bytes in
    ZipFile.firstName(bytes)?.hasSuffix(".npy") ?? false
  } open: { file throws(BackboneError) in
    try NumPyArchive(file)
  }
}

/// Opens a file of any format, which is recognised by what the file begins with, not by its name.
///
/// - Throws: `.inputOutput` where the file cannot be read; `.malformedFile` where it is of no known format, with the
///   format that it seems to be of, or not as its format asks.
package func openArchive(
  at path: String, of formats: [ArchiveFormat] = ArchiveFormat.all
) throws(BackboneError) -> any TensorArchive {
  let file = try MappedFile(path)
  if let format = formats.first(where: { $0.recognizes(file.bytes) }) { return try format.open(file) }
  let known = formats.map(\.name).joined(separator: ", ")
  let found = foreignFormat(of: file.bytes) ?? "a file of \(file.bytes.count) bytes that begins like none of these"
  throw BackboneError(.malformedFile, "'\(path)': expected an archive of tensors (\(known)), found \(found)")
}

/// The format of a file that is no archive, by its first bytes: those most often mistaken for weights.
private func foreignFormat(of bytes: UnsafeRawBufferPointer) -> String? {
  let beginnings: [(beginning: [UInt8], format: String)] = [
    (Array("version https://git-lfs".utf8), "a Git LFS pointer, which stands for a file that 'git lfs pull' fetches"),
    (Array("<!doc".utf8), "a web page"), (Array("<html".utf8), "a web page"),
    (Array("PK".utf8), "a zip archive, as PyTorch writes them"),
    ([0x80, 0x02], "a Python pickle"), ([0x80, 0x03], "a Python pickle"), ([0x80, 0x04], "a Python pickle"),
    ([0x80, 0x05], "a Python pickle"),
    ([0x1F, 0x8B], "a gzip archive"), (Array("7z".utf8), "a 7z archive"), ([0x89] + Array("PNG".utf8), "a PNG image"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image"),
  ]
  let lowercased = bytes.prefix(32).map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
  return beginnings.first { bytes.starts(with: $0.beginning) || lowercased.starts(with: $0.beginning) }?.format
}
