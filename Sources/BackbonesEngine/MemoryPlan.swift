/// Offsets of buffers in one arena. Buffers whose lifetimes do not overlap may share memory.
struct MemoryPlan: Sendable {
  /// Floats from the arena's start to each buffer.
  let offsets: [Int]
  /// Floats of the arena.
  let size: Int
  /// A lower bound for any plan: the largest sum of buffers alive at one step.
  let bound: Int

  /// Floats of a cache line, to which buffers are aligned.
  private static let line = 16

  /// Plans the arena.
  ///
  /// - Parameters:
  ///   - sizes: floats of each buffer.
  ///   - lives: the first and last step at which each buffer is in use.
  ///
  /// Largest first, each at the lowest place that is free during its life (Pisarchyk & Lee 2020, arXiv:2001.03288).
  init(sizes: [Int], lives: [ClosedRange<Int>]) {
    let rounded = sizes.map { ($0 + Self.line - 1) / Self.line * Self.line }
    var offsets = [Int](repeating: 0, count: sizes.count)
    // From low to high.
    var placed: [Int] = []
    for buffer in sizes.indices.sorted(by: { (rounded[$0], $1) > (rounded[$1], $0) }) {
      var offset = 0
      for other in placed where lives[other].overlaps(lives[buffer]) {
        if offsets[other] >= offset + rounded[buffer] { break }
        offset = max(offset, offsets[other] + rounded[other])
      }
      offsets[buffer] = offset
      placed.insert(buffer, at: placed.lastIndex { offsets[$0] <= offset }.map { $0 + 1 } ?? 0)
    }
    self.offsets = offsets
    size = placed.map { offsets[$0] + rounded[$0] }.max() ?? 0

    var changes: [Int: Int] = [:]
    for buffer in sizes.indices {
      changes[lives[buffer].lowerBound, default: 0] += rounded[buffer]
      changes[lives[buffer].upperBound + 1, default: 0] -= rounded[buffer]
    }
    var (live, peak) = (0, 0)
    for step in changes.keys.sorted() {
      live += changes[step]!
      peak = max(peak, live)
    }
    bound = peak
  }
}
