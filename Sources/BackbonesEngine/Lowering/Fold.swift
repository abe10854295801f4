internal import BackbonesGraphs
internal import BackbonesTensors
internal import CBackbonesKernels

extension Unfold: Lowering {
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    let geometry = bb_convolution(window, from: x, to: y, groups: 1)
    p.emit("unfold", over: y.rows, weight: y.columns * Split.perFloat, reads: [x], writes: y) { arena, rows, _ in
      var geometry = geometry
      bb_im2col(
        &geometry, arena.pointer(x), arena.pointer(y) + rows.lowerBound * y.columns, Int64(rows.lowerBound),
        Int64(rows.upperBound))
    }
  }
}

extension Fold: Lowering {
  var absorbs: Absorption { [.activation, .residual, .residualLast] }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    p.emitFold(x, window, weight: nil, Epilogue(node, bias: nil, residual: p.residual(of: node)), y)
  }
}

/// A product makes what each pixel adds to the pixels of its window, and folding the windows adds them up. Where each
/// channel has a kernel of its own, folding takes the factors with it.
extension TransposedConvolution: Lowering {
  var absorbs: Absorption { [.activation, .residual, .residualLast] }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    let bias = p.node(node).parameters.count > 1 ? try p.vector(1, of: node.anchor) : nil
    let epilogue = Epilogue(node, bias: bias, residual: p.residual(of: node))
    let parameter = p.graph.parameters[p.node(node).parameters[0]]
    let taps = window.kernel.area
    if isDepthwise(over: x.shape) {
      let packed = try p.weights.prepared("depthwise " + parameter.name, floats: channels * taps) {
        (target) throws(BackboneError) in
        try p.weights.tensor(parameter).withElements {
          bb_pack_depthwise(target, $0.baseAddress!, nil, Int32(channels), Int32(taps))
        }
      }
      return p.emitFold(x, window, weight: packed, epilogue, y)
    }
    let windows = p.temporary([x.shape[0], x.shape[1], x.shape[2], taps * channels])
    let product = Product(
      x: x, y: windows, geometry: bb_convolution(.pixel, from: x, to: windows, groups: groups), window: .pixel,
      groups: groups, isDepthwise: false, folding: folding(of: parameter, p.weights.parameters))
    try p.lower(product, FusedNode(anchor: node.anchor, nodes: [node.anchor]))
    p.emitFold(windows, window, groups: groups, weight: nil, epilogue, y)
  }

  /// The weight `[I, O / groups, taps]` as the product takes it: `[groups, taps, O / groups, I / groups]`.
  private func folding(of parameter: Parameter, _ source: PreparedWeights.Parameters) -> Folding {
    let (taps, inputs, outputs) = (window.kernel.area, parameter.shape[0] / groups, channels / groups)
    let extents = [groups, taps, outputs, inputs]
    let strides = [inputs * outputs * taps, 1, taps, outputs * taps]
    return Folding(
      key: parameter.name,
      weight: { @Sendable () throws(BackboneError) in
        let weight = try source.tensor(parameter)
        return try Tensor(allocating: TensorShape(extents)) { target in
          weight.withElements {
            bb_gather($0.baseAddress!, target.baseAddress!, extents.map(Int64.init), strides.map(Int64.init), 4)
          }
        }
      }, scale: nil, bias: nil)
  }
}

extension ProgramBuilder {
  /// Adds up windows at each pixel of a map, group by group.
  ///
  /// - Parameters:
  ///   - windows: the taps of each group one after the other; or, with `weight`, what all taps are made of.
  ///   - weight: a factor for each tap and channel, `[taps, C]`.
  fileprivate func emitFold(
    _ windows: View, _ window: Window, groups: Int = 1, weight: AlignedMemory?, _ epilogue: Epilogue, _ y: View
  ) {
    // The geometry of the windows over the map that is written.
    let geometry = bb_convolution(window, from: y, to: windows, groups: groups)
    let (width, channels, taps) = (y.shape[2], y.columns / groups, window.kernel.area)
    let covering = (taps + window.stride.area - 1) / window.stride.area
    emit(
      "fold", over: y.shape[0] * y.shape[1], weight: width * y.columns * covering * Split.perFloat,
      reads: [windows] + epilogue.reads, writes: y
    ) { arena, lines, _ in
      var geometry = geometry
      for group in 0..<groups {
        var epilogue = epilogue.kernel(arena, column: group * channels)
        bb_fold(
          &geometry, arena.pointer(windows) + group * taps * channels, weight == nil ? channels : 0, weight?.floats,
          arena.pointer(y) + group * channels, &epilogue, Int64(lines.lowerBound), Int64(lines.upperBound))
      }
    }
  }
}
