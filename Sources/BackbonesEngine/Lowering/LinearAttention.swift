internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

/// A task is a head of an image, or, where there are fewer than threads, some of its channels.
extension LinearAttention: Lowering {
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (q, k, v) = (p.operand(0, of: node), p.operand(1, of: node), p.operand(2, of: node))
    let y = p.result(of: node)
    let (epsilon, images, heads) = (epsilon, y.shape[0], v.shape[-2])
    let (tokens, keyWidth, width) = (y.rows / images, k.columns, v.columns)
    let threads = images * heads < p.options.threads ? p.options.threads : 1
    let split = Split(width, weight: 2 * tokens * keyWidth, threads: threads)
    p.emit(
      "linear attention", reads: [q, k, v], writes: y, tasks: images * heads * split.parts,
      scratch: bb_linear_attention_scratch(Int32(keyWidth), Int32(width))
    ) { arena, task, worker in
      let (part, first) = (task % split.parts, task / split.parts)
      let (image, head) = (first / heads, first % heads)
      // Heads of a token lie one after the other.
      func start(_ view: View) -> UnsafePointer<Float> {
        UnsafePointer(arena.pointer(view) + (image * tokens * heads + head) * view.stride)
      }
      var arguments = bb_attention_head()
      (arguments.q, arguments.k, arguments.v) = (start(q), start(k), start(v))
      arguments.out = arena.pointer(y) + image * tokens * y.stride + head * width
      (arguments.q_stride, arguments.k_stride) = (heads * q.stride, heads * k.stride)
      (arguments.v_stride, arguments.out_stride) = (heads * v.stride, y.stride)
      (arguments.keys, arguments.head_size) = (Int32(tokens), Int32(keyWidth))
      let channels = split[part]
      bb_linear_attention(
        &arguments, epsilon, Int32(channels.lowerBound), Int32(channels.upperBound), arena.scratch(of: worker))
    }
  }
}
