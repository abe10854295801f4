internal import CBackbonesKernels
internal import BackbonesCLibrary

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

  /// Memory for `count` elements, at least one cache line.
  ///
  /// - Throws: `BackboneError.Code.environment` where the machine has not as much.
  package init(reserving count: Int) throws(BackboneError) {
    let bytes = max(count * MemoryLayout<Float>.stride, Self.alignment)
    let isLarge = bytes >= Self.hugePage
    var start: UnsafeMutableRawPointer?
    guard posix_memalign(&start, isLarge ? Self.hugePage : Self.alignment, bytes) == 0, let start else {
      throw BackboneError(.environment, "no memory for \(bytes) bytes: take smaller or fewer images")
    }
    // Whole pages only: the rest would be filled up to one.
    if isLarge { bb_prefer_huge_pages(start, bytes / Self.hugePage * Self.hugePage) }
    self.count = count
    whole = nil
    floats = start.bindMemory(to: Float.self, capacity: max(count, 1))
  }

  /// Memory for `floats` elements, at least one cache line; ends the process where the machine has not as much, as
  /// Swift's own collections do.
  package convenience init(floats count: Int) {
    do {
      try self.init(reserving: count)
    } catch {
      fatalError(error.message)
    }
  }

  /// `count` floats from `offset` on, a multiple of a cache line's.
  fileprivate init(_ whole: AlignedMemory, offset: Int, count: Int) {
    self.whole = whole
    self.count = count
    floats = whole.floats + offset
  }

  deinit { if whole == nil { free(floats) } }
}

/// A slab allocator: pieces of one slab share its huge pages, and the slab is freed with its last piece.
package struct MemoryPool: ~Copyable, Sendable {
  private var slab: AlignedMemory?
  private var used = 0

  /// Floats of a slab; what of it is never written takes no memory.
  private static let slabFloats = 16 << 20
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
