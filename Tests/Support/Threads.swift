import Foundation
import Synchronization

/// Runs a check on so many threads at once, which may be more than there are processors, so many times on each, and counts
/// how often it does not hold.
package func failures(
  onThreads threads: Int, rounds: Int, of check: @escaping @Sendable (_ thread: Int, _ round: Int) -> Bool
) -> Int {
  let failures = Counter()
  let group = DispatchGroup()
  for thread in 0..<threads {
    group.enter()
    Thread.detachNewThread {
      for round in 0..<rounds where !check(thread, round) { failures.value.withLock { $0 += 1 } }
      group.leave()
    }
  }
  group.wait()
  return failures.value.withLock { $0 }
}

private final class Counter: Sendable {
  let value = Mutex(0)
}
