internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

/// This package's GEMM over packed panels of weights, with implicit im2col.
struct PackedProduct: Algorithm {
  static let name = "product"

  func fits(_ product: Product, _ options: EngineOptions) -> Bool { options.products == .own }

  func verdict(_ product: Product, in p: ProgramBuilder) -> Verdict {
    .pays("\(product.y.rows) rows of \(product.k) times packed panels of \(product.columns) columns")
  }

  func lower(_ product: Product, _ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y, geometry, window, groups) = (product.x, product.y, product.geometry, product.window, product.groups)
    let (columns, k) = (product.columns, product.k)
    let depth = Int(geometry.depth)
    let taps = Int(geometry.kernel_h * geometry.kernel_w)
    let fold = try p.folding(of: product, node)
    let groupSize = bb_packed_count(Int32(columns), Int64(k))
    let panels = Panels(columns: columns, groups: groups)
    let packed = try p.packed("panels " + fold.key, floats: groupSize * groups, units: panels.count, of: fold.weight) {
      target, weight, units in
      for (panel, column, count) in panels[units] {
        bb_pack(
          target + panel * k * Int(BB_PANEL), weight + column * k, fold.scale.map { $0.floats + column },
          Int32(count), Int32(depth), Int32(taps))
      }
    }
    let scratch = withUnsafePointer(to: geometry) { bb_convolve_scratch($0) }
    let epilogue = Epilogue(node, bias: fold.bias, residual: p.residual(of: node))
    let panelsOfGroup = panels.ofGroup
    let tiles = ProductTiles(
      rows: y.rows, panels: panelsOfGroup, groups: groups,
      weight: k * Int(BB_PANEL), threads: p.options.threads)
    let lines = LineKernel(
      x: x, y: y, window: window ?? .pixel, weights: k * columns, isMemoryBound: false, scratch: scratch
    ) { arena, x, y, lines, scratch in
      var geometry = geometry
      var epilogue = epilogue.kernel(arena, column: 0)
      let width = Int64(geometry.out_w)
      bb_convolve(
        &geometry, x, packed.floats, y, &epilogue, Int64(lines.lowerBound) * width, Int64(lines.upperBound) * width, 0,
        Int32(panelsOfGroup), scratch)
    }
    p.emit(
      groups == 1 ? "product" : "product x\(groups)", reads: [x] + epilogue.reads, writes: y, tasks: tiles.count,
      scratch: scratch, lines: groups == 1 && window != nil ? lines : nil
    ) { arena, task, worker in
      let tile = tiles[task]
      var geometry = geometry
      for group in tile.groups {
        var epilogue = epilogue.kernel(arena, column: group * columns)
        bb_convolve(
          &geometry, arena.pointer(x) + group * depth, packed.floats + group * groupSize,
          arena.pointer(y) + group * columns, &epilogue, Int64(tile.rows.lowerBound), Int64(tile.rows.upperBound),
          Int32(tile.panels.lowerBound), Int32(tile.panels.upperBound), arena.scratch(of: worker))
      }
    }
  }
}

/// The panels of a product's weights, group after group: what is packed independently.
struct Panels: Sendable {
  let columns: Int, groups: Int
  /// Panels of a group; the last may have fewer columns than others.
  var ofGroup: Int { (columns + Int(BB_PANEL) - 1) / Int(BB_PANEL) }
  var count: Int { groups * ofGroup }

  /// Panels of a range: the number of each, its first column among those of all groups, and how many there are.
  subscript(range: Range<Int>) -> some Sequence<(panel: Int, column: Int, count: Int)> {
    range.lazy.map { panel in
      let first = panel % ofGroup * Int(BB_PANEL)
      return (panel, panel / ofGroup * columns + first, Swift.min(columns - first, Int(BB_PANEL)))
    }
  }
}

/// How the work of a product is split: by groups if there are many, else by rows if there are enough, else by panels.
struct ProductTiles: Sendable {
  private let rows: Split
  private let panels: Split
  private let groups: Split

  init(rows: Int, panels: Int, groups: Int, weight: Int, threads: Int) {
    let splitsGroups = groups >= 4 * threads
    let splitsRows = !splitsGroups && rows >= Tuning.rowsWorthWeights
    self.groups = Split(groups, weight: splitsGroups ? rows * panels * weight : 0, threads: threads)
    // No grain: kernels divide any number of rows evenly into register tiles.
    self.rows = Split(rows, weight: splitsRows ? panels * weight * groups : 0, threads: threads)
    self.panels = Split(
      panels, weight: splitsGroups || splitsRows ? 0 : rows * weight * groups, grain: 2, threads: threads)
  }

  var count: Int { rows.parts * panels.parts * groups.parts }

  subscript(task: Int) -> (rows: Range<Int>, panels: Range<Int>, groups: Range<Int>) {
    (rows[task % rows.parts], panels[task / rows.parts % panels.parts], groups[task / rows.parts / panels.parts])
  }
}
