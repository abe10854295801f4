internal import BackbonesEngine
internal import BackbonesGraphs
internal import Synchronization

/// The programs of a model that were used last, as many as fit a budget.
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
  }

  private let state = Mutex<State>(State())
  private let budget: Int

  /// The number of programs that are kept even beyond the budget: a mix of a few shapes of a large model then rebuilds none.
  private static let least = 16

  /// A cache of at most `budget` bytes, and of `least` programs at least.
  init(budget: Int) { self.budget = budget }

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
    let dropped = state.withLock { state in
      var dropped: [Program] = []
      func drop(_ request: Request) {
        guard let old = state.programs.removeValue(forKey: request)?.program else { return }
        state.bytes -= old.byteCount
        dropped.append(old)
      }
      drop(request)  // That of a caller who made the same one meanwhile.
      while state.bytes + program.byteCount > budget, state.programs.count >= Self.least,
        let oldest = state.programs.min(by: { $0.value.lastUse < $1.value.lastUse })
      {
        drop(oldest.key)
      }
      state.programs[request] = Cached(program: program, lastUse: state.lookUps)
      state.bytes += program.byteCount
      return dropped
    }
    _ = consume dropped  // Freed when the lock is open.
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
