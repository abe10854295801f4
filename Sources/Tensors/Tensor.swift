internal import CKernels

/// An immutable f32 array: a shape and its elements, row-major, contiguous.
///
/// Copies share storage. Maps are in timm's layout (`[N, C, H, W]`) wherever a user meets them.
public struct Tensor: Sendable {
  /// The extents.
  public let shape: Shape
  private let storage: Storage

  /// The number of elements.
  public var count: Int { shape.count }

  /// A tensor whose elements `fill` writes.
  ///
  /// - Parameter fill: gets uninitialised memory for `shape.count` elements and must write every one of them.
  public init(_ shape: Shape, filledBy fill: (UnsafeMutableBufferPointer<Float>) throws -> Void) rethrows {
    let memory = AlignedMemory(floats: shape.count)
    try fill(UnsafeMutableBufferPointer(start: memory.floats, count: shape.count))
    self.init(shape, memory: memory)
  }

  /// A tensor of the given elements.
  ///
  /// - Precondition: `elements.count == shape.count`.
  public init(_ shape: Shape, _ elements: [Float]) {
    precondition(elements.count == shape.count, "\(elements.count) elements for shape \(shape)")
    self.init(shape) { _ = $0.initialize(from: elements) }
  }

  /// A tensor in which every element is `value`.
  public init(_ shape: Shape, repeating value: Float) {
    self.init(shape) { $0.initialize(repeating: value) }
  }

  /// A tensor over memory that somebody else keeps, such as a mapped file.
  ///
  /// - Parameter owner: what keeps `base` valid and unchanged for as long as it lives.
  package init(_ shape: Shape, borrowing base: UnsafePointer<Float>, from owner: any AnyObject & Sendable) {
    self.shape = shape
    storage = Storage(base: base, owner: owner)
  }

  private init(_ shape: Shape, memory: AlignedMemory) {
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
  public func reshaped(_ newShape: Shape) -> Tensor {
    precondition(newShape.count == count, "\(shape) cannot be read as \(newShape)")
    return Tensor(newShape, borrowing: storage.base, from: storage)
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

/// Uninitialised memory aligned for the widest vectors, freed with its last reference.
///
/// Large memory asks for huge pages: kernels stream through weights, and a page's end stops what the processor fetches
/// ahead.
///
/// `@unchecked`: whoever allocates it decides who may write, as with any raw memory.
package final class AlignedMemory: @unchecked Sendable {
  /// One cache line, and one AVX-512 register.
  package static let alignment = 64
  private static let hugePage = 2 << 20
  /// The start of the memory.
  package let floats: UnsafeMutablePointer<Float>
  /// How many floats it holds.
  package let count: Int
  /// The memory that this is a part of.
  private let whole: AlignedMemory?

  /// Memory for `floats` elements, at least one cache line.
  package init(floats count: Int) {
    self.count = count
    whole = nil
    let bytes = max(count * MemoryLayout<Float>.stride, Self.alignment)
    let isLarge = bytes >= Self.hugePage
    let start = UnsafeMutableRawPointer.allocate(
      byteCount: bytes, alignment: isLarge ? Self.hugePage : Self.alignment)
    // Whole pages only: the rest would be filled up to one.
    if isLarge { bb_prefer_huge_pages(start, bytes / Self.hugePage * Self.hugePage) }
    floats = start.bindMemory(to: Float.self, capacity: max(count, 1))
  }

  /// `count` floats from `offset` on, a multiple of a cache line's.
  fileprivate init(_ whole: AlignedMemory, offset: Int, count: Int) {
    self.whole = whole
    self.count = count
    floats = whole.floats + offset
  }

  deinit { if whole == nil { UnsafeMutableRawPointer(floats).deallocate() } }
}

/// Memory that is handed out piece by piece and freed with the last piece: so that what is used together shares huge
/// pages, however small the pieces.
package struct MemoryPool: ~Copyable, Sendable {
  private var slab: AlignedMemory?
  private var used = 0

  /// Floats of a slab; what of it is never written takes no memory.
  private static let slabFloats = 8 << 20
  private static let line = AlignedMemory.alignment / MemoryLayout<Float>.stride

  package init() {}

  /// Memory for `floats` elements.
  package mutating func allocate(floats count: Int) -> AlignedMemory {
    let rounded = max(1, (count + Self.line - 1) / Self.line) * Self.line
    guard rounded < Self.slabFloats / 2 else { return AlignedMemory(floats: count) }
    if slab == nil || used + rounded > slab!.count {
      slab = AlignedMemory(floats: Self.slabFloats)
      used = 0
    }
    defer { used += rounded }
    return AlignedMemory(slab!, offset: used, count: count)
  }
}
