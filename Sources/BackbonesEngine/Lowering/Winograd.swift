internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

extension ProgramBuilder {
  /// How Winograd's method would compute a convolution; nil where it cannot, or does not pay.
  func winogradForm(_ convolution: Convolution, from x: View, to y: View) -> bb_winograd? {
    let window = convolution.window
    guard options.products == .own, !options.strict, window.kernel == 3, window.dilation == 1,
      min(x.columns, y.columns) / convolution.groups >= Int(BB_PANEL)
    else { return nil }
    // Tiles of 4 need four times the weights, and waste more of a small map's last ones; the fewer channels, the more
    // their costlier transforms count.
    let side = min(y.shape[1], y.shape[2])
    if window.stride == 2 { return side >= 12 ? BB_WINOGRAD_2_STRIDE_2 : nil }
    guard window.stride == 1 else { return nil }
    return side >= 20 || (side >= 12 && x.columns / convolution.groups >= 64) ? BB_WINOGRAD_4 : BB_WINOGRAD_2
  }

  /// A 3x3 convolution by Winograd's method; `geometry` is that of one group.
  func lowerWinograd(
    _ geometry: bb_convolution, groups: Int, form: bb_winograd, _ x: View, _ y: View, _ node: FusedNode
  ) throws(BackboneError) {
    let (depth, columns) = (geometry.depth, geometry.columns)
    let (side, points) = (bb_winograd_side(form), Int32(form.rawValue))
    let fold = try folding(of: node)
    let groupSize = bb_winograd_packed_count(form, columns, depth)
    let packed = try weights.memory("winograd \(points) " + fold.key, floats: groups * groupSize) {
      (target) throws(BackboneError) in
      try fold.weight().withElements {
        for group in 0..<groups {
          let first = group * Int(columns)
          bb_pack_winograd(
            target + group * groupSize, $0.baseAddress! + first * Int(depth) * 9, fold.scale.map { $0.floats + first },
            columns, depth, form)
        }
      }
    }
    let epilogue = Epilogue(node, bias: fold.bias, residual: residual(of: node))
    let count = withUnsafePointer(to: geometry) { Int(bb_winograd_tiles($0, form)) } * y.shape[0]
    let panels = (Int(columns) + Int(BB_PANEL) - 1) / Int(BB_PANEL)
    let tiles = WinogradTiles(
      tiles: count, groups: groups, panels: panels, weight: Int(points * points * depth * BB_PANEL),
      threads: options.threads)
    emit(
      "winograd \(side)x\(side)" + (form == BB_WINOGRAD_2_STRIDE_2 ? " /2" : "") + (groups > 1 ? " x\(groups)" : ""),
      reads: [x] + epilogue.reads, writes: y,
      tasks: tiles.count, scratch: bb_winograd_scratch(depth, form)
    ) { frame, task, worker in
      let part = tiles[task]
      var geometry = geometry
      var epilogue = epilogue.kernel(frame, column: 0)
      bb_convolve_winograd(
        &geometry, form, frame.pointer(x), packed.floats, frame.pointer(y), &epilogue, Int64(part.tiles.lowerBound),
        Int64(part.tiles.upperBound), Int32(part.groups.lowerBound), Int32(part.groups.upperBound),
        Int32(part.panels.lowerBound), Int32(part.panels.upperBound), frame.scratch(of: worker))
    }
  }
}

/// How the work of a Winograd convolution is split: by tiles if each part gets enough of them to hide reading the
/// weights (twice as many if groups could be split), else by groups, else by panels (each part repeats the input
/// transform), else by few tiles.
private struct WinogradTiles: Sendable {
  private let tiles: Split
  private let groups: Split
  private let panels: Split

  /// Tiles that a part should have at least.
  private static let enough = 24
  /// Panels that kernels take together.
  private static let pair = 2

  init(tiles: Int, groups: Int, panels: Int, weight: Int, threads: Int) {
    let hasManyTiles = tiles >= Self.enough * threads * (groups < threads ? 1 : 2)
    let splitsGroups = !hasManyTiles && groups >= threads
    let splitsPanels = !hasManyTiles && !splitsGroups && panels >= Self.pair * threads
    let splitsTiles = !splitsGroups && !splitsPanels
    let all = tiles * groups * panels * weight
    self.tiles = Split(
      tiles, weight: splitsTiles ? all / tiles : 0, grain: hasManyTiles ? Self.enough / 2 : 1, threads: threads,
      partsPerThread: hasManyTiles ? min(Split.manyParts, tiles / (Self.enough * threads)) : 1)
    self.groups = Split(groups, weight: splitsGroups ? all / groups : 0, threads: threads)
    self.panels = Split(
      panels, weight: splitsPanels ? all / panels : 0, grain: Self.pair, threads: threads, partsPerThread: 1)
  }

  var count: Int { tiles.parts * groups.parts * panels.parts }

  subscript(task: Int) -> (tiles: Range<Int>, groups: Range<Int>, panels: Range<Int>) {
    (
      tiles[task % tiles.parts], groups[task / tiles.parts % groups.parts], panels[task / tiles.parts / groups.parts]
    )
  }
}
