internal import BackbonesTensors
internal import CBackbonesKernels

/// Sums over the rows of each image, in parts that threads share. The number of parts depends on the map alone, so that
/// results do not depend on the number of threads.
struct PartialSums: Sendable {
  /// The parts of an image, and the rows that they are of.
  let parts: Int64, rows: Int64
  /// Where the sums lie; for the step that reads them.
  let view: View
  /// Doubles of an image.
  private let count: Int

  fileprivate init(parts: Int, rows: Int, view: View, count: Int) {
    (self.parts, self.rows, self.view, self.count) = (Int64(parts), Int64(rows), view, count)
  }

  /// The sums of an image, part by part.
  func pointer(_ image: Int, _ arena: Program.Arena) -> UnsafeMutablePointer<Double> {
    UnsafeMutableRawPointer(arena.pointer(view)).assumingMemoryBound(to: Double.self) + image * count
  }
}

extension ProgramBuilder {
  /// Emits a step that sums each channel over an image's rows.
  ///
  /// - Parameters:
  ///   - skipping: rows at the front of each image that do not count.
  ///   - kinds: what is summed; the sums of one kind stand behind those of the other in each part.
  func emitPartialSums(_ algorithm: String, of x: View, skipping: Int = 0, _ kinds: [bb_pool_kind]) -> PartialSums {
    let (images, columns) = (x.shape[0], x.columns)
    let rows = x.rows / images
    let counted = rows - skipping
    let parts = max(1, min(Tuning.poolParts, counted / Tuning.poolRowsOfPart))
    let size = bb_pool_part_count(Int32(columns))
    // A double is two floats.
    let view = temporary([images, parts, 2 * kinds.count * size])
    let sums = PartialSums(parts: parts, rows: counted, view: view, count: parts * kinds.count * size)
    emit(
      algorithm, over: images * parts, weight: counted / parts * columns * kinds.count * Split.perFloat, reads: [x],
      writes: view
    ) { arena, some, _ in
      for number in some {
        let (image, part) = (number / parts, number % parts)
        let (first, end) = (counted * part / parts, counted * (part + 1) / parts)
        for (index, kind) in kinds.enumerated() {
          bb_pool_rows(
            kind, arena.pointer(x) + (image * rows + skipping + first) * x.stride, x.stride, Int64(end - first),
            sums.pointer(image, arena) + (part * kinds.count + index) * size, Int32(columns))
        }
      }
    }
    return sums
  }
}
