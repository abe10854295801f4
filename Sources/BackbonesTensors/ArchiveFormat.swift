/// A format of archives: how its files are recognised and opened.
package struct ArchiveFormat: Sendable {
  /// What the format is called.
  let name: String
  /// How names of its files end. A file that is there is recognised by its content.
  package let suffixes: [String]
  /// Whether bytes are the beginning of a file of this format.
  let recognizes: @Sendable (UnsafeRawBufferPointer) -> Bool
  /// Reads and checks what a file holds.
  let open: @Sendable (MappedFile) throws(BackboneError) -> any TensorArchive

  /// A format. Every file must be recognised by at most one format.
  package init(
    name: String, suffixes: [String], recognizes: @escaping @Sendable (UnsafeRawBufferPointer) -> Bool,
    open: @escaping @Sendable (MappedFile) throws(BackboneError) -> any TensorArchive
  ) {
    (self.name, self.suffixes, self.recognizes, self.open) = (name, suffixes, recognizes, open)
  }

  /// The formats there are.
  package static let all = [safetensors, safetensorsIndex, npz, pyTorch, pyTorchSequence]
  /// How names of files of any of them end.
  package static var suffixes: [String] { all.flatMap(\.suffixes) }

  private static let safetensors = ArchiveFormat(name: "safetensors", suffixes: [".safetensors"]) { bytes in
    bytes.count > 8 && bytes[8] == UInt8(ascii: "{")
  } open: { file throws(BackboneError) in
    try SafetensorsFile(file)
  }

  private static let safetensorsIndex = ArchiveFormat(
    name: "an index of them", suffixes: [".safetensors.index.json"]
  ) { bytes in
    // No header is as long as text would be, read as a length.
    bytes.count > 8 && bytes[0] == UInt8(ascii: "{") && bytes[7] != 0 && bytes[8] != UInt8(ascii: "{")
  } open: { file throws(BackboneError) in
    try SafetensorsShards(file)
  }

  private static let npz = ArchiveFormat(name: "npz", suffixes: [".npz"]) { bytes in
    ZipFile.firstName(bytes)?.hasSuffix(".npy") ?? false
  } open: { file throws(BackboneError) in
    try NumPyArchive(file)
  }

  private static let pyTorch = ArchiveFormat(
    name: "PyTorch", suffixes: [".pth", ".pt", ".bin", ".ckpt", ".pth.tar", ".pyth", ".torch"]
  ) { bytes in
    !npz.recognizes(bytes) && ZipFile.firstName(bytes) != nil
  } open: { file throws(BackboneError) in
    try PyTorchFile(file, path: file.path)
  }

  private static let pyTorchSequence = ArchiveFormat(name: "PyTorch before 1.6", suffixes: []) { bytes in
    PyTorchFile.isSequence(bytes)
  } open: { file throws(BackboneError) in
    try PyTorchFile(file, path: file.path)
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
  let pickle = "a Python pickle, but not of torch.save, which alone says where tensors are: save the weights with that"
  if bytes.dropFirst(257).starts(with: "ustar".utf8) { return "a tar archive, as PyTorch wrote them before 0.1.10" }
  let beginnings: [(beginning: [UInt8], format: String)] = [
    (Array("version https://git-lfs".utf8), "a Git LFS pointer, which stands for a file that 'git lfs pull' fetches"),
    (Array("<!doc".utf8), "a web page"), (Array("<html".utf8), "a web page"),
    (Array("PK\u{5}\u{6}".utf8), "an empty zip archive"), (Array("PK".utf8), "a damaged zip archive"),
    ([0x80, 0x02], pickle), ([0x80, 0x03], pickle), ([0x80, 0x04], pickle), ([0x80, 0x05], pickle),
    ([0x1F, 0x8B], "a gzip archive"), (Array("7z".utf8), "a 7z archive"), ([0x89] + Array("PNG".utf8), "a PNG image"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image"),
  ]
  let lowercased = bytes.prefix(32).map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
  return beginnings.first { bytes.starts(with: $0.beginning) || lowercased.starts(with: $0.beginning) }?.format
}
