internal import BackbonesGraphs
internal import BackbonesTensors

/// Moves of a table, made once.
extension RelativeRows: Lowering {
  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    let channels = x.columns
    p.emit("relative rows", reads: [x], writes: y, tasks: queries) { arena, query, _ in
      let target = arena.pointer(y) + query * channels * y.stride
      for key in 0..<keys {
        let row = arena.pointer(x) + row(query: query, key: key) * x.stride
        for channel in 0..<channels { target[channel * y.stride + key] = row[channel] }
      }
    }
  }
}
