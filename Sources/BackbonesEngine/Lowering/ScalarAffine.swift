internal import BackbonesGraphs
internal import BackbonesTensors
internal import CBackbonesKernels

extension ScalarAffine: Lowering {
  var residence: Residence { .inPlace }
  var absorbs: Absorption { .activation }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    let (scale, shift) = (try p.perChannel(0, of: node.anchor), try p.perChannel(1, of: node.anchor))
    let activation = node.activation.kernel
    p.emit(rows: x, y, "scalar affine", weight: x.columns * Split.perFloat) { from, to, rows in
      bb_affine(
        from, x.stride, to, y.stride, Int64(rows), Int32(x.columns), scale.floats, shift.floats, activation)
    }
  }
}
