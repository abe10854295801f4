internal import BackbonesGraphs
internal import BackbonesTensors
internal import CBackbonesKernels

extension WeightedMean: Lowering {
  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, weights, y) = (p.operand(0, of: node), p.operand(1, of: node), p.result(of: node))
    let (count, columns, means) = (x.shape[1], x.columns, y.shape[1])
    p.emit("weighted mean", over: y.rows, weight: count * columns, reads: [x, weights], writes: y) { arena, rows, _ in
      for row in rows {
        bb_weighted_mean(
          arena.pointer(weights) + row * count, arena.pointer(x) + row / means * count * columns, Int32(count),
          arena.pointer(y) + row * columns, Int64(columns))
      }
    }
  }
}
