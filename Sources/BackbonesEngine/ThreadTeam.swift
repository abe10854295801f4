internal import CBackbonesKernels
internal import Synchronization

/// A fork-join thread pool, one for each number of threads. It forks and joins in about a microsecond, and serves one
/// forward pass at a time.
///
/// A caller that finds the team busy computes on its own thread, so that no caller waits for another and cores are not
/// oversubscribed.
final class ThreadTeam: Sendable {
  /// Threads in all, the caller's included.
  let threads: Int
  private let team: Handle?

  /// `@unchecked`: the C team synchronises itself, and `bb_team_claim` gives it to one caller at a time.
  private struct Handle: @unchecked Sendable { let pointer: OpaquePointer }

  private static let shared = Mutex<[Int: ThreadTeam]>([:])

  /// The team of the given number of threads, made at first use and kept.
  static func shared(threads: Int) -> ThreadTeam {
    shared.withLock { teams in
      if let team = teams[threads] { return team }
      let team = ThreadTeam(threads: threads)
      teams[threads] = team
      return team
    }
  }

  /// The processors that this process may use.
  static var processors: Int { Int(bb_processors_available()) }

  private init(threads: Int) {
    self.threads = threads
    team = threads > 1 ? bb_team_create(Int32(threads)).map(Handle.init) : nil
  }

  /// Calls `body` with the workers for its forks: the team's if it is free, else the calling thread alone.
  func withWorkers<Result>(_ body: (Workers) throws -> Result) rethrows -> Result {
    guard let team, bb_team_claim(team.pointer) != 0 else { return try body(.alone) }
    defer { bb_team_release(team.pointer) }
    return try body(Workers(team: team.pointer))
  }

  /// The threads that run the tasks of one forward pass.
  struct Workers {
    typealias Body = (_ arena: Program.Arena, _ task: Int, _ worker: Int) -> Void

    fileprivate let team: OpaquePointer?

    /// The calling thread.
    static var alone: Workers { Workers(team: nil) }

    /// Runs tasks `0..<count`, each once; returns when all have ended.
    func run(_ count: Int, _ body: (_ task: Int) -> Void) {
      guard count > 1, let team else { return (0..<count).forEach(body) }
      withoutActuallyEscaping(body) { body in
        withUnsafePointer(to: body) { job in
          bb_team_run(
            team, Int32(count),
            { context, task, _ in context!.assumingMemoryBound(to: ((Int) -> Void).self).pointee(Int(task)) },
            UnsafeMutableRawPointer(mutating: job))
        }
      }
    }

    /// Runs tasks `0..<count`, each once, on workers `0..<threads`; returns when all have ended.
    ///
    /// The arena is an argument, not a capture, so that a run allocates no closures.
    func run(_ count: Int, over arena: Program.Arena, _ body: @escaping Body) {
      guard count > 1, let team else {
        for task in 0..<count { body(arena, task, 0) }
        return
      }
      withUnsafePointer(to: (arena, body)) { job in
        bb_team_run(
          team, Int32(count),
          { context, task, worker in
            let job = context!.assumingMemoryBound(to: (Program.Arena, Body).self)
            job.pointee.1(job.pointee.0, Int(task), Int(worker))
          }, UnsafeMutableRawPointer(mutating: job))
      }
    }
  }
}
