internal import BackbonesCLibrary
internal import BackbonesGraphs
internal import BackbonesTensors

/// A few hundred numbers, made once.
extension LogOffsets: Lowering {
  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let y = p.result(of: node)
    let (lines, columns) = (2 * window.height - 1, 2 * window.width - 1)
    p.emit("offsets", reads: [], writes: y) { arena, _, _ in
      let target = arena.pointer(y)
      for entry in 0..<lines * columns {
        target[2 * entry] = scaled(entry / columns - window.height + 1, unit?.height)
        target[2 * entry + 1] = scaled(entry % columns - window.width + 1, unit?.width)
      }
    }
  }

  private func scaled(_ offset: Int, _ unit: Int?) -> Float {
    let length = Double(abs(offset))
    let value = unit.map { log2(1 + 8 * length / Double(max($0 - 1, 1))) / 3 } ?? log(1 + length)
    return Float(offset < 0 ? -value : value)
  }
}

extension LogitScale: Lowering {
  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    p.emit("logit scale", reads: [x], writes: y) { arena, _, _ in
      for i in 0..<y.shape.count { arena.pointer(y)[i] = Float(exp(min(Double(arena.pointer(x)[i]), log(100)))) }
    }
  }
}
