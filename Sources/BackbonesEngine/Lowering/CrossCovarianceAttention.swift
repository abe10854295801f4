internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

/// A task is a head of an image, or, where there are fewer than threads, some of its channels.
extension CrossCovarianceAttention: Lowering {
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { operand < 3 }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (v, y) = (p.operand(2, of: node), p.result(of: node))
    let factors = hasHeadScales ? p.operand(3, of: node) : nil
    emit("cross-covariance attention", node, factors: factors, alsoReading: [v], in: p) {
      arguments, image, head, arena in
      func start(_ view: View) -> UnsafeMutablePointer<Float> {
        arena.pointer(view) + (image * view.rows / view.shape[0]) * view.stride + head * Int(arguments.head_size)
      }
      (arguments.v, arguments.out) = (UnsafePointer(start(v)), start(y))
      (arguments.v_stride, arguments.out_stride) = (v.stride, y.stride)
    }
  }

  /// Emits the kernel, whose arguments are those of queries and keys and what `complete` adds.
  fileprivate func emit(
    _ name: String, _ node: FusedNode, factors: View?, alsoReading others: [View], in p: ProgramBuilder,
    _ complete:
      @escaping @Sendable (
        _ arguments: inout bb_attention_head, _ image: Int, _ head: Int, _ arena: Program.Arena
      ) -> Void
  ) {
    let (q, k) = (p.operand(0, of: node), p.operand(1, of: node))
    let (heads, scale, isCosine) = (heads, scale, isCosine)
    let (images, width) = (q.shape[0], q.columns / heads)
    let tokens = q.rows / images
    let threads = images * heads < p.options.threads ? p.options.threads : 1
    let split = Split(width, weight: 2 * tokens * width, threads: threads)
    p.emit(
      name, reads: [q, k] + others + (factors.map { [$0] } ?? []), writes: p.result(of: node),
      tasks: images * heads * split.parts, scratch: bb_cross_covariance_scratch(Int32(width))
    ) { arena, task, worker in
      let (part, first) = (task % split.parts, task / split.parts)
      let (image, head) = (first / heads, first % heads)
      func start(_ view: View) -> UnsafeMutablePointer<Float> {
        arena.pointer(view) + image * tokens * view.stride + head * width
      }
      var arguments = bb_attention_head()
      (arguments.q, arguments.k) = (UnsafePointer(start(q)), UnsafePointer(start(k)))
      (arguments.q_stride, arguments.k_stride) = (q.stride, k.stride)
      (arguments.keys, arguments.head_size) = (Int32(tokens), Int32(width))
      arguments.scale = factors.map { scale * arena.pointer($0)[head] } ?? scale
      arguments.is_cosine = isCosine ? 1 : 0
      complete(&arguments, image, head, arena)
      let channels = split[part]
      bb_cross_covariance(
        &arguments, Int32(channels.lowerBound), Int32(channels.upperBound), arena.scratch(of: worker))
    }
  }
}

extension CrossCovarianceWeights: Lowering {
  func readsStrided(operand: Int) -> Bool { operand < 2 }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let y = p.result(of: node)
    let factors = attention.hasHeadScales ? p.operand(2, of: node) : nil
    attention.emit("cross-covariance weights", node, factors: factors, alsoReading: [], in: p) {
      arguments, image, head, arena in
      let (heads, width) = (y.columns, Int(arguments.head_size))
      arguments.weights = arena.pointer(y) + image * width * width * heads + head
      (arguments.weights_stride, arguments.weights_step) = (width * heads, heads)
    }
  }
}
