internal import BackbonesEngine
internal import Synchronization
public import Backbones
public import BackbonesGraphs
public import BackbonesTensors

extension Model {
  /// The features of some pictures, one after the other on the calling thread.
  ///
  /// - Returns: a result for each, in order; a picture that cannot be read is one of them.
  /// - Throws: as `outputs(_:of:from:layouts:outputStride:)` and `preprocessing`.
  public func extract(
    _ images: [ImageSource], outputs: [OutputName], options: ExtractionOptions = ExtractionOptions()
  ) throws(BackboneError) -> [ExtractedImage] {
    try Pipeline(self, outputs, options).extract(images)
  }

  /// The features of pictures as they come, in their order: read, decoded and computed on all processors.
  ///
  /// Back-pressure: only a few results are computed ahead of the consumer. Cancelling the task, or releasing the iterator, ends
  /// the work in flight between two steps.
  ///
  /// ```swift
  /// for try await image in model.extract(photos, outputs: [.prelogits]) { … }
  /// ```
  /// Create the model with `EngineOptions(threads: 1)`: each picture has a processor.
  public func extract<Images: AsyncSequence & Sendable>(
    _ images: Images, outputs: [OutputName], options: ExtractionOptions = ExtractionOptions()
  ) throws(BackboneError) -> ExtractedImages<Images> where Images.Element == ImageSource {
    ExtractedImages(base: images, pipeline: try Pipeline(self, outputs, options))
  }
}

/// Features of pictures as they come; see `Model.extract(_:outputs:options:)`.
public struct ExtractedImages<Base: AsyncSequence & Sendable>: AsyncSequence, Sendable
where Base.Element == ImageSource {
  let base: Base
  let pipeline: Pipeline

  /// The results, in order.
  public func makeAsyncIterator() -> Iterator { Iterator(base: base.makeAsyncIterator(), pipeline: pipeline) }

  /// Asks for results.
  public struct Iterator: AsyncIteratorProtocol {
    private var base: Base.AsyncIterator
    private var isDry = false
    private var ready: ArraySlice<ExtractedImage> = []
    private let pipeline: Pipeline
    private let flight = Flight()

    init(base: Base.AsyncIterator, pipeline: Pipeline) { (self.base, self.pipeline) = (base, pipeline) }

    /// The next result; nil at the end.
    public mutating func next() async throws -> ExtractedImage? {
      while ready.isEmpty {
        try Task.checkCancellation()
        while !isDry && flight.count < 2 * pipeline.processors {
          var sources: [ImageSource] = []
          while sources.count < pipeline.options.batch, let source = try await base.next() { sources.append(source) }
          isDry = sources.count < pipeline.options.batch
          if !sources.isEmpty { flight.begin(sources, pipeline) }
        }
        guard let results = try await flight.first() else { return nil }
        ready = results[...]
      }
      return ready.removeFirst()
    }
  }
}

/// Chunks at work, in order; cancelled when nobody asks for them any more.
private final class Flight: Sendable {
  private let tasks = Mutex<[Task<[ExtractedImage], any Error>]>([])

  var count: Int { tasks.withLock { $0.count } }

  deinit { tasks.withLock { $0.forEach { $0.cancel() } } }

  func begin(_ sources: [ImageSource], _ pipeline: Pipeline) {
    let task = Task { try await pipeline.model.asynchronous.call { _ in try pipeline.extract(sources) } }
    tasks.withLock { $0.append(task) }
  }

  /// The results of the chunk that is first; nil where there is none.
  func first() async throws -> [ExtractedImage]? {
    guard let task = tasks.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { return nil }
    return try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
  }
}
