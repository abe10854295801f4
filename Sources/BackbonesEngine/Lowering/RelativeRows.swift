internal import BackbonesGraphs
internal import BackbonesTensors

/// Moves of a table, made once.
extension RelativeRows: Lowering {
  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    // The row of a query and a key is linear in both: a view of the table, whose rows lie in several of its lines.
    let first = row(query: 0, key: 0)
    let perQuery = queries > 1 ? row(query: 1, key: 0) - first : 0
    let perKey = keys > 1 ? row(query: 0, key: 1) - first : 0
    p.emitMove(
      "relative rows", [queries, x.columns, keys], from: x, [perQuery * x.stride, 1, perKey * x.stride],
      fromOffset: first * x.stride, to: y, y.strides)
  }
}
