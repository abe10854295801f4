internal import CBackbonesKernels
internal import Synchronization

/// The storages of a checkpoint: where in the file the bytes of each lie, and how tensors are made of them.
final class PyTorchStorages: Sendable {
  /// Where a storage's bytes are.
  enum Place {
    /// In the file as they are.
    case mapped(Range<Int>)
    /// Deflated, in an entry of the zip archive.
    case deflated(String, ZipFile.Entry)
  }

  private let file: any StoredBytes
  /// The file, where it is mapped.
  var mapped: MappedFile? { file as? MappedFile }
  private let zip: ZipFile?
  private let storages: [PickledStorage]
  private let places: [Place]
  let isBigEndian: Bool
  /// The deflated storage that was read last: a whole model may lie in one.
  private let inflated = Mutex<(index: Int, bytes: any StoredBytes)?>(nil)

  init(
    _ storages: [PickledStorage], at places: [Place], in file: any StoredBytes, zip: ZipFile? = nil,
    isBigEndian: Bool = false
  ) {
    (self.storages, self.places, self.file, self.zip) = (storages, places, file, zip)
    self.isBigEndian = isBigEndian
  }

  /// Whether a tensor's bytes are in the file as they are.
  func isMapped(_ tensor: PickledTensor) -> Bool {
    if case .mapped = places[tensor.storage] { true } else { false }
  }

  /// The bytes of a tensor.
  private func bytes(of tensor: PickledTensor) throws(BackboneError) -> any StoredBytes {
    let size = tensor.type.size
    return try bytes(tensor.storage, tensor.span.lowerBound * size..<tensor.span.upperBound * size)
  }

  /// A tensor as the file has it, of a file whose bytes are little-endian.
  func stored(_ tensor: PickledTensor) throws(BackboneError) -> StoredTensor {
    try StoredTensor(tensor.shape, of: tensor.type, in: try bytes(of: tensor), strides: tensor.strides)
  }

  /// A tensor as f32.
  func tensor(_ tensor: PickledTensor) throws(BackboneError) -> Tensor {
    var bytes = try self.bytes(of: tensor)
    let unit = storages[tensor.storage].type.size
    if isBigEndian, unit > 1 {
      let swapped = try AlignedMemory(reserving: (bytes.bytes.count + 3) / 4)
      bb_swap_bytes(bytes.bytes.baseAddress, swapped.floats, bytes.bytes.count / unit, unit)
      bytes = swapped
    }
    let result = try Tensor(try StoredTensor(tensor.shape, of: tensor.type, in: bytes, strides: tensor.strides))
    guard tensor.isNegated else { return result }
    return try result.withElements { x throws(BackboneError) in
      try Tensor(allocating: tensor.shape) { bb_negate(x.baseAddress, $0.baseAddress, x.count) }
    }
  }

  /// Some bytes of a storage.
  private func bytes(_ index: Int, _ range: Range<Int>) throws(BackboneError) -> any StoredBytes {
    switch places[index] {
    case .mapped(let whole): return file.part(whole.lowerBound + range.lowerBound..<whole.lowerBound + range.upperBound)
    case .deflated(let name, let entry):
      if let last = inflated.withLock({ $0 }), last.index == index { return last.bytes.part(range) }
      let whole = try zip!.contents(of: name, entry)
      inflated.withLock { $0 = (index, whole) }
      return whole.part(range)
    }
  }
}

// MARK: - Zip archives

