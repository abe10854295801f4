internal import BackbonesEngine
internal import BackbonesGraphs
internal import Synchronization

/// The programs of a model that were used last, as many as fit a budget with the forms of weights that are packed for them.
final class ProgramCache: Sendable {
  /// What a program is for.
  struct Request: Hashable {
    var shape: [Int]
    var outputStride: ImageSize?
    var outputs: [OutputName]
    var layouts: [OutputFormat]
    var entrance: EntryPoint
  }

  private struct Cached {
    var program: Program
    /// The number of the look-up that found it last.
    var lastUse: Int
  }

  private struct State {
    var programs: [Request: Cached] = [:]
    var bytes = 0, lookUps = 0

    mutating func remove(_ request: Request) -> Program? {
      let program = programs.removeValue(forKey: request)?.program
      bytes -= program?.byteCount ?? 0
      return program
    }
  }

  private let state = Mutex<State>(State())
  private let weights: PreparedWeights
  private let budget: Int

  /// Budgets that the further forms of weights may take together.
  private static let budgetsOfForms = 4
  /// The number of programs that are kept even beyond the budget: a mix of a few shapes of a large model then rebuilds none.
  private static let least = 16

  /// A cache of at most `budget` bytes, and of `least` programs at least, which read these weights.
  init(budget: Int, weights: PreparedWeights) { (self.budget, self.weights) = (budget, weights) }

  /// The program of a request, if it is there.
  subscript(request: Request) -> Program? {
    state.withLock { state in
      state.lookUps += 1
      state.programs[request]?.lastUse = state.lookUps
      return state.programs[request]?.program
    }
  }

  /// Keeps a program, and drops those that were not used for longest where there is no room for it.
  func keep(_ program: Program, for request: Request) {
    let other = state.withLock { state in
      let other = state.remove(request)  // That of a caller who made the same one meanwhile.
      state.programs[request] = Cached(program: program, lastUse: state.lookUps)
      state.bytes += program.byteCount
      return other
    }
    _ = consume other
    // Each is freed when the lock is open, and then what only it has read.
    while let dropped = dropOldest() { _ = consume dropped }
  }

  /// Removes the least recently used program; nil where there is room.
  private func dropOldest() -> Program? {
    state.withLock { state in
      guard state.programs.count > Self.least,
        state.bytes > budget || weights.furtherByteCount > Self.budgetsOfForms * budget,
        let oldest = state.programs.min(by: { $0.value.lastUse < $1.value.lastUse })
      else { return nil }
      return state.remove(oldest.key)
    }
  }

  /// Drops all programs; those at work are freed when they are done.
  func trim() {
    let dropped = state.withLock { state in
      defer { (state.programs, state.bytes) = ([:], 0) }
      return state.programs
    }
    _ = consume dropped
  }

  /// Bytes of the programs, about.
  var byteCount: Int { state.withLock { $0.bytes } }
}
