internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

/// A task is a head of an image, or, where there are fewer than threads, some of its channels.
extension CrossCovarianceAttention: Lowering {
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { operand < 3 }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (q, k, v) = (p.operand(0, of: node), p.operand(1, of: node), p.operand(2, of: node))
    let y = p.result(of: node)
    let headScales = hasHeadScales ? p.operand(3, of: node) : nil
    let (heads, scale, isCosine) = (heads, scale, isCosine)
    let (images, width) = (y.shape[0], y.columns / heads)
    let tokens = y.rows / images
    let threads = images * heads < p.options.threads ? p.options.threads : 1
    let split = Split(width, weight: 2 * tokens * width, threads: threads)
    p.emit(
      "cross-covariance attention", reads: [q, k, v] + (headScales.map { [$0] } ?? []), writes: y,
      tasks: images * heads * split.parts, scratch: bb_cross_covariance_scratch(Int32(width))
    ) { arena, task, worker in
      let (part, first) = (task % split.parts, task / split.parts)
      let (image, head) = (first / heads, first % heads)
      func start(_ view: View) -> UnsafeMutablePointer<Float> {
        arena.pointer(view) + image * tokens * view.stride + head * width
      }
      var arguments = bb_attention_head()
      (arguments.q, arguments.k) = (UnsafePointer(start(q)), UnsafePointer(start(k)))
      (arguments.v, arguments.out) = (UnsafePointer(start(v)), start(y))
      (arguments.q_stride, arguments.k_stride) = (q.stride, k.stride)
      (arguments.v_stride, arguments.out_stride) = (v.stride, y.stride)
      (arguments.keys, arguments.head_size) = (Int32(tokens), Int32(width))
      arguments.scale = headScales.map { scale * arena.pointer($0)[head] } ?? scale
      arguments.is_cosine = isCosine ? 1 : 0
      let channels = split[part]
      bb_cross_covariance(
        &arguments, Int32(channels.lowerBound), Int32(channels.upperBound), arena.scratch(of: worker))
    }
  }
}
