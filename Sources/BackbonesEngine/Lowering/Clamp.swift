internal import BackbonesGraphs
internal import BackbonesTensors
internal import CBackbonesKernels

extension Clamp: Lowering {
  var residence: Residence { .inPlace }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    let (low, high) = try (
      p.parameter(0, of: node.anchor).elements[0], p.parameter(1, of: node.anchor).elements[0]
    )
    p.emit(rows: x, y, "clamp", weight: x.columns * Split.perFloat) { from, to, rows in
      bb_clamp(from, x.stride, to, y.stride, Int64(rows), Int32(x.columns), low, high)
    }
  }
}
