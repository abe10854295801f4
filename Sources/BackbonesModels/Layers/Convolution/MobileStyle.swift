internal import BackbonesGraphs
internal import BackbonesTensors

/// What the blocks of a mobile network have in common, and how they are built.
struct MobileStyle: Sendable, Hashable {
  var activation = Activation.relu
  var norm = Normalization.batch()
  var padding = Padding.symmetric
  /// Channels of a group of the convolutions over space, where a block does not say.
  var groupSize: Int?
  var attention = Attention.squeezeExcite
  /// The activation between the layers of squeeze-and-excitation; the block's where nil.
  var squeezeActivation: Activation?
  /// The activation of its gate.
  var gate = Activation.sigmoid
  /// Whether universal blocks and those of attention end with LayerScale.
  var scalesLayers = false
  /// What shrinks maps behind a convolution that would step; nil where the convolution does.
  var antialias: Antialias?

  enum Attention: Sendable {
    case squeezeExcite, globalContext
  }

  enum Antialias: Sendable {
    /// Blur pooling (Zhang 2019, arXiv:1904.11486).
    case blur
    /// 2x2 means.
    case average
  }

  /// Builds one block; `g` is its module.
  func build(
    _ block: MobileBlock, _ x: Value, _ widths: MobileBlock.Widths, in g: Scope
  ) -> Value {
    let routing = block.experts == 0 ? nil : route(x, block.experts, in: g)
    let function = block.activation ?? activation
    let last = block.activatesOutput ? function : .identity
    var y = block.spaceToDepth ? spaceToDepth(x, function, in: g) : x

    /// Convolution over space, norm, and what stands between them and the next convolution.
    func overSpace(_ convolution: String, _ norm: String, _ channels: Int, groupSize: Int?) {
      let pools = antialias != nil && g.steps(y, stride: block.stride)
      y = convolve(
        y, channels, block.spaceToDepth ? block.kernel.halved : block.kernel, stride: pools ? 1 : block.stride,
        groupSize: block.groupSize ?? self.groupSize ?? groupSize, routing, in: g / convolution)
      y = (g / norm).normalize(y, self.norm, activation: function)
      if pools { y = shrink(y, stride: block.stride, in: g / "aa") }
      if widths.squeezed > 0 { y = seModule(y, widths.squeezed, function, in: g / "se") }
    }
    func overChannels(
      _ convolution: String, _ norm: String, _ channels: Int, _ function: Activation, splits: Int
    ) {
      let kernels = MobileBlock.KernelSizes(Array(repeating: 1, count: splits))
      y = convolve(y, channels, kernels, routing, in: g / convolution)
      y = (g / norm).normalize(y, self.norm, activation: function)
    }
    let (inner, output) = (widths.inner, widths.output)
    switch block.kind {
    case .convolution:
      overSpace("conv", "bn1", output, groupSize: nil)
    case .separable:
      overSpace("conv_dw", "bn1", inner, groupSize: 1)
      overChannels("conv_pw", "bn2", output, last, splits: block.projectingSplits)
    case .inverted:
      overChannels("conv_pw", "bn1", inner, function, splits: block.expandingSplits)
      overSpace("conv_dw", "bn2", inner, groupSize: 1)
      overChannels("conv_pwl", "bn3", output, last, splits: block.projectingSplits)
    case .edge:
      overSpace("conv_exp", "bn1", inner, groupSize: nil)
      overChannels("conv_pwl", "bn2", output, last, splits: block.projectingSplits)
    case .universal:
      y = universal(block, y, inner, output, function, in: g)
    case .attention:
      y = attendToOneKey((g / "norm").normalize(y, norm), block.attention!, in: g / "attn")
    }
    if scalesLayers && [.universal, .attention].contains(block.kind) { y = (g / "layer_scale").channelScale(y) }
    let keepsShape = x.channels == output && !g.steps(x, stride: block.stride) && !block.spaceToDepth
    return g.output(block.skips && keepsShape ? g.add(y, x) : y)
  }

  /// Depthwise convolutions before and between two 1x1 ones, where the block has them.
  private func universal(
    _ block: MobileBlock, _ x: Value, _ inner: Int, _ output: Int, _ function: Activation, in g: Scope
  ) -> Value {
    func layer(
      _ x: Value, _ channels: Int, _ function: Activation, side: Int = 1, stride: Int = 1, in g: Scope
    ) -> Value {
      let pools = antialias != nil && g.steps(x, stride: stride)
      let y = (g / "conv").convolution(
        x, channels, kernel: ImageSize(side), stride: pools ? 1 : stride, groups: side > 1 ? channels : 1,
        padding: padding)
      let normalized = (g / "bn").normalize(y, norm, activation: function)
      return g.output(pools ? shrink(normalized, stride: stride, in: g / "aa") : normalized)
    }
    let middle = block.kernel.sides[0]
    var y = x
    if block.startKernel > 0 {
      let stride = middle > 0 ? 1 : block.stride
      y = layer(y, x.channels, .identity, side: block.startKernel, stride: stride, in: g / "dw_start")
    }
    y = layer(y, inner, function, in: g / "pw_exp")
    if middle > 0 { y = layer(y, inner, function, side: middle, stride: block.stride, in: g / "dw_mid") }
    return layer(y, output, .identity, in: g / "pw_proj")
  }

