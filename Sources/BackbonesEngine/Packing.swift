internal import BackbonesTensors
internal import Synchronization

/// Parallel packing of one parameter: the threads of the first caller that needs it share its parts. Each part is packed once.
///
/// A program is lowered before anything of its weights is read: how much memory it takes is known first.
final class Packing: Sendable {
  /// Where the packed weights lie; written when all parts are packed.
  let memory: AlignedMemory
  private let units: Int
  private let parts: [Part]
  private let source: @Sendable () throws(BackboneError) -> Tensor
  private let pack: @Sendable (_ weight: UnsafePointer<Float>, _ units: Range<Int>) -> Void
  private let weight: Mutex<(tensor: Tensor?, waiting: Int)>

  /// Who packs a part has its lock.
  private final class Part: Sendable {
    let isPacked = Mutex(false)
  }

  /// Floats of a part: enough to outweigh a lock, and few enough that threads end together.
  private static let partFloats = 1 << 19

  /// - Parameters:
  ///   - units: independent pieces of equal size, such as panels.
  ///   - source: the weights as the state dict has them.
  ///   - pack: packs some units.
  init(
    into memory: AlignedMemory, units: Int, from source: @escaping @Sendable () throws(BackboneError) -> Tensor,
    _ pack: @escaping @Sendable (_ weight: UnsafePointer<Float>, _ units: Range<Int>) -> Void
  ) {
    (self.memory, self.units, self.source, self.pack) = (memory, units, source, pack)
    let count = max(1, min(units, memory.count / Self.partFloats))
    parts = (0..<count).map { _ in Part() }
    weight = Mutex((nil, count))
  }

  /// Packs all that is not packed yet; waits for what others are packing.
  static func complete(_ all: [Packing], on team: ThreadTeam) throws(BackboneError) {
    let waiting = all.filter { $0.weight.withLock { $0.waiting > 0 } }
    guard !waiting.isEmpty else { return }
    let parts = waiting.flatMap { packing in packing.parts.indices.map { (packing, $0) } }
    team.withWorkers { workers in
      workers.run(parts.count) { task in
        let (packing, part) = parts[task]
        // A part that another has begun, and one that fails, is left for the end.
        _ = packing.parts[part].isPacked.withLockIfAvailable { isPacked in
          if !isPacked { isPacked = (try? packing.pack(part)) != nil }
        }
      }
    }
    for (packing, part) in parts {
      try packing.parts[part].isPacked.withLock { isPacked throws(BackboneError) in
        if !isPacked { try packing.pack(part) }
        isPacked = true
      }
    }
  }

  private func pack(_ part: Int) throws(BackboneError) {
    let tensor = try weight.withLock { weight throws(BackboneError) in
      if let known = weight.tensor { return known }
      let tensor = try source()
      weight.tensor = tensor
      return tensor
    }
    let range = units * part / parts.count..<units * (part + 1) / parts.count
    tensor.withElements { pack($0.baseAddress!, range) }
    // A file's pages are given back when its last reader is done.
    weight.withLock { weight in
      weight.waiting -= 1
      if weight.waiting == 0 { weight.tensor = nil }
    }
  }
}
