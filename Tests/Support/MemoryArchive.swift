package import BackbonesTensors

/// An archive in memory: the least that a format has to do. Its tensors share one allocation; their axes are stored in
/// reversed order, as PyTorch's checkpoints may have them.
package struct MemoryArchive: TensorArchive {
  package let path = "memory"
  package let names: [String]
  private let entries: [String: (entry: TensorEntry, offset: Int)]
  private let memory: AlignedMemory

  /// An archive of named tensors, each name once.
  package init(_ tensors: [String: Tensor]) {
    memory = AlignedMemory(floats: tensors.values.reduce(0) { $0 + $1.count })
    names = tensors.keys.sorted()
    var entries: [String: (TensorEntry, Int)] = [:]
    var end = 0
    for (name, tensor) in tensors {
      entries[name] = (TensorEntry(type: .float32, shape: tensor.shape), end)
      let strides = Self.strides(of: tensor.shape)
      for (i, element) in tensor.elements.enumerated() {
        var (rest, place) = (i, end)
        for axis in strides.indices.reversed() {
          place += rest % tensor.shape[axis] * strides[axis]
          rest /= tensor.shape[axis]
        }
        (memory.floats + place).initialize(to: element)
      }
      end += tensor.count
    }
    self.entries = entries
  }

  /// The first axis runs fastest.
  private static func strides(of shape: TensorShape) -> [Int] {
    shape.dimensions.indices.map { shape.dimensions[..<$0].reduce(1, *) }
  }

  package func entry(_ name: String) -> TensorEntry? { entries[name]?.entry }

  package func tensor(_ name: String) throws(BackboneError) -> Tensor {
    guard let (entry, offset) = entries[name] else { throw BackboneError(.unknownName, "no tensor '\(name)'") }
    let strides = Self.strides(of: entry.shape)
    return try Tensor(try StoredTensor(entry.shape, of: entry.type, in: memory, offset: offset, strides: strides))
  }
}
