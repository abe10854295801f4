internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

/// Attention with one query, the number 1, and the scores as keys.
extension ContextPool: Lowering {
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, scores, y) = (p.operand(0, of: node), p.operand(1, of: node), p.result(of: node))
    let query = try p.weights.prepared("one", floats: 1) { (target) throws(BackboneError) in target.pointee = 1 }
    let images = x.shape[0]
    let pixels = x.rows / images
    p.emit(
      "context pool", reads: [x, scores], writes: y, tasks: images,
      scratch: bb_attention_scratch(Int32(pixels), 1, Int32(x.columns))
    ) { arena, image, worker in
      let first = image * pixels
      var arguments = bb_attention_head()
      arguments.q = UnsafePointer(query.floats)
      arguments.k = UnsafePointer(arena.pointer(scores) + first * scores.stride)
      arguments.v = UnsafePointer(arena.pointer(x) + first * x.stride)
      arguments.out = arena.pointer(y) + image * y.columns
      (arguments.q_stride, arguments.k_stride) = (1, scores.stride)
      (arguments.v_stride, arguments.out_stride) = (x.stride, y.columns)
      (arguments.keys, arguments.head_size, arguments.value_size) = (Int32(pixels), 1, Int32(x.columns))
      arguments.scale = 1
      bb_attention(&arguments, 0, 1, arena.scratch(of: worker))
    }
  }
}
