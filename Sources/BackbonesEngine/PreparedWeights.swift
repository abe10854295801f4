internal import BackbonesGraphs
internal import Synchronization
internal import BackbonesTensors

/// The weights of a model as kernels read them, folded and packed. Each is prepared once and shared by all programs of
/// the model; callers that need the same one at the same time share the work.
package final class PreparedWeights: Sendable {
  /// The parameters as the state dict has them.
  let parameters: Parameters
  private let entries = Mutex<[String: Entry]>([:])
  private let packings = Mutex(Packings())
  private let constants = Mutex<[String: Constant]>([:])
  /// Slabs of small vectors, and slabs of packed panels. They are apart because a write makes a whole huge page resident, and a plan
  /// without weights writes the vectors only.
  private let vectors = Mutex(MemoryPool()), panels = Mutex(MemoryPool())
  /// What other processes have packed; nil where nothing is kept.
  package let cache: PackedCache?
  /// Whether memory is only reserved: enough to plan programs, none of which can run.
  let sizesOnly: Bool

  /// Large weights. The first form of each stays; others, for other sizes of images or other outputs, last as long as a program reads
  /// them.
  private struct Packings {
    /// The first form of each weight.
    var first: [String: Packing] = [:]
    /// All forms, by their keys.
    var all: [String: Form] = [:]

    struct Form { weak var packing: Packing? }

    /// Those that are there.
    var present: [String: Packing] { all.compactMapValues(\.packing) }
  }

  /// Prepared weights, or those that a caller is preparing: it has the lock.
  private final class Entry: Sendable {
    let memory = Mutex<AlignedMemory?>(nil)
  }

  /// A value that follows from parameters, for as long as a program reads it: many depend on the image's size.
  private struct Constant { weak var memory: AlignedMemory? }

  /// Prepares weights of a source as programs ask for them.
  ///
  /// - Parameters:
  ///   - sizesOnly: whether nothing is read and made, but memory reserved: programs can be planned, not run.
  ///   - cache: has what was packed before, and is given what is packed now by `keep`.
  package init(from source: any ParameterSource, sizesOnly: Bool = false, cache: PackedCache? = nil) {
    parameters = Parameters(source: source)
    self.sizesOnly = sizesOnly
    self.cache = cache
  }

  /// Where parameters are read. What is packed later holds this, not the prepared weights, which hold what is packed.
  struct Parameters: Sendable {
    fileprivate let source: any ParameterSource

    /// The value of a parameter.
    func tensor(_ parameter: Parameter) throws(BackboneError) -> Tensor {
      if let constant = parameter.constant { return constant }
      return try source.tensor(for: parameter)
    }

    /// The elements of a parameter as a file has them, in sixteen bits; nil where they are stored otherwise.
    func halves(_ parameter: Parameter) -> StoredHalves? {
      parameter.kind == .constant ? nil : (source as? any HalfParameterSource)?.halves(of: parameter)
    }
  }

  /// The value of a parameter.
  func tensor(_ parameter: Parameter) throws(BackboneError) -> Tensor {
    sizesOnly ? Tensor(parameter.shape) { _ in } : try parameters.tensor(parameter)
  }

  /// The prepared weights of a key; `make` fills them at the first use.
  func prepared(
    _ key: String, floats: Int, _ make: (UnsafeMutablePointer<Float>) throws(BackboneError) -> Void
  ) throws(BackboneError) -> AlignedMemory {
    let entry = entries.withLock { entries in
      if let known = entries[key] { return known }
      let new = Entry()
      entries[key] = new
      return new
    }
    return try entry.memory.withLock { known throws(BackboneError) in
      if let known { return known }
      if let kept = cache?.form(key, floats: floats) {
        known = kept
        return kept
      }
      let memory = try vectors.withLock { pool throws(BackboneError) in try pool.allocate(floats: floats) }
      if !sizesOnly { try make(memory.floats) }
      known = memory
      return memory
    }
  }

  /// Large weights in some form, which `Packing.complete` packs.
  ///
  /// - Parameters:
  ///   - form: what they are packed for.
  ///   - weight: the key of what is packed; the weight's name comes first.
  ///   - units: independent pieces of equal size, such as panels.
  ///   - open: reads the weights; what it returns packs some units of them into `target`.
  func packing(
    _ form: String, of weight: String, floats: Int, units: Int,
    _ open: @escaping @Sendable (_ target: AlignedMemory) throws(BackboneError) -> Packing.Pack
  ) throws(BackboneError) -> Packing {
    let (key, name) = ("\(form) \(weight)", String(weight.prefix { $0 != " " }))
    return try packings.withLock { packings throws(BackboneError) in
      if let known = packings.all[key]?.packing { return known }
      let isFirst = packings.first[name] == nil
      let new: Packing
      if let kept = cache?.form(key, floats: floats) {
        new = Packing(done: kept)
      } else {
        // A slab would stay with the last of its pieces.
        let memory =
          isFirst
          ? try panels.withLock { pool throws(BackboneError) in try pool.allocate(floats: floats) }
          : try AlignedMemory(mapping: floats)
        new = Packing(into: memory, units: units) { () throws(BackboneError) in try open(memory) }
      }
      packings.all[key] = Packings.Form(packing: new)
      if isFirst { packings.first[name] = new }
      return new
    }
  }

  /// Gives the cache, if there is one, all that is prepared.
  package func keep() {
    guard let cache else { return }
    let packed = packings.withLock { $0.present.filter(\.value.isDone) }
    cache.keep(packed.mapValues(\.memory).merging(vectorsByKey) { packed, _ in packed })
  }

  /// What is prepared and not packed, but for what a caller is making now.
  private var vectorsByKey: [String: AlignedMemory] {
    entries.withLock { $0 }.compactMapValues { $0.memory.withLockIfAvailable { $0 } ?? nil }
  }

  private var all: [AlignedMemory] { packings.withLock { $0.present.values.map(\.memory) } + vectorsByKey.values }

  /// The constant of a key; `make` fills it where no program has it.
  func constant(
    _ key: String, floats: Int, _ make: (UnsafeMutablePointer<Float>) throws(BackboneError) -> Void
  ) throws(BackboneError) -> AlignedMemory {
    if let known = constants.withLock({ $0[key]?.memory }) { return known }
    let memory = try AlignedMemory(reserving: floats)
    try make(memory.floats)
    // If another program was first, its copy is kept, so that all share one.
    return constants.withLock { constants in
      if let known = constants[key]?.memory { return known }
      constants = constants.filter { $0.value.memory != nil }
      constants[key] = Constant(memory: memory)
      return memory
    }
  }

  /// Bytes of the constants that programs read.
  package var constantBytes: Int {
    constants.withLock { $0.values.reduce(0) { $0 + ($1.memory?.byteCount ?? 0) } }
  }

  /// Bytes of those of the prepared weights that lie in the cache's file.
  package var mappedByteCount: Int { all.reduce(0) { $0 + ($1.isOfFile ? $1.byteCount : 0) } }

  /// Bytes of the forms that last as long as a program reads them.
  package var furtherByteCount: Int {
    packings.withLock { packings in
      func bytes(_ some: [String: Packing]) -> Int { some.values.reduce(0) { $0 + $1.memory.byteCount } }
      return bytes(packings.present) - bytes(packings.first)
    }
  }

  /// Bytes of all prepared weights.
  package var byteCount: Int { all.reduce(0) { $0 + $1.byteCount } }
}
