internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

extension RadixSoftmax: Lowering {
  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    let images = x.shape[0]
    if radix == 1 {
      p.emit("sigmoid", reads: [x], writes: y) { arena, _, _ in
        bb_activate(
          arena.pointer(x), x.stride, arena.pointer(y), y.stride, Int64(images), Int64(x.columns), BB_SIGMOID)
      }
      return
    }
    let (radix, groups) = (radix, groups)
    let slice = x.columns / (radix * groups)
    let turned = p.temporary([images, x.columns])
    p.emit("radix softmax", reads: [x, turned], writes: turned) { arena, _, _ in
      // Transposed, so that each softmax over the radix is over a contiguous row.
      for block in 0..<images * groups {
        let rows = arena.pointer(turned) + block * radix * slice
        bb_transpose(arena.pointer(x) + block * radix * slice, slice, rows, radix, Int64(radix), Int64(slice))
        bb_softmax(rows, radix, rows, radix, Int64(slice), Int32(radix))
      }
    }
    p.emit("radix order", reads: [turned], writes: y) { arena, _, _ in
      // [group][channel][radix] to [radix][group][channel]
      for image in 0..<images {
        let first = image * x.columns
        bb_transpose(
          arena.pointer(turned) + first, radix, arena.pointer(y) + first, groups * slice, Int64(groups * slice),
          Int64(radix))
      }
    }
  }
}

extension ChannelConvolution: Lowering {
  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    let weight = try p.vector(0, of: node.anchor)
    let kernel = Int32(kernel)
    p.emit("channel convolution", reads: [x], writes: y) { arena, _, _ in
      for image in 0..<x.shape[0] {
        bb_convolve_channels(
          arena.pointer(x) + image * x.columns, arena.pointer(y) + image * x.columns, Int32(x.columns), weight.floats,
          kernel, BB_IDENTITY)
      }
    }
  }
}
