internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesLinearAlgebra
internal import BackbonesTensors

extension Convolution: Lowering {
  var absorbs: Absorption { .all }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    if isDepthwise(over: x.shape) {
      try p.lowerDepthwise(self, x, y, node)
    } else if let form = p.winogradForm(self, from: x, to: y) {
      try p.lowerWinograd(
        bb_convolution(window, from: x, to: y, groups: groups), groups: groups, form: form, x, y, node)
    } else {
      try p.lowerProduct(
        bb_convolution(window, from: x, to: y, groups: groups), window, groups: groups, x, y, node)
    }
  }
}

extension Linear: Lowering {
  var absorbs: Absorption { .all }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    try p.lowerProduct(bb_convolution(rows: x, to: y), nil, groups: 1, x, y, node)
  }
}

extension ProgramBuilder {
  /// A product of rows with packed weights: the rows of a value, or those under a window.
  fileprivate func lowerProduct(
    _ geometry: bb_convolution, _ window: Window?, groups: Int, _ x: View, _ y: View, _ node: FusedNode
  ) throws(BackboneError) {
    switch options.products {
    case .own where choosesStrassen(geometry, groups: groups): try lowerStrassen(geometry, x, y, node)
    case .own: try lowerOwnProduct(geometry, window, groups: groups, x, y, node)
    case .openBLAS: try lowerOpenBLASProduct(geometry, groups: groups, x, y, node)
    }
  }

  private func lowerOwnProduct(
    _ geometry: bb_convolution, _ window: Window?, groups: Int, _ x: View, _ y: View, _ node: FusedNode
  ) throws(BackboneError) {
    let columns = Int(geometry.columns)
    let depth = Int(geometry.depth)
    let taps = Int(geometry.kernel_h * geometry.kernel_w)
    let fold = try folding(of: node)
    let groupSize = bb_packed_count(Int32(columns), Int64(depth * taps))
    let packed = try weights.memory("panels " + fold.key, floats: groupSize * groups) {
      (target) throws(BackboneError) in
      try fold.weight().withElements { weight in
        for group in 0..<groups {
          bb_pack(
            target + group * groupSize, weight.baseAddress! + group * columns * depth * taps,
            fold.scale.map { $0.floats + group * columns }, Int32(columns), Int32(depth), Int32(taps))
        }
      }
    }
    let scratch = withUnsafePointer(to: geometry) { bb_convolve_scratch($0) }
    let epilogue = Epilogue(node, bias: fold.bias, residual: residual(of: node))
    let panels = (columns + Int(BB_PANEL) - 1) / Int(BB_PANEL)
    let tiles = ProductTiles(
      rows: y.rows, panels: panels, groups: groups,
      weight: depth * taps * Int(BB_PANEL), threads: options.threads)
    let lines = LineKernel(
      x: x, y: y, window: window ?? .pixel, weights: depth * taps * columns, streams: false, scratch: scratch
    ) { frame, x, y, lines, scratch in
      var geometry = geometry
      var epilogue = epilogue.kernel(frame, column: 0)
      let width = Int64(geometry.out_w)
      bb_convolve(
        &geometry, x, packed.floats, y, &epilogue, Int64(lines.lowerBound) * width, Int64(lines.upperBound) * width, 0,
        Int32(panels), scratch)
    }
    emit(
      groups == 1 ? "product" : "product x\(groups)", reads: [x] + epilogue.reads, writes: y, tasks: tiles.count,
      scratch: scratch, lines: groups == 1 && window != nil ? lines : nil
    ) { frame, task, worker in
      let tile = tiles[task]
      var geometry = geometry
      for group in tile.groups {
        var epilogue = epilogue.kernel(frame, column: group * columns)
        bb_convolve(
          &geometry, frame.pointer(x) + group * depth, packed.floats + group * groupSize,
          frame.pointer(y) + group * columns, &epilogue, Int64(tile.rows.lowerBound), Int64(tile.rows.upperBound),
          Int32(tile.panels.lowerBound), Int32(tile.panels.upperBound), frame.scratch(of: worker))
      }
    }
  }

  /// Rows of one call of OpenBLAS: a panel of gathered rows that fits the second-level cache.
  private static let openBLASRows = 96

