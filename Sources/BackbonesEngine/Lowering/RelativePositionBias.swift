internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

extension RelativePositionBias: Lowering {
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (table, y) = (p.operand(0, of: node), p.result(of: node))
    let heads = table.columns
    let entries = FixedTable(
      (0..<tokens * tokens).map { Int32(entry(query: $0 / tokens, key: $0 % tokens)) })
    let count = Int64(tokens * tokens)
    p.emit("look up", reads: [table], writes: y, tasks: heads) { arena, head, _ in
      bb_look_up(
        arena.pointer(table) + head, table.stride, entries.start, arena.pointer(y) + head * Int(count), count)
    }
  }
}
