internal import BackbonesDigests
internal import BackbonesEngine
internal import BackbonesImages
internal import Dispatch
internal import Synchronization
internal import Backbones
internal import BackbonesGraphs
public import BackbonesTensors

/// How pictures become features.
public struct ExtractionOptions: Sendable {
  /// Pictures that are computed together by one processor.
  public var batch = 4
  /// Processors at work; nil for all that the process may use.
  public var processors: Int?
  /// Whether JPEGs much larger than the model's input are decoded at half, a quarter or an eighth of their size, which is faster and
  /// gives other pixels than timm has.
  public var fastDecode = false
  /// The most pixels of a picture.
  public var maxPixels = RasterImage.filePixelLimit

  /// As the properties' defaults.
  public init() {}
}

/// What came of one picture.
public struct ExtractedImage: Sendable {
  /// The source's name.
  public let name: String
  /// Height and width of the upright picture; nil where it could not be decoded.
  public let size: ImageSize?
  /// The SHA-256 of the encoded file; nil where it could not be read, and for pixels.
  public let digest: String?
  /// A tensor for each output, without the axis of images; or why there is none.
  public let features: Result<[Tensor], BackboneError>

  /// The elements of each output, little-endian; nil where there are none.
  func bytes(as type: ElementType) -> [[UInt8]]? { (try? features.get())?.map { $0.bytes(as: type) } }
}

/// Reads, decodes, resizes and computes on all processors, each with a few pictures at a time from file to features: no processor
/// waits for another, and what is in flight is bounded. Results come in the order of the sources.
///
/// A picture's bits depend neither on its neighbours nor on the number of processors, since those of a model do not.
struct Pipeline: Sendable {
  let model: Model
  let outputs: [OutputName]
  let options: ExtractionOptions
  private let preprocessing: Preprocessing
  let processors: Int

  /// - Throws: as `model.preprocessing`.
  init(_ model: Model, _ outputs: [OutputName], _ options: ExtractionOptions) throws(BackboneError) {
    (self.model, self.outputs, self.options) = (model, outputs, options)
    preprocessing = try model.preprocessing
    processors = options.processors ?? EngineOptions().threads
  }

  /// Some neighbouring sources, and what their results go to.
  struct Chunk<Context: Sendable>: Sendable {
    let sources: [ImageSource]
    let context: Context
  }

  /// Runs until there are no more chunks.
  ///
  /// - Parameters:
  ///   - next: the next chunk; called by one thread at a time.
  ///   - deliver: takes a chunk's results, in the order of the chunks; called by one thread at a time.
  /// - Throws: what `next` and `deliver` throw, and what no other picture would fare better with: too little memory.
  func run<Context: Sendable>(
    next: @escaping @Sendable () throws(BackboneError) -> Chunk<Context>?,
    deliver: @escaping @Sendable ([ExtractedImage], Context) throws(BackboneError) -> Void
  ) throws(BackboneError) {
    let queue = Queue<Context>(next: next, deliver: deliver, room: 2 * processors)
    DispatchQueue.concurrentPerform(iterations: processors) { _ in
      while let (number, chunk) = queue.take() {
        queue.give(number, Result { () throws(BackboneError) in try extract(chunk.sources) }, chunk.context)
      }
    }
    if let error = queue.error { throw error }
  }

  /// The features of some pictures.
  func extract(_ sources: [ImageSource]) throws(BackboneError) -> [ExtractedImage] {
    var views: [RasterImage] = []
    var results: [(name: String, size: ImageSize?, digest: String?, view: Result<Int, BackboneError>)] = []
    for source in sources {
      var (size, digest): (ImageSize?, String?)
      do throws(BackboneError) {
        let view: RasterImage
        switch try source.load() {
        case .encoded(let bytes):
          (view, size) = try bytes.withUnsafeBufferPointer { (bytes) throws(BackboneError) in
            let bytes = UnsafeRawBufferPointer(bytes)
            digest = try Digest.sha256(bytes)
            return try preprocessing.view(
              decoding: bytes, named: source.name, maxPixels: options.maxPixels, isFast: options.fastDecode)
          }
        case .pixels(let image):
          (view, size) = (try preprocessing.view(of: image), ImageSize(image.height, image.width))
        }
        results.append((source.name, size, digest, .success(views.count)))
        views.append(view)
      } catch {
        guard error.code != .environment else { throw error }
        results.append((source.name, size, digest, .failure(error)))
      }
    }
    let rows = views.isEmpty ? [] : try model.outputs(outputs, of: try preprocessing.tensor(ofViews: views))
    return results.map { name, size, digest, view in
      ExtractedImage(
        name: name, size: size, digest: digest, features: view.map { index in rows.map { $0.entry(index) } })
    }
  }
}

/// Chunks in order, in flight no more than there is room for.
private final class Queue<Context: Sendable>: Sendable {
  typealias Outcome = Result<[ExtractedImage], BackboneError>

  private struct Inlet {
    var taken = 0
    var isDry = false
  }

  private struct Outlet {
    var given = 0
    var waiting: [Int: (Outcome, Context)] = [:]
    var error: BackboneError?
  }

  private let next: @Sendable () throws(BackboneError) -> Pipeline.Chunk<Context>?
  private let deliver: @Sendable ([ExtractedImage], Context) throws(BackboneError) -> Void
  private let room: DispatchSemaphore
  private let inlet = Mutex(Inlet())
  private let outlet = Mutex(Outlet())

  init(
    next: @escaping @Sendable () throws(BackboneError) -> Pipeline.Chunk<Context>?,
    deliver: @escaping @Sendable ([ExtractedImage], Context) throws(BackboneError) -> Void, room: Int
  ) {
    (self.next, self.deliver, self.room) = (next, deliver, DispatchSemaphore(value: room))
  }

  var error: BackboneError? { outlet.withLock { $0.error } }

  /// The next chunk and its number; nil where there is none, or where something failed.
  func take() -> (Int, Pipeline.Chunk<Context>)? {
    room.wait()
    let taken: (Int, Pipeline.Chunk<Context>)? = inlet.withLock { inlet in
      guard !inlet.isDry, error == nil else { return nil }
      do throws(BackboneError) {
        guard let chunk = try next() else {
          inlet.isDry = true
          return nil
        }
        chunk.sources.forEach { $0.readAhead() }
        inlet.taken += 1
        return (inlet.taken - 1, chunk)
      } catch {
        inlet.isDry = true
        fail(error)
        return nil
      }
    }
    if taken == nil { room.signal() }
    return taken
  }

  /// Hands over what came of a chunk.
  func give(_ number: Int, _ outcome: Outcome, _ context: Context) {
    outlet.withLock { outlet in
      outlet.waiting[number] = (outcome, context)
      while let (outcome, context) = outlet.waiting.removeValue(forKey: outlet.given) {
        outlet.given += 1
        room.signal()
        guard outlet.error == nil else { continue }
        do throws(BackboneError) {
          try deliver(try outcome.get(), context)
        } catch {
          outlet.error = error
        }
      }
    }
  }

  private func fail(_ error: BackboneError) {
    outlet.withLock { $0.error = $0.error ?? error }
  }
}