  private func lowerOpenBLASProduct(
    _ geometry: bb_convolution, groups: Int, _ x: View, _ y: View, _ node: FusedNode
  ) throws(BackboneError) {
    let columns = Int(geometry.columns)
    let depth = Int(geometry.depth)
    let taps = Int(geometry.kernel_h * geometry.kernel_w)
    let k = depth * taps
    let fold = try folding(of: node)
    let packed = try weights.memory("rows " + fold.key, floats: columns * k * groups) {
      (target) throws(BackboneError) in
      try fold.weight().withElements { weight in
        for row in 0..<columns * groups {
          bb_transpose(weight.baseAddress! + row * k, target + row * k, Int64(depth), Int64(taps))
          if let scale = fold.scale {
            bb_affine(target + row * k, 1, target + row * k, 1, Int64(k), 1, scale.floats + row, nil, BB_IDENTITY)
          }
        }
      }
    }
    // A tile never crosses images and its height depends on the image alone, so that OpenBLAS's choice of kernels,
    // which follows the number of rows, is the same whatever the batch.
    let image = Int(geometry.out_h) * Int(geometry.out_w)
    let tiles = (image + Self.openBLASRows - 1) / Self.openBLASRows
    let gathers = taps > 1 || geometry.stride_h > 1 || geometry.stride_w > 1
    let epilogue = Epilogue(node, bias: fold.bias, residual: residual(of: node))
    emit(
      "openblas", reads: [x] + epilogue.reads, writes: y, tasks: y.rows / image * tiles * groups,
      scratch: gathers ? Self.openBLASRows * k : 0
    ) { frame, task, worker in
      let (group, tile) = (task % groups, task / groups)
      let first = tile / tiles * image + tile % tiles * Self.openBLASRows
      let count = min(Self.openBLASRows, image - tile % tiles * Self.openBLASRows)
      let source = frame.pointer(x) + group * depth
      let target = frame.pointer(y) + group * columns + first * y.stride
      var geometry = geometry
      var rows = UnsafePointer(source + first * x.stride)
      var stride = x.stride
      if gathers {
        let scratch = frame.scratch(of: worker)
        bb_im2col(&geometry, source, scratch, Int64(first), Int64(first + count))
        (rows, stride) = (UnsafePointer(scratch), k)
      }
      OpenBLAS.multiply(
        rows, stride, packed.floats + group * columns * k, k, into: target, y.stride, m: count, n: columns, k: k)
      var epilogue = epilogue.kernel(frame, column: group * columns)
      bb_apply_epilogue(target, y.stride, &epilogue, Int64(first), Int64(count), Int32(columns))
    }
  }

  fileprivate func lowerDepthwise(
    _ convolution: Convolution, _ x: View, _ y: View, _ node: FusedNode
  ) throws(BackboneError) {
    let geometry = bb_convolution(convolution.window, from: x, to: y, groups: 1)
    let channels = x.columns
    let taps = convolution.window.kernel.area
    let fold = try folding(of: node)
    let packed = try weights.memory("depthwise " + fold.key, floats: channels * taps) {
      (target) throws(BackboneError) in
      try fold.weight().withElements {
        bb_pack_depthwise(target, $0.baseAddress!, fold.scale?.floats, Int32(channels), Int32(taps))
      }
    }
    let epilogue = Epilogue(node, bias: fold.bias, residual: residual(of: node))
    let lines = LineKernel(x: x, y: y, window: convolution.window, weights: channels * taps, streams: true, scratch: 0)
    { frame, x, y, lines, _ in
      var geometry = geometry
      var epilogue = epilogue.kernel(frame, column: 0)
      bb_convolve_depthwise(
        &geometry, x, packed.floats, y, &epilogue, Int64(lines.lowerBound), Int64(lines.upperBound), 0, Int32(channels))
    }
    emit(lines, "depthwise", weight: y.shape[2] * channels * taps, reads: [x] + epilogue.reads)
  }
}

/// The tiles of a product: blocks of rows where there are enough of them, else blocks of panels; groups apart.
struct ProductTiles: Sendable {
  private let rows: Split
  private let panels: Split
  private let groups: Split

  /// Rows from which on blocks of rows are worth reading the weights again for each.
  private static let manyRows = 192

  init(rows: Int, panels: Int, groups: Int, weight: Int, threads: Int) {
    let splitsGroups = groups >= 4 * threads
    let splitsRows = !splitsGroups && rows >= Self.manyRows
    self.groups = Split(groups, weight: splitsGroups ? rows * panels * weight : 0, threads: threads)
    // Equal to the row: kernels share any number of rows out over their tiles evenly.
    self.rows = Split(rows, weight: splitsRows ? panels * weight * groups : 0, threads: threads)
    self.panels = Split(
      panels, weight: splitsGroups || splitsRows ? 0 : rows * weight * groups, grain: 2, threads: threads)
  }

  var count: Int { rows.parts * panels.parts * groups.parts }

  subscript(task: Int) -> (rows: Range<Int>, panels: Range<Int>, groups: Range<Int>) {
    (rows[task % rows.parts], panels[task / rows.parts % panels.parts], groups[task / rows.parts / panels.parts])
  }
}
