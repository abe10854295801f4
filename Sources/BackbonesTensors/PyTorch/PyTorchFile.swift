/// A checkpoint of PyTorch: what `torch.save` writes, as a zip archive (since 1.6) or in the older format.
///
/// Nothing in the file runs. Its pickles are read as data; the tensors of the dictionary that holds the parameters are
/// those of the archive, and what else a training run has saved (an optimizer, arguments) is passed over. The file must
/// not be cut shorter while this value or a tensor of it lives.
///
/// Format: https://pytorch.org/docs/stable/notes/serialization.html
public struct PyTorchFile: FileArchive {
  /// Where the file is.
  public let path: String
  /// The names of the tensors, sorted.
  public let names: [String]
  /// The keys, joined by dots, under which the file has the dictionary of parameters; nil where it has nothing else.
  ///
  /// Of several the first that timm takes: `state_dict_ema`, `model_ema`, `state_dict`, `model`; where there is none of
  /// them and no tensor beside, the first of those of other projects.
  public let dictionary: String?
  private let tensors: [String: PickledTensor]
  let storages: PyTorchStorages
  package var files: [MappedFile]? { storages.mapped.map { [$0] } }

  /// Opens a file and reads its pickles, but no tensor.
  ///
  /// - Throws: `.inputOutput` where the file cannot be read; `.malformedFile` where it is no checkpoint, is damaged, has
  ///   no dictionary of parameters, or one that is no plain tensor.
  public init(contentsOf path: String) throws(BackboneError) { try self.init(MappedFile(path), path: path) }

  /// A file's bytes, wherever they are.
  package init(_ file: any StoredBytes, path: String) throws(BackboneError) {
    self.path = path
    do throws(BackboneError) {
      let (checkpoint, storages) =
        ZipFile.firstName(file.bytes) == nil
        ? try PyTorchStorages.readSequence(file) : try PyTorchStorages.readArchive(file)
      (tensors, dictionary, self.storages) = (checkpoint.tensors, checkpoint.dictionary, storages)
    } catch {
      throw BackboneError(error.code, "'\(path)': \(error.message)")
    }
    names = tensors.keys.sorted()
  }

  /// The type and shape of a tensor; nil where there is none of that name.
  public func entry(_ name: String) -> TensorEntry? {
    tensors[name].map { TensorEntry(type: $0.type, shape: $0.shape) }
  }

  /// A tensor as the pickles have it; nil where there is none of that name.
  func pickled(_ name: String) -> PickledTensor? { tensors[name] }

  /// A tensor, converted to f32 where it is stored otherwise. Aligned f32 without gaps is not copied: it stays in the
  /// mapped file.
  ///
  /// - Throws: `.unknownName` for a name that is not in the file; `.malformedFile` for deflated elements that are
  ///   damaged.
  public func tensor(_ name: String) throws(BackboneError) -> Tensor {
    guard let tensor = tensors[name] else {
      throw BackboneError(.unknownName, "'\(path)' has no tensor \(name.quoted); it has \(names.count) others")
    }
    do throws(BackboneError) {
      return try storages.tensor(tensor)
    } catch {
      throw BackboneError(error.code, "'\(path)': \(name.quoted): \(error.message)")
    }
  }

  /// Whether bytes are the beginning of a checkpoint in the older format: a pickle of its magic number.
  static func isSequence(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count > 32, bytes[0] == PickleOpcode.proto.rawValue else { return false }
    let start = bytes[2] == PickleOpcode.frame.rawValue ? 11 : 2
    return bytes[start...].starts(with: magicNumber)
  }

  /// 0x1950a86a20f9469cfc6c as `LONG1`, and the pickle's end.
  private static let magicNumber: [UInt8] = [
    0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E,
  ]
}
