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
  private let open: @Sendable () throws(BackboneError) -> Pack
  private let weight: Mutex<(pack: Pack?, waiting: Int)>

  /// Packs some units of weights that it holds.
  typealias Pack = @Sendable (_ units: Range<Int>) -> Void

  /// Who packs a part has its lock.
  private final class Part: Sendable {
    let isPacked = Mutex(false)
  }

  /// Floats of a part: enough to outweigh a lock, and few enough that threads end together.
  private static let partFloats = 1 << 19

  /// - Parameters:
  ///   - units: independent pieces of equal size, such as panels.
  ///   - open: reads the weights as the state dict has them.
  init(into memory: AlignedMemory, units: Int, _ open: @escaping @Sendable () throws(BackboneError) -> Pack) {
    (self.memory, self.units, self.open) = (memory, units, open)
    let count = units == 0 ? 0 : max(1, min(units, memory.count / Self.partFloats))
    parts = (0..<count).map { _ in Part() }
    weight = Mutex((nil, count))
  }

  /// Weights that are packed already.
  convenience init(done memory: AlignedMemory) {
    self.init(into: memory, units: 0) { () throws(BackboneError) in { _ in } }
  }

  /// Whether all parts are packed.
  var isDone: Bool { weight.withLock { $0.waiting == 0 } }

  /// Packs all that is not packed yet; waits for what others are packing.
  static func complete(_ all: [Packing], on team: ThreadTeam) throws(BackboneError) {
    let waiting = all.filter { !$0.isDone }
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
    let pack = try weight.withLock { weight throws(BackboneError) in
      if let known = weight.pack { return known }
      let pack = try open()
      weight.pack = pack
      return pack
    }
    pack(units * part / parts.count..<units * (part + 1) / parts.count)
    // A file's pages are given back when its last reader is done.
    weight.withLock { weight in
      weight.waiting -= 1
      if weight.waiting == 0 { weight.pack = nil }
    }
  }
}
