internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

extension Attention: Lowering {
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (q, k, v) = (p.operand(0, of: node), p.operand(1, of: node), p.operand(2, of: node))
    let y = p.result(of: node)
    let (heads, scale) = (heads, scale)
    let (queries, keys) = (q.shape[1], k.shape[1])
    let (headSize, valueSize) = (q.columns / heads, v.columns / heads)
    let scratch = bb_attention_scratch(Int32(keys), Int32(headSize), Int32(valueSize))
    p.emit(
      "attention", reads: [q, k, v], writes: y, tasks: k.shape[0] * heads, scratch: scratch
    ) { arena, task, worker in
      let (image, head) = (task / heads, task % heads)
      func start(_ view: View, _ tokens: Int, _ size: Int) -> UnsafeMutablePointer<Float> {
        arena.pointer(view) + (view.shape[0] == 1 ? 0 : image * tokens * view.stride) + head * size
      }
      var arguments = bb_attention_head(
        q: start(q, queries, headSize), k: start(k, keys, headSize), v: start(v, keys, valueSize), q_stride: q.stride,
        k_stride: k.stride, v_stride: v.stride, bias: nil, bias_stride: 0,
        out: arena.pointer(y) + image * queries * y.stride + head * valueSize, out_stride: y.stride,
        keys: Int32(keys), head_size: Int32(headSize), value_size: Int32(valueSize), scale: scale)
      bb_attention(&arguments, 0, Int32(queries), arena.scratch(of: worker))
    }
  }
}

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
        bb_transpose(arena.pointer(x) + block * radix * slice, rows, Int64(radix), Int64(slice))
        bb_softmax(rows, radix, rows, radix, Int64(slice), Int32(radix))
      }
    }
    p.emit("radix order", reads: [turned], writes: y) { arena, _, _ in
      // [group][channel][radix] to [radix][group][channel]
      for image in 0..<images {
        let first = image * x.columns
        bb_transpose(arena.pointer(turned) + first, arena.pointer(y) + first, Int64(groups * slice), Int64(radix))
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
