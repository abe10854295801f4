internal import CKernels
internal import Graphs
internal import Tensors

extension Pool.Kind {
  fileprivate var kernel: bb_pool_kind {
    switch self {
    case .max: BB_POOL_MAX
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
    let lines = LineKernel(x: x, y: y, window: window, weights: 0, streams: true, scratch: 0) { _, x, y, lines, _ in
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
    ) { frame, lines, _ in
      var geometry = geometry
      bb_blur_pool(
        &geometry, frame.pointer(x), frame.pointer(y), Int64(lines.lowerBound), Int64(lines.upperBound))
    }
  }
}

extension BlurPool {
  /// Beyond borders of zeros it is a depthwise convolution with the same kernel for every channel.
  private func lowerAsDepthwise(
    _ geometry: bb_convolution, _ x: View, _ y: View, into p: ProgramBuilder
  ) throws(BackboneError) {
    let channels = x.columns
    let kernel = try p.weights.memory("blur x\(channels)", floats: 9 * channels) { (target) throws(BackboneError) in
      for (tap, weight) in [1, 2, 1, 2, 4, 2, 1, 2, 1].enumerated() {
        (target + tap * channels).update(repeating: Float(weight) / 16, count: channels)
      }
    }
    let lines = LineKernel(
      x: x, y: y, window: window, weights: 9 * channels, streams: true, scratch: 0
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
    let images = x.shape[0]
    let rows = x.rows / images
    let (kind, skipping) = (kind.kernel, skipping)
    let split = Split(x.columns, weight: rows * Split.perFloat, grain: 16, threads: p.options.threads)
    p.emit("global pool", reads: [x], writes: y, tasks: images * split.parts) { frame, task, _ in
      let (image, channels) = (task / split.parts, split[task % split.parts])
      bb_pool_global(
        kind, frame.pointer(x) + skipping * x.stride, rows * x.stride, x.stride, Int64(rows - skipping),
        frame.pointer(y), y.columns, Int64(image), Int64(image + 1), Int32(channels.lowerBound),
        Int32(channels.upperBound))
    }
  }
}
