internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

/// The weights of a product with the norm and scale after it folded in: `scale * (W x + b - mean) + shift` becomes one
/// weight and bias.
struct Folding: Sendable {
  /// The key of the result among the model's prepared weights; the weight's name comes first.
  let key: String
  /// The weight as the state dict has it.
  let weight: @Sendable () throws(BackboneError) -> Tensor
  /// The weight's elements as a file has them, in sixteen bits; nil where it has others, or they are changed.
  var halves: StoredHalves? = nil
  /// The factor of each output channel; nil if all are 1.
  let scale: AlignedMemory?
  /// The bias of each output channel; nil if all are 0.
  let bias: AlignedMemory?
}

extension ProgramBuilder {
  private func multiply(_ a: AlignedMemory, _ b: AlignedMemory, into y: UnsafeMutablePointer<Float>, _ count: Int) {
    bb_multiply(a.floats, count, b.floats, count, y, count, 1, Int64(count), BB_IDENTITY)
  }

  private func add(_ a: AlignedMemory, to y: UnsafeMutablePointer<Float>, _ count: Int) {
    bb_add(y, count, a.floats, count, y, count, 1, Int64(count), BB_IDENTITY)
  }

  /// Folds a convolution's or linear layer's own bias, and the BatchNorm and LayerScale after it.
  func folding(of fused: FusedNode) throws(BackboneError) -> Folding {
    if let branches = fused.branches { return try folding(of: branches, anchor: fused.anchor) }
    let anchor = graph.nodes[fused.anchor]
    let channels = anchor.shape.channels
    let parts = [fused.anchor] + [fused.batchNorm, fused.channelScale].compactMap { $0 }
    let factor = fused.channelScale.flatMap { (graph.nodes[$0].operation as? Scale)?.factor }
    let names = parts.flatMap { graph.nodes[$0].parameters }.map { graph.parameters[$0].name }
    let repeats = (anchor.operation as? Convolution)?.repeats ?? 1
    let key = (names + (factor.map { ["times \($0)"] } ?? []) + (repeats > 1 ? ["repeated \(repeats)"] : []))
      .joined(separator: " ")
    var scale: AlignedMemory?
    var bias: AlignedMemory?
    if let norm = fused.batchNorm {
      (scale, bias) = try affine(ofBatchNorm: norm)
      if anchor.parameters.count > 1, let normScale = scale, let normBias = bias {
        let own = try self.bias(of: fused.anchor)
        bias = try weights.prepared("bias " + key + " norm", floats: channels) { (target) throws(BackboneError) in
          multiply(own, normScale, into: target, channels)
          add(normBias, to: target, channels)
        }
      }
    } else if anchor.parameters.count > 1 {
      bias = try self.bias(of: fused.anchor)
    }
    if let layerScale = fused.channelScale {
      let gamma = try factors(of: layerScale)
      if let normScale = scale {
        scale = try weights.prepared("scale " + key, floats: channels) { (target) throws(BackboneError) in
          multiply(normScale, gamma, into: target, channels)
        }
      } else {
        scale = gamma
      }
      if let unscaled = bias {
        bias = try weights.prepared("bias " + key, floats: channels) { (target) throws(BackboneError) in
          multiply(unscaled, gamma, into: target, channels)
        }
      }
    }
    return Folding(
      key: key, weight: try weight(of: fused.anchor), halves: halves(of: fused.anchor), scale: scale, bias: bias)
  }

  /// The weight of a convolution or linear layer as a file has it, in sixteen bits; nil where it has others, or they are
  /// repeated or standardised.
  private func halves(of node: Int) -> StoredHalves? {
    let convolution = graph.nodes[node].operation as? Convolution
    guard convolution?.repeats ?? 1 == 1, convolution?.standardization == nil else { return nil }
    return weights.parameters.halves(graph.parameters[graph.nodes[node].parameters[0]])
  }

  /// The bias of each channel, its parts put together.
  func bias(of node: Int) throws(BackboneError) -> AlignedMemory {
    guard let linear = graph.nodes[node].operation as? Linear, linear.biasStarts != [0] else {
      return try vector(1, of: node)
    }
    let names = graph.nodes[node].parameters.dropFirst().map { graph.parameters[$0].name }
    return try weights.prepared("bias " + names.joined(separator: " "), floats: linear.channels) {
      (target) throws(BackboneError) in
      target.update(repeating: 0, count: linear.channels)
      for (index, start) in linear.biasStarts.enumerated() {
        let part = try parameter(1 + index, of: node).elements
        (target + start).update(from: part, count: part.count)
      }
    }
  }

  /// The weight of a convolution or linear layer as the state dict has it, repeated or standardised where it is to be.
  func weight(of node: Int) throws(BackboneError) -> @Sendable () throws(BackboneError) -> Tensor {
    let parameters = graph.nodes[node].parameters.map { graph.parameters[$0] }
    let source = weights.parameters
    let convolution = graph.nodes[node].operation as? Convolution
    let repeats = convolution?.repeats ?? 1
    let whole = { @Sendable () throws(BackboneError) in
      try source.tensor(parameters[0]).repeated(repeats)
    }
    guard let standardization = convolution?.standardization else { return whole }
    let gain = standardization.hasGain ? try vector(2, of: node) : nil
    return { @Sendable () throws(BackboneError) in
      let weight = try whole()
      let channels = weight.shape[0]
      let count = weight.count / channels
      return try Tensor(allocating: weight.shape) { target in
        weight.withElements {
          bb_standardize(
            $0.baseAddress!, gain?.floats, target.baseAddress!, Int64(channels), Int64(count), standardization.epsilon,
            standardization.factor(count: count))
        }
      }
    }
  }

