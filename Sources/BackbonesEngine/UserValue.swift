internal import BackbonesGraphs
internal import BackbonesTensors
internal import CBackbonesKernels

/// A value that the caller gives or gets, and how it moves between the caller's memory and the arena: a channels-first map is
/// transposed, all else is copied.
struct UserValue: Sendable {
  let view: View
  private let isTransposed: Bool
  /// The matrix of one image that is read.
  private let rows: Int, columns: Int
  private let parts: Split

  /// - Parameters:
  ///   - view: where it is in the arena; contiguous.
  ///   - layout: the caller's order of axes.
  ///   - isOutput: whether it moves from the arena to the caller.
  init(_ view: View, _ layout: OutputFormat, isOutput: Bool, threads: Int) {
    self.view = view
    isTransposed = view.shape.rank == 4 && layout == .channelsFirst
    let (pixels, channels) = isTransposed ? (view.shape.extent.area, view.shape.channels) : (1, view.shape.count)
    (rows, columns) = isOutput ? (pixels, channels) : (channels, pixels)
    let line = AlignedMemory.alignment / MemoryLayout<Float>.stride
    parts = Split(columns, weight: rows * Split.perFloat, grain: line, threads: threads)
  }

  func move(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ workers: ThreadTeam.Workers
  ) {
    guard isTransposed else { return target.update(from: source, count: view.shape.count) }
    workers.run(view.shape[0] * parts.parts) { task in
      let (image, part) = task.quotientAndRemainder(dividingBy: parts.parts)
      let range = parts[part], first = image * rows * columns
      bb_transpose(
        source + first + range.lowerBound, columns, target + first + range.lowerBound * rows, rows, Int64(rows),
        Int64(range.count))
    }
  }
}
