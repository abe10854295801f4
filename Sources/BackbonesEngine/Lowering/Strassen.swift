internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

extension ProgramBuilder {
  /// Strassen's method pays where `k * n / (k + n)` is at least this: it saves an eighth of `k * n` multiply-adds a row
  /// and costs `k + n` additions.
  private static let strassenWorth = 160
  /// The fewest rows of an image over which reading seven quarters of the weights instead of four pays.
  private static let strassenRows = 96

  /// Extra memory allowed for pre-summed weights (seven quarters of the originals), as a share of all parameters.
  static let shareOfSums = 0.6

  /// Whether Strassen's method computes a product: where it is quicker, and there is room left for its sums. First come,
  /// first served, so that a model's lower layers are computed alike whatever is asked for above them.
  func choosesStrassen(_ geometry: bb_convolution, groups: Int) -> Bool {
    let (k, columns) = (Int(geometry.depth), Int(geometry.columns))
    let saves =
      groups == 1 && !options.strict && withUnsafePointer(to: geometry) { bb_strassen_fits($0) != 0 }
      && k * columns >= Self.strassenWorth * (k + columns)
      && Int(geometry.out_h) * Int(geometry.out_w) >= Self.strassenRows
    let sums = bb_strassen_packed_count(geometry.columns, geometry.depth) - k * columns
    guard saves, sums <= roomForSums else { return false }
    roomForSums -= sums
    return true
  }

  /// A product by Strassen's method.
  func lowerStrassen(_ geometry: bb_convolution, _ x: View, _ y: View, _ node: FusedNode) throws(BackboneError) {
    let (depth, columns) = (geometry.depth, geometry.columns)
    let fold = try folding(of: node)
    let packed = try weights.memory("strassen " + fold.key, floats: bb_strassen_packed_count(columns, depth)) {
      (target) throws(BackboneError) in
      try fold.weight().withElements { weight in
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * Int(depth * BB_PANEL)) { scratch in
          bb_pack_strassen(
            target, weight.baseAddress!, fold.scale?.floats, columns, depth, scratch.baseAddress!)
        }
      }
    }
    let (blocks, scratch) = withUnsafePointer(to: geometry) { (Int(bb_strassen_blocks($0)), bb_strassen_scratch($0)) }
    let epilogue = Epilogue(node, bias: fold.bias, residual: residual(of: node))
    let tiles = StrassenTiles(
      blocks: blocks * y.shape[0], panels: Int(bb_strassen_panels(columns)), threads: options.threads)
    emit(
      "strassen", reads: [x] + epilogue.reads, writes: y, tasks: tiles.count, scratch: scratch
    ) { frame, task, worker in
      var geometry = geometry
      var epilogue = epilogue.kernel(frame, column: 0)
      for (block, panels) in tiles[task] {
        bb_convolve_strassen(
          &geometry, frame.pointer(x), packed.floats, frame.pointer(y), &epilogue, Int64(block), Int64(block + 1),
          Int32(panels.lowerBound), Int32(panels.upperBound), frame.scratch(of: worker))
      }
    }
  }
}

/// The parts of a product by Strassen's method: blocks of rows, and where these cannot be shared out equally, as many
/// panels of them. Parts that meet within a block both sum its quarters.
private struct StrassenTiles: Sendable {
  private let panels: Int
  private let split: Split

  init(blocks: Int, panels: Int, threads: Int) {
    self.panels = panels
    let equal = blocks % threads == 0
    let cuts = !equal && blocks < Split.manyParts * threads
    split = Split(
      blocks * panels, weight: .max / (blocks * panels), grain: equal ? panels : 2, threads: threads,
      partsPerThread: cuts ? 1 : Split.manyParts)
  }

  var count: Int { split.parts }

  /// The blocks of a task, and the panels of each.
  subscript(task: Int) -> some Sequence<(block: Int, panels: Range<Int>)> {
    let (part, panels) = (split[task], panels)
    return (part.lowerBound / panels...(part.upperBound - 1) / panels).lazy.map { block in
      (block, part.clamped(to: block * panels..<(block + 1) * panels).shifted(by: -block * panels))
    }
  }
}

extension Range<Int> {
  fileprivate func shifted(by offset: Int) -> Range { lowerBound + offset..<upperBound + offset }
}
