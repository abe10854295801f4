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

  func lower(_ given: Product, _ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    // Halves stay as the file has them.
    let product = p.options.compact ? given : given.joiningGroups
    let (x, y, geometry, window, groups) = (product.x, product.y, product.geometry, product.window, product.groups)
    let (columns, k) = (product.columns, product.k)
    let depth = Int(geometry.depth)
    let taps = Int(geometry.kernel_h * geometry.kernel_w)
    let fold = try p.folding(of: product, node)
    let panels = Panels(columns: columns, groups: groups)
    let packed = try p.panels(of: fold, panels, depth: depth, taps: taps, joined: given.groups / groups)
    let scratch = packed.scratch(geometry)
    let epilogue = Epilogue(node, bias: fold.bias, residual: p.residual(of: node))
    let panelsOfGroup = panels.ofGroup
    let tiles = ProductTiles(
      rows: y.rows, panels: panelsOfGroup, groups: groups,
      weight: k * Int(BB_PANEL), threads: p.options.threads)
    let lines = LineKernel(
      x: x, y: y, window: window ?? .pixel, weights: k * columns, isMemoryBound: false, scratch: scratch
    ) { arena, x, y, lines, scratch in
      let width = Int(geometry.out_w)
      packed.convolve(
        geometry, x, group: 0, y, epilogue.kernel(arena, column: 0),
        rows: lines.lowerBound * width..<lines.upperBound * width, panels: 0..<panelsOfGroup, scratch)
    }
    p.emit(
      groups == 1 ? "product" : "product x\(groups)", reads: [x] + epilogue.reads, writes: y, tasks: tiles.count,
      scratch: scratch, lines: groups == 1 && window != nil ? lines : nil
    ) { arena, task, worker in
      let tile = tiles[task]
      for group in tile.groups {
        packed.convolve(
          geometry, arena.pointer(x) + group * depth, group: group, arena.pointer(y) + group * columns,
          epilogue.kernel(arena, column: group * columns), rows: tile.rows, panels: tile.panels,
          arena.scratch(of: worker))
      }
    }
  }
}

/// A product's weights as its kernel reads them: floats, or what a file has in sixteen bits.
private struct PackedPanels: Sendable {
  let memory: AlignedMemory
  /// Elements and columns of a group.
  let groupSize: Int, columns: Int
  /// What sixteen bits mean; nil for floats, which are scaled already.
  let half: bb_half?
  let scale: AlignedMemory?

  /// Floats of scratch memory for one call.
  func scratch(_ geometry: bb_convolution) -> Int {
    withUnsafePointer(to: geometry) { half == nil ? bb_convolve_scratch($0) : bb_convolve_halves_scratch($0) }
  }

  /// Computes rows and panels of one group.
  func convolve(
    _ geometry: bb_convolution, _ x: UnsafePointer<Float>, group: Int, _ y: UnsafeMutablePointer<Float>,
    _ epilogue: bb_epilogue, rows: Range<Int>, panels: Range<Int>, _ scratch: UnsafeMutablePointer<Float>
  ) {
    var (geometry, epilogue) = (geometry, epilogue)
    let (first, end) = (Int64(rows.lowerBound), Int64(rows.upperBound))
    let (panel, lastPanel) = (Int32(panels.lowerBound), Int32(panels.upperBound))
    guard let half else {
      return bb_convolve(
        &geometry, x, memory.floats + group * groupSize, y, &epilogue, first, end, panel, lastPanel, scratch)
    }
    let all = UnsafeRawPointer(memory.floats).assumingMemoryBound(to: UInt16.self)
    var weights = bb_halves(
      panels: all + group * groupSize, type: half, scale: scale.map { UnsafePointer($0.floats + group * columns) })
    bb_convolve_halves(&geometry, x, &weights, y, &epilogue, first, end, panel, lastPanel, scratch)
  }
}

extension ProgramBuilder {
  /// The packed panels of a product's weights.
  fileprivate func panels(
    of fold: Folding, _ panels: Panels, depth: Int, taps: Int, joined: Int
  ) throws(BackboneError) -> PackedPanels {
    let (columns, k) = (panels.columns, depth * taps)
    let groupSize = bb_packed_count(Int32(columns), Int64(k))
    if options.compact, let halves = fold.halves, k * columns * panels.groups > Tuning.chainedWeights {
      let memory = try packed(
        "halves", of: fold, halves: halves, count: groupSize * panels.groups, units: panels.count
      ) { target, weight, units in
        for (panel, column, count) in panels[units] {
          bb_pack_halves(
            target + panel * k * Int(BB_PANEL), weight + column * k, Int32(count), Int32(depth), Int32(taps))
        }
      }
      return PackedPanels(
        memory: memory, groupSize: groupSize, columns: columns,
        half: halves.type == .float16 ? BB_FLOAT16 : BB_BFLOAT16, scale: fold.scale)
    }
    let memory = try packed(of: fold, panels, depth: depth, taps: taps, joined: joined)
    return PackedPanels(memory: memory, groupSize: groupSize, columns: columns, half: nil, scale: nil)
  }

  /// The packed panels of weights `[groups][columns, depth, taps]` in floats.
  func packed(
    of fold: Folding, _ panels: Panels, depth: Int, taps: Int = 1, joined: Int = 1
  ) throws(BackboneError) -> AlignedMemory {
    let (columns, k) = (panels.columns, depth * taps)
    return try packed(
      joined > 1 ? "panels of \(joined) groups" : "panels", of: fold,
      floats: bb_packed_count(Int32(columns), Int64(k)) * panels.groups, units: panels.count
    ) { target, weight, units in
      panels.forEach(in: units, of: weight, depth: depth, taps: taps, joined: joined) { panel, column, count, weight in
        bb_pack(
          target + panel * k * Int(BB_PANEL), weight, fold.scale.map { $0.floats + column }, Int32(count), Int32(depth),
          Int32(taps))
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

  /// Calls `body` for each panel of a range, with its columns' weights `[columns, depth, taps]`. Of groups that were joined to one
  /// of `depth` channels, they are zeros at the channels of the others.
  func forEach(
    in range: Range<Int>, of weight: UnsafePointer<Float>, depth: Int, taps: Int, joined: Int,
    _ body: (_ panel: Int, _ column: Int, _ count: Int, _ weight: UnsafePointer<Float>) -> Void
  ) {
    let size = depth * taps
    withUnsafeTemporaryAllocation(of: Float.self, capacity: joined > 1 ? Int(BB_PANEL) * size : 0) { joint in
      for (panel, column, count) in self[range] {
        var weight = weight + column * size / joined
        if joined > 1 {
          bb_join_groups(
            joint.baseAddress!, weight, Int32(column), Int32(count), Int32(columns / joined), Int32(depth / joined),
            Int32(taps), Int32(joined))
          weight = UnsafePointer(joint.baseAddress!)
        }
        body(panel, column, count, weight)
      }
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
