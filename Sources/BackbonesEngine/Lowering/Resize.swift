internal import BackbonesGraphs
internal import BackbonesTensors
internal import CBackbonesKernels

extension Resize: Lowering {
  var writesStrided: Bool { mode.kernel != nil }
  func readsStrided(operand: Int) -> Bool { mode.kernel != nil }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    guard let (mode, alignsCorners) = mode.kernel else { return lowerAntialiased(from: x, to: y, into: p) }
    let geometry = bb_convolution(.pixel, from: x, to: y, groups: 1)
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

extension Resize {
  /// Columns first, then lines. Tables of positions, which are resized so, are parameters: it is done once.
  private func lowerAntialiased(from x: View, to y: View, into p: ProgramBuilder) {
    let filter = mode == .antialiasedBicubic ? BB_FILTER_CUBIC : BB_FILTER_TRIANGLE
    let (old, new, channels) = (x.shape.extent, y.shape.extent, y.columns)
    p.emit(
      "\(mode) resize", reads: [x], writes: y, tasks: x.shape[0], scratch: old.height * new.width * channels
    ) { arena, image, worker in
      let widened = arena.scratch(of: worker)
      bb_resample(
        filter, arena.pointer(x) + image * old.area * channels, widened, Int64(old.height), Int64(old.width),
        Int64(new.width),
        Int64(channels))
      bb_resample(
        filter, widened, arena.pointer(y) + image * new.area * channels, 1, Int64(old.height), Int64(new.height),
        Int64(new.width * channels))
    }
  }
}

extension Resize.Mode {
  /// The constant of `bb_resize` for it, and whether the corners are aligned; nil where `bb_resample` computes it.
  fileprivate var kernel: (bb_resize_mode, alignsCorners: Bool)? {
    switch self {
    case .antialiasedBilinear, .antialiasedBicubic: nil
    case .nearest: (BB_RESIZE_NEAREST, false)
    case .bilinear(let alignCorners): (BB_RESIZE_BILINEAR, alignCorners)
    case .bicubic(let alignCorners): (BB_RESIZE_BICUBIC, alignCorners)
    case .area: (BB_RESIZE_AREA, false)
    }
  }
}
