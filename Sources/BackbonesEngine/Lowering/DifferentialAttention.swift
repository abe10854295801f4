internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors
internal import BackbonesCLibrary

/// Two attentions of each head, then their weighted difference.
extension DifferentialAttention: Lowering {
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (q, k, v) = (p.operand(0, of: node), p.operand(1, of: node), p.operand(2, of: node))
    let y = p.result(of: node)
    let (heads, scale, tokens) = (heads, scale, q.shape[1])
    let (headSize, valueSize) = (q.columns / heads / 2, v.columns / heads)
    let factors = try negativeWeight(of: node, columns: valueSize, in: p)
    let result = tokens * valueSize
    let attentionScratch = bb_attention_scratch(Int32(tokens), Int32(headSize), Int32(valueSize), 0)
    p.emit(
      "differential attention", reads: [q, k, v], writes: y, tasks: q.shape[0] * heads,
      scratch: attentionScratch + 2 * result
    ) { arena, task, worker in
      let (image, head) = (task / heads, task % heads)
      func start(_ view: View, _ column: Int) -> UnsafeMutablePointer<Float> {
        arena.pointer(view) + image * tokens * view.stride + column
      }
      let scratch = arena.scratch(of: worker)
      let first = scratch + attentionScratch
      let second = first + result
      for (half, out) in [first, second].enumerated() {
        let column = (2 * head + half) * headSize
        var arguments = bb_attention_head()
        arguments.q = UnsafePointer(start(q, column))
        arguments.k = UnsafePointer(start(k, column))
        arguments.v = UnsafePointer(start(v, head * valueSize))
        arguments.out = out
        (arguments.q_stride, arguments.k_stride) = (q.stride, k.stride)
        (arguments.v_stride, arguments.out_stride) = (v.stride, valueSize)
        (arguments.keys, arguments.head_size) = (Int32(tokens), Int32(headSize))
        (arguments.value_size, arguments.scale) = (Int32(valueSize), scale)
        bb_attention(&arguments, 0, nil, nil, 0, Int32(tokens), scratch)
      }
      bb_gate(
        second, valueSize, factors.floats, first, valueSize, start(y, head * valueSize), y.stride, Int64(tokens),
        Int32(valueSize), BB_IDENTITY)
    }
  }

  /// -λ, once for each of `columns`.
  private func negativeWeight(
    of node: FusedNode, columns: Int, in p: ProgramBuilder
  ) throws(BackboneError) -> AlignedMemory {
    func exponential(_ a: Int, _ b: Int) throws(BackboneError) -> Double {
      let (a, b) = (try p.parameter(a, of: node.anchor).elements, try p.parameter(b, of: node.anchor).elements)
      return exp(zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) })
    }
    let name = p.graph.parameters[p.node(node).parameters[0]].name
    return try p.weights.prepared("negative weight \(name) x\(columns)", floats: columns) {
      (target) throws(BackboneError) in
      let weight = try exponential(0, 1) - exponential(2, 3) + Double(initialWeight)
      target.update(repeating: Float(-weight), count: columns)
    }
  }
}
