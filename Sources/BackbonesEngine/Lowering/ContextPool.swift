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
      var arguments = bb_attention_head(
        q: query.floats, k: arena.pointer(scores) + first * scores.stride, v: arena.pointer(x) + first * x.stride,
        q_stride: 1, k_stride: scores.stride, v_stride: x.stride, bias: nil, bias_stride: 0,
        out: arena.pointer(y) + image * y.columns, out_stride: y.columns, keys: Int32(pixels), head_size: 1,
        value_size: Int32(x.columns), scale: 1)
      bb_attention(&arguments, 0, 1, arena.scratch(of: worker))
    }
  }
}
