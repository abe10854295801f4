internal import BackbonesGraphs
internal import Synchronization
internal import BackbonesTensors

/// The weights of a model as kernels read them, folded and packed. Each is prepared once and shared by all programs of
/// the model.
package final class PreparedWeights: Sendable {
  private let source: any ParameterSource
  private let ready = Mutex<Table>(Table())

  private struct Table: ~Copyable, Sendable {
    var memories: [String: AlignedMemory] = [:]
    var pool = MemoryPool()
  }

  /// Prepares weights of a source as programs ask for them.
  package init(from source: any ParameterSource) { self.source = source }

  /// The value of a parameter.
  func tensor(_ parameter: Parameter) throws(BackboneError) -> Tensor {
    if let constant = parameter.constant { return constant }
    return try source.tensor(for: parameter)
  }

  /// The prepared weights of a key; `make` fills them at the first use.
  func prepared(
    _ key: String, floats: Int, _ make: (UnsafeMutablePointer<Float>) throws(BackboneError) -> Void
  ) throws(BackboneError) -> AlignedMemory {
    let (known, memory) = ready.withLock { table in
      if let known = table.memories[key] { return (true, known) }
      return (false, table.pool.allocate(floats: floats))
    }
    if known { return memory }
    try make(memory.floats)
    // If another program was first, its copy is kept, so that all share one.
    return ready.withLock { table in
      if let known = table.memories[key] { return known }
      table.memories[key] = memory
      return memory
    }
  }

  /// Bytes of all prepared weights.
  package var byteCount: Int {
    ready.withLock { $0.memories.values.reduce(0) { $0 + $1.count * MemoryLayout<Float>.stride } }
  }
}
