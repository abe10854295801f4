internal import BackbonesGraphs
internal import BackbonesTensors
internal import CBackbonesKernels

extension GlobalResponseNorm: Lowering {
  var absorbs: Absorption { .activation }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (weight, bias) = (try p.vector(0, of: node.anchor), try p.vector(1, of: node.anchor))
    let (channels, pixels) = (Int32(p.result(of: node).columns), Int64(p.pixels(of: node)))
    let (epsilon, activation) = (epsilon, node.activation.kernel)
    p.lowerByMeanSquares(node, "global response norm") { squares, factors in
      bb_response(squares, factors, channels, pixels, weight.floats, epsilon)
    } normalize: { x, xStride, y, yStride, rows, factors in
      bb_affine(x, xStride, y, yStride, rows, channels, factors, bias.floats, activation)
    }
  }
}

/// `max(x, tau)` is `relu(x - tau) + tau`.
extension FilterResponseNorm: Lowering {
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (weight, bias) = (try p.vector(0, of: node.anchor), try p.vector(1, of: node.anchor))
    let tau = try p.vector(2, of: node.anchor)
    let count = p.result(of: node).columns
    let name = p.graph.parameters[p.node(node).parameters[1]].name
    let shift = try p.weights.prepared("less tau " + name, floats: count) { (target) throws(BackboneError) in
      for c in 0..<count { target[c] = bias.floats[c] - tau.floats[c] }
    }
    let (channels, epsilon) = (Int32(count), epsilon)
    p.lowerByMeanSquares(node, "filter response norm") { squares, factors in
      bb_filter_response(squares, factors, channels, weight.floats, epsilon)
    } normalize: { x, xStride, y, yStride, rows, factors in
      bb_affine(x, xStride, y, yStride, rows, channels, factors, shift.floats, BB_RELU)
      bb_affine(y, yStride, y, yStride, rows, channels, nil, tau.floats, BB_IDENTITY)
    }
  }
}

extension ProgramBuilder {
  /// The pixels of one image of the node's map.
  fileprivate func pixels(of node: FusedNode) -> Int {
    let x = operand(0, of: node)
    return x.rows / x.shape[0]
  }

  /// A norm of each image's channels by their mean squares over the whole map.
  ///
  /// - Parameters:
  ///   - factors: computes each channel's factor from its mean square, in place.
  ///   - normalize: applies the factors to rows.
  fileprivate func lowerByMeanSquares(
    _ node: FusedNode, _ algorithm: String,
    factors makeFactors: @escaping @Sendable (UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void,
    normalize:
      @escaping @Sendable (
        _ x: UnsafePointer<Float>, _ xStride: Int, _ y: UnsafeMutablePointer<Float>, _ yStride: Int, _ rows: Int64,
        _ factors: UnsafePointer<Float>
      ) -> Void
  ) {
    let (x, y) = (operand(0, of: node), result(of: node))
    let (images, channels) = (x.shape[0], x.columns)
    let pixels = x.rows / images
    let sums = emitPartialSums("squares", of: x, [BB_POOL_MEAN_SQUARE])
    let factors = temporary([images, channels])
    emit("response", reads: [sums.view], writes: factors, tasks: images) { arena, image, _ in
      let own = arena.pointer(factors) + image * channels
      bb_pool_parts(
        BB_POOL_MEAN_SQUARE, sums.pointer(image, arena), sums.parts, sums.rows, own, Int32(channels))
      makeFactors(own, own)
    }
    let split = Split(pixels, weight: channels * Split.perFloat, threads: options.threads)
    emit(algorithm, reads: [x, factors], writes: y, tasks: images * split.parts) { arena, task, _ in
      let (image, rows) = (task / split.parts, split[task % split.parts])
      let first = image * pixels + rows.lowerBound
      normalize(
        arena.pointer(x) + first * x.stride, x.stride, arena.pointer(y) + first * y.stride, y.stride,
        Int64(rows.count), arena.pointer(factors) + image * channels)
    }
  }
}
