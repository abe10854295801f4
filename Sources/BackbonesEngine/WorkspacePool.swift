internal import Dispatch
internal import Synchronization
internal import BackbonesTensors

/// Memory that the runs of all programs of a model take turns to use.
///
/// A run leases one block, for its arenas and its scratch memory, and gives it back. A block that is too small for the next
/// run is freed and a larger one made, so that there are as many blocks as runs were at work at once, whatever the number of
/// programs. Where runs differ so much in size that together they need more than the budget, there is a block for each range of
/// sizes.
package final class WorkspacePool: Sendable {
  private struct Idle {
    var block: AlignedMemory
    /// The number of the lease that used it last.
    var lastUse: Int
  }

  private struct State {
    var idle: [Idle] = []
    var idleFloats = 0, leasedFloats = 0
    var leases = 0
    /// Bytes of all blocks, where memory is bounded; runs beyond it wait.
    var bound = Int.max
    var waiting: [DispatchSemaphore] = []

    var bytes: Int { (idleFloats + leasedFloats) * MemoryLayout<Float>.stride }

    /// Wakes the runs that wait; they look again.
    mutating func wakeAll() {
      for turn in waiting { turn.signal() }
      waiting = []
    }

    /// Takes the blocks out that nobody used for longest, and none that was used at lease `limit` or later.
    mutating func dropOldest(until budget: Int, before limit: Int) -> [Idle] {
      var dropped: [Idle] = []
      while idleFloats * MemoryLayout<Float>.stride > budget,
        let oldest = idle.indices.min(by: { idle[$0].lastUse < idle[$1].lastUse }), idle[oldest].lastUse < limit
      {
        idleFloats -= idle[oldest].block.count
        dropped.append(idle.remove(at: oldest))
      }
      return dropped
    }
  }

  private let state = Mutex<State>(State())
  private let budget: Int

  /// Leases after which a block that nobody used is no part of a steady mix of runs.
  static let recentLeases = 32

  /// How many times as large as needed a block may be where there are more than the budget. Blocks of ranges of sizes are
  /// together little more than the largest.
  private static let largerThanNeeded = 4

  /// A pool that keeps at most `budget` bytes beyond what the last `recentLeases` runs used.
  package init(budget: Int) { self.budget = budget }

  /// Lets all blocks together have so many bytes, and one run as much as it needs: others wait for it.
  package func bound(to bytes: Int) { state.withLock { $0.bound = bytes } }

  /// A block of at least so many floats; the smallest that there is.
  ///
  /// - Throws: `BackboneError.Code.environment` where the machine has not as much.
  func lease(floats: Int) throws(BackboneError) -> AlignedMemory {
    let rounded = Self.rounded(floats)
    func take(_ state: inout State) -> (found: AlignedMemory?, freed: [AlignedMemory], turn: DispatchSemaphore?) {
      state.leases += 1
      // Beyond the budget, a small run keeps no large block in use.
      let isBeyond = state.idleFloats * MemoryLayout<Float>.stride > budget
      let largest = isBeyond ? Self.largerThanNeeded * floats : .max
      let usable = state.idle.indices.filter { state.idle[$0].block.count <= largest }
      let fitting = usable.filter { state.idle[$0].block.count >= floats }
        .min { state.idle[$0].block.count < state.idle[$1].block.count }
      let tooSmall = usable.max { state.idle[$0].block.count < state.idle[$1].block.count }
      var freed: [AlignedMemory] = []
      if let index = fitting ?? tooSmall {
        let block = state.idle.remove(at: index).block
        state.idleFloats -= block.count
        if fitting != nil {
          state.leasedFloats += block.count
          return (block, [], nil)
        }
        freed.append(block)
      }
      if state.bytes + rounded * MemoryLayout<Float>.stride > state.bound {
        freed += state.idle.map(\.block)
        (state.idle, state.idleFloats) = ([], 0)
        if state.leasedFloats > 0, state.bytes + rounded * MemoryLayout<Float>.stride > state.bound {
          let turn = DispatchSemaphore(value: 0)
          state.waiting.append(turn)
          return (nil, freed, turn)
        }
      }
      state.leasedFloats += rounded
      return (nil, freed, nil)
    }
    while true {
      let (found, freed, turn) = state.withLock { take(&$0) }
      if let found { return found }
      // Freed before the larger one is made, so that both never are there at once.
      _ = consume freed
      guard let turn else { break }
      turn.wait()
    }
    do throws(BackboneError) {
      return try AlignedMemory(mapping: rounded)
    } catch {
      release(rounded)
      throw error
    }
  }

  /// Counts a block no longer that is not given back, and wakes who waits.
  private func release(_ floats: Int) {
    state.withLock { state in
      state.leasedFloats -= floats
      state.wakeAll()
    }
  }

  /// Takes a block back.
  func giveBack(_ block: AlignedMemory) {
    let dropped = state.withLock { state -> [Idle] in
      state.wakeAll()
      state.leasedFloats -= block.count
      state.idleFloats += block.count
      state.idle.append(Idle(block: block, lastUse: state.leases))
      guard state.idleFloats * MemoryLayout<Float>.stride > budget else { return [] }
      return state.dropOldest(until: budget, before: state.leases - Self.recentLeases)
    }
    _ = consume dropped  // Freed when the lock is open.
  }

  /// Frees what no run is using.
  package func trim() {
    let dropped = state.withLock { state in
      defer { (state.idle, state.idleFloats) = ([], 0) }
      return state.idle
    }
    _ = consume dropped
  }

  /// Bytes of all blocks, in use or idle.
  package var byteCount: Int {
    state.withLock { $0.bytes }
  }

  /// In steps of an eighth of a power of two, so that a slightly larger run does not make a new block.
  private static func rounded(_ floats: Int) -> Int {
    let step = max(1024, (1 << (Int.bitWidth - 1 - max(floats, 1).leadingZeroBitCount)) / 8)
    return (floats + step - 1) / step * step
  }
}
