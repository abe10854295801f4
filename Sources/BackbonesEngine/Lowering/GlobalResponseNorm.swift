internal import BackbonesGraphs
internal import BackbonesTensors
internal import CBackbonesKernels

/// A factor per channel, from mean squares over the whole map, and the learned term.
extension GlobalResponseNorm: Lowering {
  var absorbs: Absorption { .activation }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    let (weight, bias) = (try p.vector(0, of: node.anchor), try p.vector(1, of: node.anchor))
    let (images, channels) = (x.shape[0], x.columns)
    let pixels = x.rows / images
    let (epsilon, activation) = (epsilon, node.activation.kernel)
    // Parts depend on the map alone, so that sums do not on the number of threads.
    let parts = max(1, min(8, pixels / 12))
    let size = bb_pool_part_count(Int32(channels))
    let doubles = p.temporary([images, parts, 2 * size])
    @Sendable func part(_ index: Int, _ frame: Program.Frame) -> UnsafeMutablePointer<Double> {
      UnsafeMutableRawPointer(frame.pointer(doubles)).assumingMemoryBound(to: Double.self) + index * size
    }
    p.emit("squares", reads: [x], writes: doubles, tasks: images * parts) { frame, number, _ in
      let (image, index) = (number / parts, number % parts)
      let (first, end) = (pixels * index / parts, pixels * (index + 1) / parts)
      bb_pool_rows(
        BB_POOL_MEAN_SQUARE, frame.pointer(x) + (image * pixels + first) * x.stride, x.stride, Int64(end - first),
        part(number, frame), Int32(channels))
    }
    let factors = p.temporary([images, channels])
    p.emit("response", reads: [doubles], writes: factors, tasks: images) { frame, image, _ in
      let own = frame.pointer(factors) + image * channels
      bb_pool_parts(
        BB_POOL_MEAN_SQUARE, part(image * parts, frame), Int64(parts), Int64(pixels), own, Int32(channels))
      bb_response(own, own, Int32(channels), Int64(pixels), weight.floats, epsilon)
    }
    let split = Split(pixels, weight: channels * Split.perFloat, threads: p.options.threads)
    p.emit(
      "global response norm", reads: [x, factors], writes: y, tasks: images * split.parts
    ) { frame, task, _ in
      let (image, rows) = (task / split.parts, split[task % split.parts])
      let first = image * pixels + rows.lowerBound
      bb_affine(
        frame.pointer(x) + first * x.stride, x.stride, frame.pointer(y) + first * y.stride, y.stride,
        Int64(rows.count), Int32(channels), frame.pointer(factors) + image * channels, bias.floats, activation)
    }
  }
}
