internal import BackbonesGraphs
internal import BackbonesTensors
internal import CBackbonesKernels

extension NearestResize: Lowering {
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    let geometry = bb_convolution(.pixel, from: x, to: y, groups: 1)
    p.emit(
      "nearest resize", over: y.shape[0] * y.shape[1], weight: y.shape[2] * y.columns, reads: [x], writes: y
    ) { arena, lines, _ in
      var geometry = geometry
      bb_resize_nearest(
        &geometry, arena.pointer(x), arena.pointer(y), Int64(lines.lowerBound), Int64(lines.upperBound))
    }
  }
}
