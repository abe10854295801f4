internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

extension Pool.Kind {
  fileprivate var kernel: bb_pool_kind {
    switch self {
    case .max: BB_POOL_MAX
    case .maxCountingPadding: BB_POOL_MAX_COUNTING_PADDING
    case .average: BB_POOL_AVERAGE
    case .averageCountingPadding: BB_POOL_AVERAGE_COUNTING_PADDING
    }
  }
}

extension Pool: Lowering {
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    let geometry = bb_convolution(window, from: x, to: y, groups: 1)
    let (kind, bottom, right) = (kind.kernel, Int32(window.padding.bottom), Int32(window.padding.right))
    let lines = LineKernel(x: x, y: y, window: window, weights: 0, isMemoryBound: true, scratch: 0) {
      _, x, y, lines, _ in
      var geometry = geometry
      bb_pool(&geometry, kind, bottom, right, x, y, Int64(lines.lowerBound), Int64(lines.upperBound))
    }
    p.emit(lines, "pool", weight: y.shape[2] * y.columns * window.kernel.area, reads: [x])
  }
}

extension BlurPool: Lowering {
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    let geometry = bb_convolution(window, from: x, to: y, groups: 1)
    if border == .zeros { return try lowerAsDepthwise(geometry, x, y, into: p) }
    let lines = y.shape[0] * y.shape[1]
    p.emit(
      "blur pool", over: lines, weight: y.shape[2] * y.columns * window.kernel.area, reads: [x], writes: y
    ) { arena, lines, _ in
      var geometry = geometry
      bb_blur_pool(
        &geometry, arena.pointer(x), arena.pointer(y), Int64(lines.lowerBound), Int64(lines.upperBound))
    }
  }
}

extension BlurPool {
  /// With zero padding it is a depthwise convolution with the same kernel for every channel.
  private func lowerAsDepthwise(
    _ geometry: bb_convolution, _ x: View, _ y: View, into p: ProgramBuilder
  ) throws(BackboneError) {
    let channels = x.columns
    let kernel = try p.weights.prepared("blur x\(channels)", floats: 9 * channels) { (target) throws(BackboneError) in
      for (tap, weight) in [1, 2, 1, 2, 4, 2, 1, 2, 1].enumerated() {
        (target + tap * channels).update(repeating: Float(weight) / 16, count: channels)
      }
    }
    let lines = LineKernel(
      x: x, y: y, window: window, weights: 9 * channels, isMemoryBound: true, scratch: 0
    ) { _, x, y, lines, _ in
      var (geometry, epilogue) = (geometry, bb_epilogue())
      bb_convolve_depthwise(
        &geometry, x, kernel.floats, y, &epilogue, Int64(lines.lowerBound), Int64(lines.upperBound), 0,
        Int32(channels))
    }
    p.emit(lines, "blur pool", weight: y.shape[2] * channels * 9, reads: [x])
  }
}

extension GlobalPool: Lowering {
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    let (kind, channels) = (kind.kernel, Int32(x.columns))
    let sums = p.emitPartialSums("global pool", of: x, skipping: skipping, [kind])
    p.emit("pool of parts", reads: [sums.view], writes: y, tasks: x.shape[0]) { arena, image, _ in
      bb_pool_parts(
        kind, sums.pointer(image, arena), sums.parts, sums.rows, arena.pointer(y) + image * y.stride, channels)
    }
  }
}
