import Dispatch

/// One thread that runs tasks and nothing else.
private final class OwnThread: TaskExecutor {
  private let queue = DispatchQueue(label: "backbones.tests.own-thread")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}

/// Runs `body` on one thread of its own, which it gets for the tasks that it makes. Tests compute on the threads of
/// Swift's own executor, so a task that waits there for an event may go on minutes after it.
package func onOwnThread<Result: Sendable>(
  _ body: @Sendable (_ thread: any TaskExecutor) async throws -> Result
) async rethrows -> Result {
  let thread = OwnThread()
  return try await withTaskExecutorPreference(thread) { try await body(thread) }
}
