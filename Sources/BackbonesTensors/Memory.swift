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
  /// Bytes from which on memory is mapped. Holes that an allocator keeps of results of many sizes would add up.
  package static let mapped = 4 << 20
  /// The start of the memory.
  package let floats: UnsafeMutablePointer<Float>
  /// How many floats it holds.
  package let count: Int
  /// Bytes of these.
  package var byteCount: Int { count * MemoryLayout<Float>.stride }
  /// What frees the memory.
  private enum Owner {
    /// The allocator's, from this address.
    case allocator(UnsafeMutableRawPointer)
    /// It was mapped: so many bytes.
    case pages(Int)
    /// It is a part of what somebody else keeps.
    case part(of: any AnyObject & Sendable)
  }
  private let owner: Owner

  /// Whether it is a part of a mapped file.
  package var isOfFile: Bool { if case .part(is MappedFile) = owner { true } else { false } }

  /// Memory for `count` elements, at least one cache line.
  ///
  /// - Throws: `BackboneError.Code.environment` where the machine has not as much.
  package convenience init(reserving count: Int) throws(BackboneError) {
    if count * MemoryLayout<Float>.stride >= Self.mapped {
      try self.init(mapping: count)
    } else {
      try self.init(allocating: count)
    }
  }

  /// Memory of the allocator's.
  private init(allocating count: Int) throws(BackboneError) {
    let bytes = max(count * MemoryLayout<Float>.stride, Self.alignment)
    let isLarge = bytes >= Self.hugePage
    try requireMemory(bytes)
    // An allocator that is asked for alignment passes over the holes that what was freed has left.
    let alignment = isLarge ? Self.hugePage : Self.alignment
    guard let base = malloc(bytes + alignment) else { throw .noMemory(bytes) }
    let start = base.alignedUp(toMultipleOf: alignment)
    // Whole pages only: the rest would be filled up to one.
    if isLarge { bb_prefer_huge_pages(start, bytes / Self.hugePage * Self.hugePage) }
    self.count = count
    owner = .allocator(base)
    floats = start.bindMemory(to: Float.self, capacity: max(count, 1))
  }

  /// Memory for `count` elements, of pages that the system gives and gets back at once: for what lives long or is large. An
  /// allocator would keep parts of it when it is freed.
  ///
  /// - Throws: `BackboneError.Code.environment` where the machine has not as much.
  package init(mapping count: Int) throws(BackboneError) {
    let page = Int(getpagesize())
    let bytes = max((count * MemoryLayout<Float>.stride + page - 1) / page * page, page)
    let isLarge = bytes >= Self.hugePage
    try requireMemory(bytes)
    // A huge page lies at a multiple of its size; what is mapped around is given back.
    let mapped = isLarge ? bytes + Self.hugePage : bytes
    guard let base = mmap(nil, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0), base != MAP_FAILED else {
      throw .noMemory(bytes)
    }
    var start = base
    if isLarge {
      let before = (Self.hugePage - Int(bitPattern: base) % Self.hugePage) % Self.hugePage
      start = base + before
      if before > 0 { munmap(base, before) }
      if before < Self.hugePage { munmap(start + bytes, Self.hugePage - before) }
      bb_prefer_huge_pages(start, bytes / Self.hugePage * Self.hugePage)
    }
    self.count = count
    owner = .pages(bytes)
    floats = start.bindMemory(to: Float.self, capacity: max(count, 1))
  }

  /// Memory for `floats` elements, at least one cache line; ends the process where the machine has not as much, as
  /// Swift's own collections do. For what no file and no caller decides the size of.
  package convenience init(floats count: Int) {
    do {
      try self.init(reserving: count)
    } catch {
      fatalError(error.message)
    }
  }

  /// `count` floats from `offset` on, a multiple of a cache line's.
  fileprivate init(_ whole: AlignedMemory, offset: Int, count: Int) {
    owner = .part(of: whole)
    self.count = count
    floats = whole.floats + offset
  }

  /// Bytes of a mapped file, to be read only, as floats.
  ///
  /// - Precondition: the range begins at a multiple of `alignment`, and holds whole floats.
  package init(_ file: MappedFile, _ range: Range<Int>) {
    precondition(range.lowerBound % Self.alignment == 0 && range.count % MemoryLayout<Float>.stride == 0)
    owner = .part(of: file)
    count = range.count / MemoryLayout<Float>.stride
    floats = UnsafeMutablePointer(
      mutating: (file.bytes.baseAddress! + range.lowerBound).assumingMemoryBound(to: Float.self))
  }

  deinit {
    switch owner {
    case .allocator(let base): free(base)
    case .pages(let bytes): munmap(floats, bytes)
    case .part: break
    }
  }
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
  ///
  /// - Throws: `BackboneError.Code.environment` where the machine has not as much.
  package mutating func allocate(floats count: Int) throws(BackboneError) -> AlignedMemory {
    let rounded = max(1, (count + Self.line - 1) / Self.line) * Self.line
    guard rounded < Self.slabFloats / 2 else { return try AlignedMemory(mapping: count) }
    if slab == nil || used + rounded > slab!.count {
      guard let new = try? AlignedMemory(mapping: Self.slabFloats) else { return try AlignedMemory(mapping: count) }
      (slab, used) = (new, 0)
    }
    defer { used += rounded }
    return AlignedMemory(slab!, offset: used, count: count)
  }
}

/// Checks that the system would give so many bytes, and some more. Where it would not, Swift's own collections end the process;
/// so what is large asks before, and leaves room for all that is small.
///
/// - Throws: `BackboneError.Code.environment` where the machine has not as much.
package func requireMemory(_ bytes: Int) throws(BackboneError) {
  guard bytes >= MemoryHeadroom.large else { return }
  let (wanted, overflows) = bytes.addingReportingOverflow(MemoryHeadroom.bytes)
  guard !overflows, let base = mmap(nil, wanted, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0),
    base != MAP_FAILED
  else { throw .noMemory(bytes) }
  munmap(base, wanted)
}

/// Room that is left for what is small.
private enum MemoryHeadroom {
  /// Bytes that are left when something large is allocated: names and steps of a large graph, messages, buffers of decoders.
  static let bytes = 24 << 20
  /// What is large.
  static let large = 32 << 10
}

extension BackboneError {
  /// There is no memory of so many bytes.
  static func noMemory(_ bytes: Int) -> BackboneError {
    BackboneError(.environment, "no memory for \(bytes) bytes: take smaller or fewer images, or a smaller model")
  }
}
