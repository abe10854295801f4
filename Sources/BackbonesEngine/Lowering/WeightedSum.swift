internal import BackbonesGraphs
internal import BackbonesTensors
internal import CBackbonesKernels

/// A few rows at a time, so that their sum stays in the first-level cache while maps are added.
extension WeightedSum: Lowering {
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let y = p.result(of: node)
    let count = p.node(node).inputs.count - 1
    let maps = (0..<count).map { p.operand($0, of: node) }
    let weights = p.operand(count, of: node)
    let (pixels, isShared) = (y.rows / y.shape[0], weights.shape[0] == 1)
    p.emit(
      "weighted sum", over: y.rows, weight: count * y.columns * Split.perFloat, reads: maps + [weights], writes: y
    ) { arena, rows, _ in
      var first = rows.lowerBound
      while first < rows.upperBound {
        let image = first / pixels
        let end = min(first + 16, (image + 1) * pixels, rows.upperBound)
        let weight = isShared ? first - image * pixels : first
        for (index, map) in maps.enumerated() {
          let isWhole = map.rows == y.rows
          bb_add_weighted(
            arena.pointer(map) + (isWhole ? first : image) * map.stride, isWhole ? map.stride : 0,
            arena.pointer(weights) + weight * weights.stride + index, weights.stride,
            arena.pointer(y) + first * y.stride, y.stride, Int64(end - first), Int32(y.columns), index > 0 ? 1 : 0)
        }
        first = end
      }
    }
  }
}
