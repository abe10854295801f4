/// A tensor of sixteen-bit elements as a file has them, row-major without gaps; read when it is asked for.
package struct StoredHalves: Sendable {
  /// `.float16` or `.bfloat16`.
  package let type: ElementType
  private let stored: @Sendable () throws(BackboneError) -> StoredTensor

  /// Nil where the elements are of another type.
  ///
  /// - Parameter stored: finds the elements, whose strides are those of row-major order.
  package init?(_ type: ElementType, _ stored: @escaping @Sendable () throws(BackboneError) -> StoredTensor) {
    guard type == .float16 || type == .bfloat16 else { return nil }
    (self.type, self.stored) = (type, stored)
  }

  /// The elements, for as long as the result lives: in the file's own memory where they are aligned there, else copied.
  package func read() throws(BackboneError) -> Elements {
    let tensor = try stored()
    let bytes = tensor.span.lowerBound * type.size..<tensor.span.upperBound * type.size
    guard Int(bitPattern: tensor.storage.bytes.baseAddress) % type.size == 0 else {
      let copy = try AlignedMemory(reserving: (bytes.count + 3) / 4)
      UnsafeMutableRawBufferPointer(start: copy.floats, count: bytes.count).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: tensor.storage.bytes[bytes]))
      return Elements(owner: copy)
    }
    return Elements(owner: tensor.storage.part(bytes))
  }

  /// Elements that were read.
  package struct Elements: Sendable {
    fileprivate let owner: any StoredBytes

    /// The elements, valid during the call.
    package func withElements(_ body: (UnsafePointer<UInt16>) -> Void) {
      defer { withExtendedLifetime(owner) {} }
      body(owner.bytes.baseAddress!.assumingMemoryBound(to: UInt16.self))
    }
  }
}

/// An archive whose tensors of sixteen-bit elements can be had as they are stored.
package protocol HalfArchive: TensorArchive {
  /// A tensor's elements as they are stored; nil where they are of another type, or not in the file in row-major order.
  func halves(_ name: String) -> StoredHalves?
}

extension SafetensorsFile: HalfArchive {
  package func halves(_ name: String) -> StoredHalves? {
    guard let type = entry(name)?.type else { return nil }
    return StoredHalves(type) { () throws(BackboneError) in try stored(name) }
  }
}

extension SafetensorsShards: HalfArchive {
  package func halves(_ name: String) -> StoredHalves? { file(of: name)?.halves(name) }
}

extension PyTorchFile: HalfArchive {
  package func halves(_ name: String) -> StoredHalves? { pickled(name).flatMap(storages.halves) }
}

extension PyTorchStorages {
  /// A tensor's elements as they are stored; nil where they are of another type, or not in the file in row-major order.
  fileprivate func halves(_ tensor: PickledTensor) -> StoredHalves? {
    guard !tensor.isNegated, !isBigEndian, tensor.shape.isRowMajor(tensor.strides), isMapped(tensor) else { return nil }
    return StoredHalves(tensor.type) { [self] () throws(BackboneError) in try stored(tensor) }
  }
}
