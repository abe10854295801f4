internal import Synchronization
package import BackbonesTensors

/// What may end a run before it is done: a cancelled task, or a time. Runs look at it between steps.
package final class Interruption: Sendable {
  private let isCancelled = Atomic(false)
  private let deadline: ContinuousClock.Instant?

  /// The interruption of the calls that are made now.
  @TaskLocal package static var current: Interruption?

  /// An interruption by `cancel`, or at a time.
  package init(deadline: ContinuousClock.Instant?) { self.deadline = deadline }

  /// Ends runs at their next step.
  package func cancel() { isCancelled.store(true, ordering: .relaxed) }

  /// Whether runs should end.
  var isDue: Bool {
    isCancelled.load(ordering: .relaxed) || deadline.map { ContinuousClock.now >= $0 } ?? false
  }

  /// Throws where the call should end.
  ///
  /// - Throws: `BackboneError.Code.interrupted`.
  package func check() throws(BackboneError) {
    if isCancelled.load(ordering: .relaxed) { throw BackboneError(.interrupted, "the call was cancelled") }
    if isDue { throw BackboneError(.interrupted, "the call was not done at its deadline") }
  }
}
