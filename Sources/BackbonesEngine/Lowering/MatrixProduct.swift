internal import BackbonesGraphs
internal import BackbonesTensors
internal import CBackbonesKernels

/// Each task packs the right factors of its rows; where there are fewer matrices than threads, rows are divided too.
extension MatrixProduct: Lowering {
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (a, b, y) = (p.operand(0, of: node), p.operand(1, of: node), p.result(of: node))
    let (heads, rows, depth, columns) = (heads, a.shape[1], a.columns / heads, b.columns / heads)
    let count = a.shape[0] * heads
    let threads = p.options.threads
    let split = Split(rows, weight: depth * columns, threads: count < threads ? threads : 1)
    p.emit(
      "matrix product", over: count * split.parts, weight: rows / split.parts * depth * columns, reads: [a, b],
      writes: y, scratch: bb_packed_count(Int32(columns), Int64(depth))
    ) { arena, parts, worker in
      for part in parts {
        let (index, own) = (part / split.parts, split[part % split.parts])
        let (matrix, head) = (index / heads, index % heads)
        let first = matrix * rows + own.lowerBound
        bb_multiply_matrices(
          arena.pointer(a) + first * a.stride + head * depth, a.stride,
          arena.pointer(b) + matrix * depth * b.stride + head * columns, b.stride,
          arena.pointer(y) + first * y.stride + head * columns, y.stride, Int64(own.count), Int32(depth),
          Int32(columns),
          arena.scratch(of: worker))
      }
    }
  }
}
