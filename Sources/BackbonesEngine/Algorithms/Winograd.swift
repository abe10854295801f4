internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

/// A 3x3 convolution by Winograd's method (Lavin and Gray, arXiv:1509.09308). Tiles of pixels are transformed, multiplied
/// by transformed weights with one matrix product a point, and transformed back.
struct Winograd: Algorithm {
  static let name = "winograd"

  func fits(_ product: Product, _ options: EngineOptions) -> Bool {
    guard options.products == .own, !options.strict, let window = product.window else { return false }
    return window.kernel == 3 && (window.stride == 1 || window.stride == 2 && window.dilation == 1)
  }

  func verdict(_ given: Product, in p: ProgramBuilder) -> Verdict {
    let product = given.joiningSquareGroups, limits = p.options.limits
    let map = "\(product.y.shape[1])x\(product.y.shape[2])", isStrided = product.window!.stride == 2
    let channels = Int(min(product.geometry.depth, product.geometry.columns))
    guard channels >= (isStrided ? limits.winogradStride2Channels : limits.winogradChannels) else {
      return .costs("\(channels) channels are too few" + (isStrided ? " for stride 2" : ""))
    }
    guard let form = form(of: product, limits) else {
      return .costs("maps of \(map) are too small for " + (isStrided ? "stride 2" : "the dilation"))
    }
    guard extra(form, of: product) <= p.extraWeights.room else {
      return .costs("\(extra(form, of: product)) floats beyond the weights; \(p.extraWeights.room) are left for them")
    }
    let (side, points) = (Int(bb_winograd_side(form)), Int(form.rawValue))
    let (joined, dilation) = (given.groups / product.groups, product.window!.dilation)
    return .pays(
      "tiles of \(side)x\(side) over \(map) take \(points * points) multiplications instead of \(9 * side * side)"
        + (dilation == 1 ? "" : ", pixels \(dilation) apart by themselves")
        + (joined > 1 ? ", \(joined) groups of \(given.columns) channels in a panel" : ""))
  }

  /// Floats that transformed weights take beyond the weights.
  private func extra(_ form: bb_winograd, of product: Product) -> Int {
    product.groups
      * (bb_winograd_packed_count(form, product.geometry.columns, product.geometry.depth)
        - product.k * product.columns)
  }

  /// The transform that pays; nil if none does.
  private func form(of product: Product, _ limits: MethodLimits) -> bb_winograd? {
    let (dilation, map) = (product.window!.dilation, product.y.shape.extent)
    // Of a dilated convolution, pixels that lie the dilation apart are a map of their own; as large as the network's map would be
    // if it were not dilated, so that both have the same weights.
    let side = min(
      (map.height + dilation.height - 1) / dilation.height, (map.width + dilation.width - 1) / dilation.width)
    if product.window!.stride == 2 { return side >= limits.winogradStride2Side ? BB_WINOGRAD_2_STRIDE_2 : nil }
    if side == 1, dilation != 1 { return nil }
    let isUsual = limits.winograd4Channels.contains(Int(product.geometry.depth))
    let least = isUsual ? limits.winograd4Side : limits.winograd4SideOfOtherChannels
    return side >= least ? BB_WINOGRAD_4 : BB_WINOGRAD_2
  }

  func lower(_ given: Product, _ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let product = given.joiningSquareGroups
    let (x, y, geometry, groups, form) = (
      product.x, product.y, product.geometry, product.groups, form(of: product, p.options.limits)!
    )
    p.extraWeights.take(extra(form, of: product))
    let (depth, columns) = (geometry.depth, geometry.columns)
    let (side, points) = (bb_winograd_side(form), Int32(form.rawValue))
    let fold = try p.folding(of: node)
    let groupSize = bb_winograd_packed_count(form, columns, depth)
    let all = Panels(columns: Int(columns), groups: groups)
    let packed = try p.packed(
      "winograd \(points)", of: fold, floats: groups * groupSize, units: all.count
    ) { target, weight, units in
      let joined = given.groups / groups
      all.forEach(in: units, of: weight, depth: Int(depth), taps: 9, joined: joined) { panel, column, count, weight in
        bb_pack_winograd(
          target + panel * Int(points * points * depth * BB_PANEL), weight, fold.scale.map { $0.floats + column },
          Int32(count), depth, form)
      }
    }
    let epilogue = Epilogue(node, bias: fold.bias, residual: p.residual(of: node))
    let count = withUnsafePointer(to: geometry) { Int(bb_winograd_tiles($0, form)) } * y.shape[0]
    let panels = all.ofGroup
    let tiles = WinogradTiles(
      tiles: count, groups: groups, panels: panels, weight: Int(points * points * depth * BB_PANEL),
      threads: p.options.threads)
    p.emit(
      "winograd \(side)x\(side)" + (form == BB_WINOGRAD_2_STRIDE_2 ? " /2" : "") + (groups > 1 ? " x\(groups)" : ""),
      reads: [x] + epilogue.reads, writes: y,
      tasks: tiles.count, scratch: bb_winograd_scratch(depth, form)
    ) { arena, task, worker in
      let part = tiles[task]
      var geometry = geometry
      var epilogue = epilogue.kernel(arena, column: 0)
      bb_convolve_winograd(
        &geometry, form, arena.pointer(x), packed.floats, arena.pointer(y), &epilogue, Int64(part.tiles.lowerBound),
        Int64(part.tiles.upperBound), Int32(part.groups.lowerBound), Int32(part.groups.upperBound),
        Int32(part.panels.lowerBound), Int32(part.panels.upperBound), arena.scratch(of: worker))
    }
  }
}

extension Product {
  /// Groups joined where they have as many columns as channels: with more channels, transforms of all would be made for few.
  fileprivate var joiningSquareGroups: Product { geometry.depth == geometry.columns ? joiningGroups : self }
}

/// How the work of a Winograd convolution is split. By tiles, if each part gets enough to hide reading the weights, twice
/// as many if groups could be split; else by groups; else by panels, whose parts repeat the input transform; else by
/// tiles, however few.
private struct WinogradTiles: Sendable {
  private let tiles: Split
  private let groups: Split
  private let panels: Split

  private static let enough = Tuning.winogradTilesOfPart
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
