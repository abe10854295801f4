internal import BackbonesGraphs
internal import BackbonesTensors

/// Position embeddings of a grid of patches of any size: a learned table of a square, resampled in the graph.
struct FlexiblePositions: Sendable, Hashable {
  /// Patches along a side of the table.
  var side = 16
  var mode = Scope.ResizeMode.antialiasedBicubic
  /// Whether the table becomes a square as long as the grid's longer side, of which the grid is the top left part.
  var keepsAspect = false
  /// Whether lines and columns have a table each, whose sum a patch gets (Dehghani et al. 2023, arXiv:2307.06304).
  var isFactorized = false

  /// The embeddings of a grid, `[1, L, channels]`, from parameters of the module `g`.
  func callAsFunction(_ grid: ImageSize, _ channels: Int, in g: Scope) -> Value {
    let target = keepsAspect ? ImageSize(max(grid.height, grid.width)) : grid
    func crop(_ map: Value, _ size: ImageSize) -> Value {
      g.slice(g.slice(map, 0..<size.height, axis: 1), 0..<size.width, axis: 2)
    }
    guard isFactorized else {
      let table = g.learned("pos_embed", [1, side, side, channels])
      return g.tokens(of: crop(g.resize(table, to: target, mode), grid))
    }
    /// The table of one axis, whose map has one line or one column, over the grid.
    func axis(_ name: String, _ map: ImageSize, _ target: ImageSize, _ part: ImageSize) -> Value {
      let table = g.learned(name, [1, side, channels])
      let line = g.reshape(table, [1, map.height, map.width, channels])
      return g.tile(crop(g.resize(line, to: target, .bilinear()), part), to: grid)
    }
    let lines = axis("pos_embed_y", ImageSize(side, 1), ImageSize(target.height, 1), ImageSize(grid.height, 1))
    let columns = axis("pos_embed_x", ImageSize(1, side), ImageSize(1, target.width), ImageSize(1, grid.width))
    return g.tokens(of: g.add(lines, columns))
  }
}
