internal import BackbonesGraphs
internal import BackbonesTensors
internal import CBackbonesKernels

extension Resize: Lowering {
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    let geometry = bb_convolution(.pixel, from: x, to: y, groups: 1)
    let (mode, alignsCorners) = mode.kernel
    let lines = y.shape[0] * y.shape[1]
    p.emit(
      "\(self.mode) resize", over: lines, weight: max(x.rows, y.rows) / lines * y.columns * Split.perFloat, reads: [x],
      writes: y, scratch: Int(withUnsafePointer(to: geometry, bb_resize_scratch))
    ) { arena, lines, worker in
      var geometry = geometry
      bb_resize(
        &geometry, mode, alignsCorners ? 1 : 0, arena.pointer(x), arena.pointer(y), Int64(lines.lowerBound),
        Int64(lines.upperBound), arena.scratch(of: worker))
    }
  }
}

extension Resize.Mode {
  /// The kernel's constant for it, and whether the corners are aligned.
  fileprivate var kernel: (bb_resize_mode, alignsCorners: Bool) {
    switch self {
    case .nearest: (BB_RESIZE_NEAREST, false)
    case .bilinear(let alignCorners): (BB_RESIZE_BILINEAR, alignCorners)
    case .bicubic(let alignCorners): (BB_RESIZE_BICUBIC, alignCorners)
    case .area: (BB_RESIZE_AREA, false)
    }
  }
}