  /// The factor of each channel of a `ChannelScale` or `Scale`.
  func factors(of node: Int) throws(BackboneError) -> AlignedMemory {
    if let scale = graph.nodes[node].operation as? Scale {
      return try repeating(scale.factor, channels: graph.nodes[node].shape.channels, "scale \(scale.factor)")
    }
    return try perChannel(0, of: node)
  }

  /// A parameter's element for each channel, or its only one for all of them.
  func perChannel(_ index: Int, of node: Int) throws(BackboneError) -> AlignedMemory {
    let parameter = graph.parameters[graph.nodes[node].parameters[index]]
    let learned = try vector(index, of: node)
    guard parameter.shape.count == 1 else { return learned }
    return try repeating(
      learned.floats[0], channels: graph.nodes[node].shape.channels, "vector " + parameter.name)
  }

  private func repeating(_ value: Float, channels: Int, _ key: String) throws(BackboneError) -> AlignedMemory {
    try weights.prepared("\(key) x\(channels)", floats: channels) { (target) throws(BackboneError) in
      target.update(repeating: value, count: channels)
    }
  }

  /// Batch normalisation as a factor and a term per channel: `w / sqrt(var + eps)` and `b - mean * factor`, computed in
  /// double precision.
  func affine(ofBatchNorm node: Int) throws(BackboneError) -> (scale: AlignedMemory, shift: AlignedMemory) {
    let norm = graph.nodes[node]
    let epsilon = Double((norm.operation as! BatchNorm).epsilon)
    let names = norm.parameters.map { graph.parameters[$0].name }.joined(separator: " ")
    let channels = norm.shape.channels
    // Read where one of the two is not there yet: weight, bias, running mean, running variance.
    var read: [[Float]] = []
    func factor(_ c: Int) -> Double { Double(read[0][c]) / (Double(read[3][c]) + epsilon).squareRoot() }
    func load() throws(BackboneError) {
      if read.isEmpty { for index in 0..<4 { read.append(try parameter(index, of: node).elements) } }
    }
    let scale = try weights.prepared("norm scale " + names, floats: channels) { (target) throws(BackboneError) in
      try load()
      for c in 0..<channels { target[c] = Float(factor(c)) }
    }
    let shift = try weights.prepared("norm shift " + names, floats: channels) { (target) throws(BackboneError) in
      try load()
      for c in 0..<channels { target[c] = Float(Double(read[1][c]) - Double(read[2][c]) * factor(c)) }
    }
    return (scale, shift)
  }
}

extension Tensor {
  /// The elements so many times, one after the other along the first axis.
  fileprivate func repeated(_ count: Int) throws(BackboneError) -> Tensor {
    if count == 1 { return self }
    return try Tensor(allocating: TensorShape([count * shape[0]] + shape.dimensions.dropFirst())) { target in
      withElements { source in
        for part in 0..<count { _ = target[(part * source.count)...].initialize(from: source) }
      }
    }
  }
}

/// A product's epilogue before it has pointers into a run's arena.
struct Epilogue: Sendable {
  let bias: AlignedMemory?
  let residual: View?
  let activation: bb_activation
  let residualLast: Bool

  init(_ node: FusedNode, bias: AlignedMemory?, residual: View?) {
    self.bias = bias
    self.residual = residual
    activation = node.activation.kernel
    residualLast = node.residualLast
  }

  var reads: [View] { residual.map { [$0] } ?? [] }

  /// The epilogue as kernels take it, for the columns from `column` on.
  func kernel(_ arena: Program.Arena, column: Int) -> bb_epilogue {
    bb_epilogue(
      bias: bias.map { UnsafePointer($0.floats + column) },
      residual: residual.map { UnsafePointer(arena.pointer($0) + column) }, residual_stride: residual?.stride ?? 0,
      activation: activation, residual_last: residualLast ? 1 : 0)
  }
}

extension bb_convolution {
  /// The geometry of a window over maps; channels are those of one group.
  init(_ window: Window, from x: View, to y: View, groups: Int) {
    self.init(
      in_h: Int32(x.shape[1]), in_w: Int32(x.shape[2]), out_h: Int32(y.shape[1]), out_w: Int32(y.shape[2]),
      kernel_h: Int32(window.kernel.height), kernel_w: Int32(window.kernel.width),
      stride_h: Int32(window.stride.height), stride_w: Int32(window.stride.width),
      pad_top: Int32(window.padding.top), pad_left: Int32(window.padding.left),
      dilation_h: Int32(window.dilation.height), dilation_w: Int32(window.dilation.width),
      depth: Int32(x.columns / groups), columns: Int32(y.columns / groups), in_stride: x.stride, out_stride: y.stride)
  }

  /// The geometry of a product of rows: a 1x1 window over one line of them.
  init(rows x: View, to y: View) {
    // A line for each image, so that tiles that stay within an image can.
    let images = x.shape[0]
    let line = Int32(x.rows / max(images, 1))
    self.init(
      in_h: 1, in_w: line, out_h: 1, out_w: line, kernel_h: 1, kernel_w: 1, stride_h: 1, stride_w: 1, pad_top: 0,
      pad_left: 0, dilation_h: 1, dilation_w: 1, depth: Int32(x.columns), columns: Int32(y.columns),
      in_stride: x.stride, out_stride: y.stride)
  }
}