  /// Multi-query attention. The queries of all heads are so many tokens of one head, which has the one key and value.
  private func attendToOneKey(_ x: Value, _ queries: MobileBlock.MultiQuery, in g: Scope) -> Value {
    let (heads, width) = (queries.heads, queries.width)
    func tokens(_ x: Value) -> Value { g.reshape(x, [x.shape[0], x.shape.count / x.shape[0] / width, width]) }
    func project(_ name: String) -> Value {
      let m = g / name
      var y = x
      if queries.keyStride > 1 {
        y = (m / "down_conv").convolution(
          y, x.channels, kernel: 3, stride: queries.keyStride, groups: x.channels, padding: padding, alwaysSteps: true)
        y = (m / "norm").normalize(y, norm)
      }
      return m.output((m / "proj").convolution(y, width))
    }
    let query = (g / "query").output((g / "query" / "proj").convolution(x, heads * width))
    let (key, value) = (project("key"), project("value"))
    let scale = Float(1 / Double(width).squareRoot())
    let mixed = g.attention(tokens(query), tokens(key), tokens(value), heads: 1, scale: scale)
    let map = g.reshape(mixed, query.shape)
    return g.output((g / "output").output((g / "output" / "proj").convolution(map, x.channels)))
  }

  /// A map of fewer pixels; `g` is the module that makes it.
  private func shrink(_ x: Value, stride: Int, in g: Scope) -> Value {
    g.output(
      antialias == .average
        ? g.pool(x, .average, kernel: ImageSize(stride), stride: stride) : g.blurPool(x, stride: stride, border: .zeros)
    )
  }

  /// A plain convolution, several side by side, or one that each image mixes from experts.
  private func convolve(
    _ x: Value, _ channels: Int, _ kernels: MobileBlock.KernelSizes, stride: Int = 1, groupSize: Int? = nil,
    _ routing: Value?, in g: Scope
  ) -> Value {
    if let routing {
      return g.conditionalConvolution(
        x, routing, channels, kernel: ImageSize(kernels.sides[0]), stride: stride,
        groups: groupSize.map { channels / $0 } ?? 1, padding: padding)
    }
    if kernels.sides.count == 1 {
      let side = kernels.sides[0]
      // An even kernel has no middle to be symmetric about.
      return g.convolution(
        x, channels, kernel: ImageSize(side), stride: stride, groups: groupSize.map { channels / $0 } ?? 1,
        padding: side % 2 == 0 ? .same : padding)
    }
    let (inputs, outputs) = (
      channelSplits(of: x.channels, kernels.sides.count), channelSplits(of: channels, kernels.sides.count)
    )
    var parts: [Value] = []
    for (index, side) in kernels.sides.enumerated() {
      let part = g.slice(x, inputs[index])
      parts.append(
        (g / index).convolution(
          part, outputs[index].count, kernel: ImageSize(side), stride: stride,
          groups: groupSize.map { outputs[index].count / $0 } ?? 1, padding: padding))
    }
    return g.output(g.concatenate(parts))
  }

  /// Equal ranges of channels; the first takes the remainder too.
  private func channelSplits(of channels: Int, _ count: Int) -> [Range<Int>] {
    let size = channels / count
    let first = channels - size * (count - 1)
    return [0..<first] + (1..<count).map { first + ($0 - 1) * size..<first + $0 * size }
  }

  /// 2x2 pixels become one of four times the channels.
  private func spaceToDepth(_ x: Value, _ function: Activation, in g: Scope) -> Value {
    let y = (g / "conv_s2d").convolution(x, 4 * x.channels, kernel: 2, stride: 2, padding: .same)
    return (g / "bn_s2d").normalize(y, norm, activation: function)
  }

  /// How much of each expert an image takes, `[N, experts]`.
  private func route(_ x: Value, _ experts: Int, in g: Scope) -> Value {
    let mean = g.flatten(g.globalPool(x, .average))
    return g.activate((g / "routing_fn").linear(mean, experts), .sigmoid)
  }

  /// The block's SE module: squeeze-and-excitation, or global context.
  private func seModule(
    _ x: Value, _ squeezed: Int, _ function: Activation, in g: Scope
  ) -> Value {
    switch attention {
    case .squeezeExcite:
      g.squeezeExcite(
        x, reduced: squeezed, activation: squeezeActivation ?? function, gate: gate,
        names: ("conv_reduce", "act1", "conv_expand"))
    case .globalContext:
      g.globalContext(x, reduced: squeezed, activation: function)
    }
  }
}
