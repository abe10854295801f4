/// An immutable f32 array: a shape and its elements, row-major, contiguous.
///
/// Copies share storage. Maps are in timm's layout (`[N, C, H, W]`) wherever a user meets them.
public struct Tensor: Sendable {
  /// The extents.
  public let shape: TensorShape
  private let storage: Storage

  /// The number of elements.
  public var count: Int { shape.count }

  /// A tensor whose elements `fill` writes. Where there is no memory for it, the process ends, as with Swift's own
  /// collections; `init(allocating:filledBy:)` throws.
  ///
  /// - Parameter fill: gets uninitialised memory for `shape.count` elements and must write every one of them.
  public init(_ shape: TensorShape, filledBy fill: (UnsafeMutableBufferPointer<Float>) throws -> Void) rethrows {
    let memory = AlignedMemory(floats: shape.count)
    try fill(UnsafeMutableBufferPointer(start: memory.floats, count: shape.count))
    self.init(shape, memory: memory)
  }

  /// A tensor whose elements `fill` writes, where others decide how large it is.
  ///
  /// - Parameter fill: gets uninitialised memory for `shape.count` elements and must write every one of them.
  /// - Throws: `BackboneError.Code.environment` where the machine has not as much memory; what `fill` throws.
  public init(
    allocating shape: TensorShape, filledBy fill: (UnsafeMutableBufferPointer<Float>) throws(BackboneError) -> Void
  ) throws(BackboneError) {
    let memory = try AlignedMemory(reserving: shape.count)
    try fill(UnsafeMutableBufferPointer(start: memory.floats, count: shape.count))
    self.init(shape, memory: memory)
  }

  /// A tensor of the given elements.
  ///
  /// - Precondition: `elements.count == shape.count`.
  public init(_ shape: TensorShape, _ elements: [Float]) {
    precondition(elements.count == shape.count, "\(elements.count) elements for shape \(shape)")
    self.init(shape) { _ = $0.initialize(from: elements) }
  }

  /// A tensor in which every element is `value`.
  public init(_ shape: TensorShape, repeating value: Float) {
    self.init(shape) { $0.initialize(repeating: value) }
  }

  /// A tensor over memory that somebody else keeps, such as a mapped file.
  ///
  /// - Parameter owner: what keeps `base` valid and unchanged for as long as it lives.
  package init(_ shape: TensorShape, borrowing base: UnsafePointer<Float>, from owner: any AnyObject & Sendable) {
    self.shape = shape
    storage = Storage(base: base, owner: owner)
  }

  private init(_ shape: TensorShape, memory: AlignedMemory) {
    self.init(shape, borrowing: UnsafePointer(memory.floats), from: memory)
  }

  /// The elements, valid during the call.
  public func withElements<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(storage) {} }
    return try body(UnsafeBufferPointer(start: storage.base, count: count))
  }

  /// The elements, copied.
  public var elements: [Float] { withElements { Array($0) } }

  /// The same elements in another shape.
  ///
  /// - Precondition: `newShape.count == count`.
  public func reshaped(_ newShape: TensorShape) -> Tensor {
    precondition(newShape.count == count, "\(shape) cannot be read as \(newShape)")
    return Tensor(newShape, borrowing: storage.base, from: storage)
  }

  /// A contiguous part of the elements, which begins at `offset`, in a shape of its own.
  package func sharing(_ part: TensorShape, from offset: Int) -> Tensor {
    Tensor(part, borrowing: storage.base + offset, from: storage)
  }

  /// Whether both have the same shape and the same bits.
  public func isBitIdentical(to other: Tensor) -> Bool {
    guard shape == other.shape else { return false }
    return withElements { a in
      other.withElements { b in
        UnsafeRawBufferPointer(a).elementsEqual(UnsafeRawBufferPointer(b))
      }
    }
  }
}

extension Tensor {
  /// `@unchecked`: the memory behind `base` is never written once the tensor exists, and `owner` keeps it alive.
  private final class Storage: @unchecked Sendable {
    let base: UnsafePointer<Float>
    let owner: any AnyObject & Sendable
    init(base: UnsafePointer<Float>, owner: any AnyObject & Sendable) {
      self.base = base
      self.owner = owner
    }
  }
}
