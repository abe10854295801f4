internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

/// Attention with the scores as keys; query i is 1 for score i and 0 for the others.
extension ContextPool: Lowering {
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, scores, y) = (p.operand(0, of: node), p.operand(1, of: node), p.result(of: node))
    let (images, count) = (x.shape[0], scores.columns)
    let pixels = x.rows / images
    let queries = try p.weights.prepared("identity x\(count)", floats: count * count) {
      (target) throws(BackboneError) in
      target.update(repeating: 0, count: count * count)
      for i in 0..<count { target[i * count + i] = 1 }
    }
    p.emit(
      "context pool", reads: [x, scores], writes: y, tasks: images,
      scratch: bb_attention_scratch(Int32(pixels), Int32(count), Int32(x.columns), 0)
    ) { arena, image, worker in
      let first = image * pixels
      var arguments = bb_attention_head()
      arguments.q = UnsafePointer(queries.floats)
      arguments.k = UnsafePointer(arena.pointer(scores) + first * scores.stride)
      arguments.v = UnsafePointer(arena.pointer(x) + first * x.stride)
      arguments.out = arena.pointer(y) + image * count * y.columns
      (arguments.q_stride, arguments.k_stride) = (count, scores.stride)
      (arguments.v_stride, arguments.out_stride) = (x.stride, y.columns)
      (arguments.keys, arguments.head_size, arguments.value_size) = (Int32(pixels), Int32(count), Int32(x.columns))
      arguments.scale = 1
      bb_attention(&arguments, 0, nil, nil, 0, Int32(count), arena.scratch(of: worker))
    }
  }
}
