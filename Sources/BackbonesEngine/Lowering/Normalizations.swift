internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

/// Batch normalisation that is not folded into a product: a factor and a term per channel.
extension BatchNorm: Lowering {
  var role: FusedRole? { .norm }
  var absorbs: Absorption { .activation }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (scale, shift) = try p.affine(ofBatchNorm: node.anchor)
    p.lowerAffine(node, scale: scale, shift: shift)
  }
}

extension ChannelScale: Lowering {
  var role: FusedRole? { .scale }
  var absorbs: Absorption { .activation }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    p.lowerAffine(node, scale: try p.factors(of: node.anchor), shift: nil)
  }
}

extension ChannelShift: Lowering {
  var absorbs: Absorption { .activation }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    p.lowerAffine(node, scale: nil, shift: try p.vector(0, of: node.anchor))
  }
}

extension Scale: Lowering {
  var role: FusedRole? { .scale }
  var absorbs: Absorption { .activation }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    p.lowerAffine(node, scale: try p.factors(of: node.anchor), shift: nil)
  }
}

extension ProgramBuilder {
  fileprivate func lowerAffine(_ node: FusedNode, scale: AlignedMemory?, shift: AlignedMemory?) {
    let (x, y) = (operand(0, of: node), result(of: node))
    let activation = node.activation.kernel
    emit(rows: x, y, "affine", weight: x.columns * Split.perFloat) { from, to, rows in
      bb_affine(
        from, x.stride, to, y.stride, Int64(rows), Int32(x.columns), scale?.floats, shift?.floats, activation)
    }
  }
}

extension LayerNorm: Lowering {
  var absorbs: Absorption { .activation }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    let weight = try p.vector(0, of: node.anchor)
    let bias = p.node(node).parameters.count > 1 ? try p.vector(1, of: node.anchor) : nil
    let (epsilon, activation) = (epsilon, node.activation.kernel)
    p.emit(rows: x, y, "layer norm", weight: x.columns * Split.perFloat) { from, to, rows in
      bb_layer_norm(
        from, x.stride, to, y.stride, Int64(rows), Int32(x.columns), weight.floats, bias?.floats, epsilon, activation)
    }
  }
}

extension RMSNorm: Lowering {
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    let weight = try p.vector(0, of: node.anchor)
    let (epsilon, centred): (Float, Int32) = (epsilon, centred ? 1 : 0)
    p.emit(rows: x, y, "rms norm", weight: x.columns * Split.perFloat) { from, to, rows in
      bb_rms_norm(
        from, x.stride, to, y.stride, Int64(rows), Int32(x.columns), weight.floats, nil, epsilon, centred)
    }
  }
}

extension L2Norm: Lowering {
  var residence: Residence { .inPlace }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    let epsilon = epsilon
    p.emit(rows: x, y, "l2 norm", weight: x.columns * Split.perFloat) { from, to, rows in
      bb_l2_norm(from, x.stride, to, y.stride, Int64(rows), Int32(x.columns), epsilon)
    }
  }
}

extension GroupNorm: Lowering {
  var absorbs: Absorption { .activation }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    let weight = try p.vector(0, of: node.anchor)
    let bias = p.node(node).parameters.count > 1 ? try p.vector(1, of: node.anchor) : nil
    let (groups, epsilon, activation) = (Int32(groups), epsilon, node.activation.kernel)
    let images = x.shape[0]
    let rows = x.rows / images
    guard groups > 1 else {
      return p.lowerImageNorm(x, y, weight: weight, bias: bias, epsilon: epsilon, activation: activation)
    }
    p.emit("group norm", reads: [x], writes: y, tasks: images) { arena, image, _ in
      let first = image * rows * x.columns
      bb_group_norm(
        arena.pointer(x) + first, arena.pointer(y) + first, Int64(rows), Int32(x.columns), groups, weight.floats,
        bias?.floats, epsilon, activation)
    }
  }
}

extension ProgramBuilder {
  /// Group normalisation of one group: all threads sum over parts of an image, then normalise its rows.
  fileprivate func lowerImageNorm(
    _ x: View, _ y: View, weight: AlignedMemory, bias: AlignedMemory?, epsilon: Float, activation: bb_activation
  ) {
    let (images, channels) = (x.shape[0], x.columns)
    let pixels = x.rows / images
    let sums = emitPartialSums("group norm sums", of: x, [BB_POOL_AVERAGE, BB_POOL_MEAN_SQUARE])
    let moments = temporary([images, 2])
    emit("group norm moments", reads: [sums.view], writes: moments, tasks: images) { arena, image, _ in
      bb_moments(
        sums.pointer(image, arena), sums.parts, sums.rows, Int32(channels), epsilon, arena.pointer(moments) + 2 * image)
    }
    let split = Split(pixels, weight: channels * Split.perFloat, threads: options.threads)
    emit("group norm", reads: [x, moments], writes: y, tasks: images * split.parts) { arena, task, _ in
      let (image, rows) = (task / split.parts, split[task % split.parts])
      let first = image * pixels + rows.lowerBound
      bb_normalize(
        arena.pointer(x) + first * x.stride, x.stride, arena.pointer(y) + first * y.stride, y.stride,
        Int64(rows.count), Int32(channels), arena.pointer(moments) + 2 * image, weight.floats, bias?.floats, activation)
    }
  }
}

extension EvoNormS0: Lowering {
  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    var (weight, gate) = (try p.vector(0, of: node.anchor), try p.vector(gates ? 2 : 0, of: node.anchor))
    let bias = try p.vector(1, of: node.anchor)
    if !gates {
      // A gate that is open halfway whatever x is, and weights twice as large.
      let (own, count) = (weight, x.columns)
      weight = try p.weights.prepared("twice \(p.graph.parameters[p.node(node).parameters[0]].name)", floats: count) {
        (target) throws(BackboneError) in for c in 0..<count { target[c] = 2 * own.floats[c] }
      }
      gate = try p.weights.prepared("zeros x\(count)", floats: count) { (target) throws(BackboneError) in
        target.update(repeating: 0, count: count)
      }
    }
    let (factors, gateFactors) = (weight, gate)
    let (groups, epsilon) = (Int32(groups), epsilon)
    let images = x.shape[0]
    let rows = x.rows / images
    p.emit("evolved norm", reads: [x], writes: y, tasks: images) { arena, image, _ in
      let first = image * rows * x.columns
      bb_evolved_norm(
        arena.pointer(x) + first, arena.pointer(y) + first, Int64(rows), Int32(x.columns), groups, factors.floats,
        bias.floats, gateFactors.floats, epsilon)
    }
  }
}
