/// A file of named tensors in Hugging Face's safetensors format, mapped into memory.
///
/// Opening checks the whole header; tensors are read when they are asked for. The file must not be cut shorter while
/// this value or a tensor of it lives: replace such a file by renaming another over it.
///
/// Format: https://github.com/huggingface/safetensors#format
public struct SafetensorsFile: FileArchive {
  /// Where the file is, as the caller gave it.
  public var path: String { file.path }
  /// The names of the tensors, sorted.
  public let names: [String]
  /// The free text that the file carries.
  public var metadata: [String: String] { header.metadata }
  private let header: SafetensorsHeader
  private let file: MappedFile
  package var files: [MappedFile]? { [file] }

  /// Opens and checks a file.
  ///
  /// - Throws: `.inputOutput` where it cannot be read; `.malformedFile` where anything in it is not as the format
  ///   says: its length, the header, a type, an offset, a size, a name that comes twice.
  public init(contentsOf path: String) throws(BackboneError) { try self.init(MappedFile(path)) }

  init(_ file: MappedFile) throws(BackboneError) {
    self.file = file
    header = try SafetensorsHeader(of: file)
    names = header.tensors.keys.sorted()
  }

  /// What the file says of a tensor; nil where it has none of that name.
  public func entry(_ name: String) -> TensorEntry? { header.tensors[name]?.entry }

  /// A tensor, converted to f32 where it is stored otherwise. Aligned f32 is not copied: it stays in the mapped file.
  ///
  /// - Throws: `.unknownName` where the file has none of that name.
  public func tensor(_ name: String) throws(BackboneError) -> Tensor { try Tensor(try stored(name)) }

  /// A tensor as it is stored.
  package func stored(_ name: String) throws(BackboneError) -> StoredTensor {
    guard let (entry, bytes) = header.tensors[name] else {
      throw BackboneError(.unknownName, "'\(path)' has no tensor '\(name)'; it has \(names.count) others")
    }
    return try StoredTensor(entry.shape, of: entry.type, in: MappedFile.Part(of: file, bytes))
  }

  /// Writes tensors to a file, in the order of their names.
  ///
  /// - Parameters:
  ///   - tensors: names, each once, and what they stand for.
  ///   - metadata: free text for the header.
  ///   - type: `.float32`, or `.float16` or `.bfloat16`, which round and make what is too large infinite.
  ///   - path: where to; a file that is there is replaced once the new one is complete.
  /// - Throws: `.invalidOption` for a name that comes twice or that the format reserves, or another type;
  ///   `.inputOutput` where the file cannot be written.
  public static func write(
    _ tensors: [(name: String, tensor: Tensor)], metadata: [String: String] = [:], as type: ElementType = .float32,
    to path: String
  ) throws(BackboneError) {
    let sorted = tensors.sorted { $0.name < $1.name }
    try write(
      sorted.map { ($0.name, $0.tensor.shape) }, metadata: metadata, as: type, to: path
    ) { (index) throws(BackboneError) in sorted[index].tensor }
  }

  /// Writes tensors to a file, one after the other, so that only one must be there.
  ///
  /// - Parameters:
  ///   - tensors: names, each once, in order, and shapes.
  ///   - tensor: a tensor, by its place.
  package static func write(
    _ tensors: [(name: String, shape: TensorShape)], metadata: [String: String], as type: ElementType, to path: String,
    _ tensor: (Int) throws(BackboneError) -> Tensor
  ) throws(BackboneError) {
    guard [.float32, .float16, .bfloat16].contains(type) else {
      throw BackboneError(.invalidOption, "cannot write '\(path)' as \(type.rawValue), expected F32, F16 or BF16")
    }
    let header = try SafetensorsHeader.text(of: tensors, metadata: metadata, type: type, path: path)
    try replaceFile(at: path) { (sink) throws(BackboneError) in
      try sink.write(header)
      for index in tensors.indices { try sink.write(try tensor(index), as: type) }
    }
  }

  /// What stands before the data of tensors, which follow in the order given: sorted by name.
  package static func header(
    of tensors: [(name: String, shape: TensorShape)], as type: ElementType, path: String
  ) throws(BackboneError) -> [UInt8] {
    try SafetensorsHeader.text(of: tensors, metadata: [:], type: type, path: path)
  }
}
