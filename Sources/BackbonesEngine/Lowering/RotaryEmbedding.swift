internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

extension RotaryTable: Lowering {
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (frequencies, y) = (p.operand(0, of: node), p.result(of: node))
    let positions = FixedTable(self.positions)
    p.emit(
      "angles", over: y.rows, weight: y.columns * Split.perFloat, reads: [frequencies], writes: y
    ) { arena, rows, _ in
      bb_rotary_table(
        positions.start + 2 * rows.lowerBound, arena.pointer(frequencies), frequencies.stride,
        arena.pointer(y) + rows.lowerBound * y.stride, y.stride, Int64(rows.count), Int32(frequencies.columns))
    }
  }
}

extension RotaryEmbedding: Lowering {
  var residence: Residence { .inPlace }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, table, y) = (p.operand(0, of: node), p.operand(1, of: node), p.result(of: node))
    if x.buffer != y.buffer || x.offset != y.offset { p.emitCopy(from: x, to: y) }
    let (tokens, prefix) = (y.shape[1], y.shape[1] - table.rows)
    let (heads, headWidth, span) = (Int32(heads), Int32(headWidth), Int32(span))
    let tables = Int32(table.columns) / headWidth
    p.emit(
      "rotation", over: y.rows, weight: Int(heads * headWidth) * Split.perFloat, reads: [y, table], writes: y
    ) { arena, rows, _ in
      for image in rows.lowerBound / tokens...(rows.upperBound - 1) / tokens {
        let first = max(rows.lowerBound - image * tokens, prefix), end = min(rows.upperBound - image * tokens, tokens)
        guard first < end else { continue }
        bb_rotate(
          arena.pointer(y) + (image * tokens + first) * y.stride, y.stride,
          arena.pointer(table) + (first - prefix) * table.stride, table.stride, Int64(end - first), heads, tables,
          headWidth, span)
      }
    }
  }
}
