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
    let images = x.shape[0]
    let rows = x.rows / images
    let (kind, skipping, channels) = (kind.kernel, skipping, Int32(x.columns))
    let counted = rows - skipping
    // Partial sums: their number depends on the map alone, so that results do not depend on the number of threads.
    let parts = max(1, min(Tuning.poolParts, counted / Tuning.poolRowsOfPart))
    let size = bb_pool_part_count(channels)
    let doubles = p.temporary([images, parts, 2 * size])
    @Sendable func part(_ index: Int, _ arena: Program.Arena) -> UnsafeMutablePointer<Double> {
      UnsafeMutableRawPointer(arena.pointer(doubles)).assumingMemoryBound(to: Double.self) + index * size
    }
    p.emit(
      "global pool", over: images * parts, weight: counted / parts * x.columns * Split.perFloat, reads: [x],
      writes: doubles
    ) { arena, some, _ in
      for number in some {
        let (image, index) = (number / parts, number % parts)
        let (first, end) = (counted * index / parts, counted * (index + 1) / parts)
        bb_pool_rows(
          kind, arena.pointer(x) + (image * rows + skipping + first) * x.stride, x.stride, Int64(end - first),
          part(number, arena), channels)
      }
    }
    p.emit("pool of parts", reads: [doubles], writes: y, tasks: images) { arena, image, _ in
      bb_pool_parts(
        kind, part(image * parts, arena), Int64(parts), Int64(counted), arena.pointer(y) + image * y.stride, channels)
    }
  }
}
