internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

/// Packing is linear, so experts are packed once and mixed as they lie: a product of the routing with packed kernels
/// makes each image's own packed kernel, and an ordinary convolution applies it.
extension ConditionalConvolution: Lowering {
  var absorbs: Absorption { .all }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, routing, y) = (p.operand(0, of: node), p.operand(1, of: node), p.result(of: node))
    let isDepthwise = convolution.isDepthwise(over: x.shape)
    let geometry = bb_convolution(window, from: x, to: y, groups: isDepthwise ? 1 : groups)
    let kernel = PackedKernel(geometry, groups: isDepthwise ? 1 : groups, isDepthwise: isDepthwise)
    let fold = try p.folding(of: node)
    let (experts, images) = (routing.columns, x.shape[0])
    let mixer = try p.weights.prepared(
      "experts " + fold.key, floats: bb_packed_count(Int32(kernel.size), Int64(experts))
    ) { (target) throws(BackboneError) in
      let packed = try AlignedMemory(reserving: experts * kernel.size)
      let turned = try AlignedMemory(reserving: experts * kernel.size)
      try fold.weight().withElements { weight in
        for expert in 0..<experts {
          kernel.pack(
            weight.baseAddress! + expert * (weight.count / experts), scale: fold.scale?.floats,
            into: packed.floats + expert * kernel.size)
        }
      }
      bb_transpose(packed.floats, kernel.size, turned.floats, experts, Int64(experts), Int64(kernel.size))
      bb_pack(target, turned.floats, nil, Int32(kernel.size), Int32(experts), 1)
    }

    let kernels = p.temporary([images, kernel.size])
    let mixing = bb_convolution(rows: routing, to: kernels)
    let panels = (kernel.size + Int(BB_PANEL) - 1) / Int(BB_PANEL)
    p.emit(
      "mix experts", over: panels, weight: images * experts * Int(BB_PANEL), reads: [routing], writes: kernels,
      scratch: withUnsafePointer(to: mixing) { bb_convolve_scratch($0) }
    ) { arena, panels, worker in
      var (mixing, epilogue) = (mixing, bb_epilogue())
      bb_convolve(
        &mixing, arena.pointer(routing), mixer.floats, arena.pointer(kernels), &epilogue, 0, Int64(images),
        Int32(panels.lowerBound), Int32(panels.upperBound), arena.scratch(of: worker))
    }

    let epilogue = Epilogue(node, bias: fold.bias, residual: p.residual(of: node))
    let lines = Split(
      y.shape[1], weight: y.shape[2] * kernel.size, threads: p.options.threads)
    p.emit(
      isDepthwise ? "own depthwise" : "own product", reads: [x, kernels] + epilogue.reads, writes: y,
      tasks: images * lines.parts,
      scratch: isDepthwise ? 0 : withUnsafePointer(to: geometry) { bb_convolve_scratch($0) }
    ) { arena, task, worker in
      let image = task / lines.parts
      let own = lines[task % lines.parts]
      kernel.convolve(
        arena.pointer(x), arena.pointer(kernels) + image * kernel.size, arena.pointer(y),
        lines: image * y.shape[1] + own.lowerBound..<image * y.shape[1] + own.upperBound,
        scratch: arena.scratch(of: worker)
      ) { column in epilogue.kernel(arena, column: column) }
    }
  }
}

/// The packed form of a convolution's kernel.
private struct PackedKernel: Sendable {
  let geometry: bb_convolution
  let groups: Int
  let isDepthwise: Bool
  /// Floats of one group, and of all groups.
  let groupSize: Int
  var size: Int { groups * groupSize }

  private var taps: Int { Int(geometry.kernel_h * geometry.kernel_w) }
  private var columns: Int { Int(geometry.columns) }
  private var depth: Int { Int(geometry.depth) }

  init(_ geometry: bb_convolution, groups: Int, isDepthwise: Bool) {
    (self.geometry, self.groups, self.isDepthwise) = (geometry, groups, isDepthwise)
    let taps = geometry.kernel_h * geometry.kernel_w
    groupSize =
      isDepthwise
      ? Int(geometry.columns * taps) : bb_packed_count(geometry.columns, Int64(geometry.depth * taps))
  }

  func pack(_ weight: UnsafePointer<Float>, scale: UnsafePointer<Float>?, into target: UnsafeMutablePointer<Float>) {
    if isDepthwise { return bb_pack_depthwise(target, weight, scale, geometry.columns, Int32(taps)) }
    for group in 0..<groups {
      bb_pack(
        target + group * groupSize, weight + group * columns * depth * taps, scale.map { $0 + group * columns },
        geometry.columns, geometry.depth, Int32(taps))
    }
  }

  /// Computes lines of the output. `epilogue` gives the epilogue for the columns from one on.
  func convolve(
    _ x: UnsafePointer<Float>, _ packed: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, lines: Range<Int>,
    scratch: UnsafeMutablePointer<Float>, epilogue: (_ column: Int) -> bb_epilogue
  ) {
    var geometry = geometry
    if isDepthwise {
      var epilogue = epilogue(0)
      return bb_convolve_depthwise(
        &geometry, x, packed, y, &epilogue, Int64(lines.lowerBound), Int64(lines.upperBound), 0, geometry.columns)
    }
    let width = Int(geometry.out_w)
    let panels = (columns + Int(BB_PANEL) - 1) / Int(BB_PANEL)
    for group in 0..<groups {
      var epilogue = epilogue(group * columns)
      bb_convolve(
        &geometry, x + group * depth, packed + group * groupSize, y + group * columns, &epilogue,
        Int64(lines.lowerBound * width), Int64(lines.upperBound * width), 0, Int32(panels), scratch)
    }
  }
}
