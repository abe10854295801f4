internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

/// A product by one level of Strassen's method: seven products of quarters instead of eight.
struct Strassen: Algorithm {
  static let name = "strassen"

  func fits(_ product: Product, _ options: EngineOptions) -> Bool {
    options.products == .own && !options.strict && !options.compact && product.groups == 1
      && withUnsafePointer(to: product.geometry) { bb_strassen_fits($0) != 0 }
  }

  /// A row takes seven eighths of the multiply-adds with all columns, rounded up to pairs of panels, and `k + n` additions.
  func verdict(_ product: Product, in p: ProgramBuilder) -> Verdict {
    let (k, n, limits) = (product.k, product.columns, p.options.limits)
    let computed = 2 * Int(bb_strassen_panels(product.geometry.columns) * BB_PANEL)
    let worth = k * (8 * n - 7 * computed) / (k + n)
    let saving = "k·n/(k+n) is \(worth)" + (computed == n ? "" : ", less \(computed) - n columns of pairs of panels")
    guard worth >= limits.strassenWorth else {
      return .costs("\(saving), and sums pay from \(limits.strassenWorth) on")
    }
    guard product.rows >= limits.strassenRows else {
      return .costs("\(product.rows) rows an image do not outweigh the sums of weights, \(limits.strassenRows) do")
    }
    guard p.options.processor.sumsPay else {
      let set = EnvironmentOverride.instructionSetInUse
      return .costs("sums gain nothing with \(set) on processors of \(p.options.processor.maker.rawValue)")
    }
    return .pays("\(saving): seven products of quarters instead of eight outweigh the sums")
  }

  func lower(_ product: Product, _ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y, geometry) = (product.x, product.y, product.geometry)
    let (depth, columns) = (geometry.depth, geometry.columns)
    let fold = try p.folding(of: product, node)
    let packed = try p.packed(of: fold, Panels(columns: Int(columns), groups: 1), depth: Int(depth))
    let (blocks, scratch) = withUnsafePointer(to: geometry) { (Int(bb_strassen_blocks($0)), bb_strassen_scratch($0)) }
    let epilogue = Epilogue(node, bias: fold.bias, residual: p.residual(of: node))
    let tiles = StrassenTiles(
      blocks: blocks * y.shape[0], panels: Int(bb_strassen_panels(columns)), threads: p.options.threads)
    p.emit(
      "strassen", reads: [x] + epilogue.reads, writes: y, tasks: tiles.count, scratch: scratch
    ) { arena, task, worker in
      var geometry = geometry
      var epilogue = epilogue.kernel(arena, column: 0)
      for (block, panels) in tiles[task] {
        bb_convolve_strassen(
          &geometry, arena.pointer(x), packed.floats, arena.pointer(y), &epilogue, Int64(block), Int64(block + 1),
          Int32(panels.lowerBound), Int32(panels.upperBound), arena.scratch(of: worker))
      }
    }
  }
}

/// How the work of Strassen's method is split: by blocks of rows, and if threads cannot have equally many, by their
/// panels. Two parts of one block both compute the sums of its quarters.
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