extension PyTorchStorages {
  /// Reads the archive of PyTorch 1.6 and later: a folder of `data.pkl`, `version` and `data/KEY` for each storage.
  ///
  /// Layout: `caffe2/serialize/inline_container.h` of PyTorch.
  static func readArchive(_ file: any StoredBytes) throws(BackboneError) -> (Checkpoint, PyTorchStorages) {
    func fault(_ text: String) -> BackboneError { BackboneError(.malformedFile, text) }
    let zip = try ZipFile(file)
    guard let folder = zip.names.first?.split(separator: "/", maxSplits: 1).first.map({ "\($0)/" }),
      let pickle = zip.entries["\(folder)data.pkl"]
    else { throw fault("a zip archive without a data.pkl in its first folder, expected a checkpoint of PyTorch") }
    if let other = zip.names.first(where: { !$0.hasPrefix(folder) }) {
      throw fault("\(other.quoted) is not in the folder \(folder.quoted)")
    }
    if zip.entries["\(folder)constants.pkl"] != nil || zip.names.contains(where: { $0.hasPrefix("\(folder)code/") }) {
      throw fault("a program of TorchScript; save the model's state_dict() instead")
    }
    guard let version = try zip.text(of: "\(folder)version") else { throw fault("no \("\(folder)version".quoted)") }
    guard let number = Int(version), (1...10).contains(number) else {
      throw fault("version \(version.quoted), expected 1 to 10")
    }
    let order = try zip.text(of: "\(folder)byteorder") ?? "little"
    guard ["little", "big"].contains(order) else { throw fault("byte order \(order.quoted)") }

    guard pickle.size <= InputLimits.pickleBytes else {
      throw fault("data.pkl is \(pickle.size) bytes, more than \(InputLimits.pickleBytes)")
    }
    let contents = try zip.contents(of: "\(folder)data.pkl", pickle, mayLackChecksum: true)
    defer { withExtendedLifetime(contents) {} }
    var machine = Unpickler(contents.bytes, identifierLength: 5)
    let value = try machine.load()
    let checkpoint = try Checkpoint(value, of: machine)
    let storages = machine.objects.storages
    var used = Array(repeating: 0, count: storages.count)
    for tensor in checkpoint.tensors.values {
      used[tensor.storage] += tensor.shape.count * tensor.type.size
    }
    var places: [Place] = []
    for (storage, used) in Swift.zip(storages, used) {
      let name = "\(folder)data/\(storage.key)"
      guard let entry = zip.entries[name] else { throw fault("storage \(storage.key.quoted) is not in the file") }
      guard entry.size == storage.byteCount else {
        throw fault("storage \(storage.key.quoted) is \(entry.size) bytes, expected \(storage.byteCount)")
      }
      if let range = entry.range {
        places.append(.mapped(range))
      } else {
        guard entry.size - used <= InputLimits.unusedInflation else {
          throw fault("storage \(storage.key.quoted) is deflated, \(entry.size) bytes, of which tensors use \(used)")
        }
        places.append(.deflated(name, entry))
      }
    }
    return (checkpoint, PyTorchStorages(storages, at: places, in: file, zip: zip, isBigEndian: order == "big"))
  }
}

extension ZipFile {
  /// The text of a small file, without its line's end; nil where there is none.
  fileprivate func text(of name: String) throws(BackboneError) -> String? {
    guard let entry = entries[name] else { return nil }
    guard entry.size <= InputLimits.smallFile else {
      throw Self.fault("\(name.quoted) is \(entry.size) bytes, expected at most \(InputLimits.smallFile)")
    }
    let contents = try contents(of: name, entry, mayLackChecksum: true)
    defer { withExtendedLifetime(contents) {} }
    let text = String(decoding: contents.bytes, as: UTF8.self)
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}

// MARK: - The older format

extension PyTorchStorages {
  /// Reads the format of PyTorch 0.1.10 to 1.5: five pickles, then each storage as a count and its elements.
  ///
  /// Layout: `torch/serialization.py`, `_legacy_save`. Elements are little-endian, whatever the third pickle says.
  static func readSequence(_ file: any StoredBytes) throws(BackboneError) -> (Checkpoint, PyTorchStorages) {
    func fault(_ text: String) -> BackboneError { BackboneError(.malformedFile, text) }
    let bytes = file.bytes
    var machine = Unpickler(bytes, identifierLength: 6)
    _ = try machine.load()
    guard case .int(1001) = try machine.load() else { throw fault("a checkpoint of another version, expected 1001") }
    _ = try machine.load()
    let checkpoint = try Checkpoint(try machine.load(), of: machine)
    let storages = machine.objects.storages
    guard case .list(let list) = try machine.load(), machine.objects.storages.count == storages.count else {
      throw fault("no list of storages follows the object")
    }
    let keys = machine.objects.lists[list].elements
    var places = [Place?](repeating: nil, count: storages.count)
    var at = machine.position
    for key in keys {
      guard let key = machine.text(key), let index = machine.storageIndices[key] else {
        throw fault("a storage in the list that no tensor has")
      }
      guard places[index] == nil else { throw fault("storage \(key.quoted) comes twice") }
      guard bytes.count - at >= 8 else { throw fault("the file is cut before storage \(key.quoted)") }
      let count = Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: Int64.self))
      at += 8
      guard count == storages[index].count else {
        throw fault("storage \(key.quoted) is of \(count) elements, expected \(storages[index].count)")
      }
      guard bytes.count - at >= storages[index].byteCount else {
        throw fault("the file is cut in storage \(key.quoted)")
      }
      places[index] = .mapped(at..<at + storages[index].byteCount)
      at += storages[index].byteCount
    }
    if let missing = places.firstIndex(where: { $0 == nil }) {
      throw fault("storage \(storages[missing].key.quoted) is not in the file")
    }
    return (checkpoint, PyTorchStorages(storages, at: places.compactMap { $0 }, in: file))
  }
}
