internal import BackbonesCLibrary
internal import BackbonesEngine
public import BackbonesGraphs
public import BackbonesTensors
internal import Synchronization

/// A model's calls for asynchronous callers.
///
/// They compute on threads of their own, so that the caller's executor is free, and as many at a time as there are processors. A
/// cancelled task or the deadline ends a call between two steps, within milliseconds; the model is then as it was. Each throws
/// what the synchronous call of its name throws; `CancellationError` where the task was cancelled; and
/// `BackboneError.Code.interrupted` at the deadline.
///
/// ```swift
/// let maps = try await model.asynchronous.features(images)
/// let scores = try await model.asynchronous(until: .now + .seconds(1))(images)
/// ```
public struct AsynchronousModel: Sendable {
  /// The model.
  public let model: Model
  /// When calls give up; nil for never.
  public let deadline: ContinuousClock.Instant?

  /// See `Model.callAsFunction(_:)`.
  public func callAsFunction(_ images: Tensor) async throws -> Tensor { try await call { try $0(images) } }

  /// See `Model.forwardFeatures(_:)`.
  public func forwardFeatures(_ images: Tensor) async throws -> Tensor {
    try await call { try $0.forwardFeatures(images) }
  }

  /// See `Model.forwardHead(_:preLogits:)`.
  public func forwardHead(_ hidden: Tensor, preLogits: Bool = false) async throws -> Tensor {
    try await call { try $0.forwardHead(hidden, preLogits: preLogits) }
  }

  /// See `Model.features(_:outIndices:outputStride:)`.
  public func features(_ images: Tensor, outIndices: [Int]? = nil, outputStride: ImageSize? = nil) async throws
    -> [Tensor]
  {
    try await call { try $0.features(images, outIndices: outIndices, outputStride: outputStride) }
  }

  /// See `Model.forwardIntermediates(_:indices:norm:stopEarly:outputFormat:intermediatesOnly:returnPrefixTokens:)`.
  public func forwardIntermediates(
    _ images: Tensor, indices: IntermediateIndices = .all, norm: Bool = false, stopEarly: Bool = false,
    outputFormat: OutputFormat = .channelsFirst, intermediatesOnly: Bool = false, returnPrefixTokens: Bool = false
  ) async throws -> Intermediates {
    try await call {
      try $0.forwardIntermediates(
        images, indices: indices, norm: norm, stopEarly: stopEarly, outputFormat: outputFormat,
        intermediatesOnly: intermediatesOnly, returnPrefixTokens: returnPrefixTokens)
    }
  }

  /// See `Model.outputs(_:of:from:layouts:outputStride:)`.
  public func outputs(
    _ names: [OutputName], of input: Tensor, from entrance: EntryPoint = .image, layouts: [OutputFormat]? = nil,
    outputStride: ImageSize? = nil
  ) async throws -> [Tensor] {
    try await call { try $0.outputs(names, of: input, from: entrance, layouts: layouts, outputStride: outputStride) }
  }

  /// Any synchronous calls of the model, one after the other.
  public func call<Result: Sendable>(_ body: @escaping @Sendable (Model) throws -> Result) async throws -> Result {
    try await Self.threads.call(until: deadline) { try body(model) }
  }

  private static let threads = CallerThreads(EngineOptions().threads)
}

/// Threads for synchronous calls of asynchronous callers. They are no executor's: Dispatch's, which Swift's tasks share, are as
/// many as there are processors, and calls that compute would leave none to the tasks.
package final class CallerThreads: Sendable {
  private struct Calls {
    var atWork = 0
    var waiting: [@Sendable () -> Void] = []
  }

  private let count: Int
  private let calls = Mutex(Calls())

  /// Threads of which so many at most are at work.
  package init(_ count: Int) { self.count = count }

  /// Does this on a thread, after what was added before.
  private func add(_ call: @escaping @Sendable () -> Void) {
    let startsThread = calls.withLock { calls in
      calls.waiting.append(call)
      guard calls.atWork < count else { return false }
      calls.atWork += 1
      return true
    }
    guard startsThread else { return }
    startThread { while let call = self.next() { call() } }
  }

  /// The call that waits longest; without one the thread that asks is done.
  private func next() -> (@Sendable () -> Void)? {
    calls.withLock { calls in
      guard calls.waiting.isEmpty else { return calls.waiting.removeFirst() }
      calls.atWork -= 1
      return nil
    }
  }

  /// Calls `body` on a thread. A cancelled task, and the deadline, are `Interruption.current` to it.
  package func call<Result: Sendable>(
    until deadline: ContinuousClock.Instant? = nil, _ body: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    try Task.checkCancellation()
    let interruption = Interruption(deadline: deadline)
    do {
      return try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { continuation in
          add {
            continuation.resume(
              with: Swift.Result {
                try interruption.check()
                return try Interruption.$current.withValue(interruption) { try body() }
              })
          }
        }
      } onCancel: {
        interruption.cancel()
      }
    } catch let error as BackboneError where error.code == .interrupted {
      try Task.checkCancellation()
      throw error
    }
  }
}

/// Calls `body` on a thread of its own.
private func startThread(_ body: @escaping @Sendable () -> Void) {
  final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  let work = Unmanaged.passRetained(Work(body))
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  defer { pthread_attr_destroy(&attributes) }
  pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
  #if canImport(Darwin)
    var thread: pthread_t?
  #else
    var thread = pthread_t()
  #endif
  let status = pthread_create(
    &thread, &attributes,
    { work in
      let work: UnsafeMutableRawPointer? = work
      Unmanaged<Work>.fromOpaque(work!).takeRetainedValue().body()
      return nil
    }, work.toOpaque())
  if status != 0 { work.takeRetainedValue().body() }  // no thread to be had: on the caller's
}

extension Model {
  /// This model's calls for asynchronous callers.
  public var asynchronous: AsynchronousModel { AsynchronousModel(model: self, deadline: nil) }

  /// This model's calls for asynchronous callers, which give up at the deadline.
  public func asynchronous(until deadline: ContinuousClock.Instant) -> AsynchronousModel {
    AsynchronousModel(model: self, deadline: deadline)
  }
}
