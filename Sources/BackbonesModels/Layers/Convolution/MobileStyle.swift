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
  /// Whether maps shrink by blur pooling instead of strided convolutions.
  var blurs = false

  enum Attention: Sendable {
    case squeezeExcite, globalContext
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
      let blurs = blurs && g.steps(y, stride: block.stride)
      y = convolve(
        y, channels, block.spaceToDepth ? block.kernel.halved : block.kernel, stride: blurs ? 1 : block.stride,
        groupSize: block.groupSize ?? self.groupSize ?? groupSize, routing, in: g / convolution)
      y = (g / norm).normalize(y, self.norm, activation: function)
      if blurs { y = (g / "aa").output((g / "aa").blurPool(y, stride: block.stride, border: .zeros)) }
      if widths.squeezed > 0 { y = attend(y, widths.squeezed, function, in: g / "se") }
    }
    func overChannels(
      _ convolution: String, _ norm: String, _ channels: Int, _ function: Activation, splits: Int
    ) {
      let taps = MobileBlock.Taps(Array(repeating: 1, count: splits))
      y = convolve(y, channels, taps, routing, in: g / convolution)
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
    }
    let keepsShape = x.channels == output && !g.steps(x, stride: block.stride) && !block.spaceToDepth
    return g.output(block.skips && keepsShape ? g.add(y, x) : y)
  }

  /// A plain convolution, several side by side, or one that each image mixes from experts.
  private func convolve(
    _ x: Value, _ channels: Int, _ taps: MobileBlock.Taps, stride: Int = 1, groupSize: Int? = nil,
    _ routing: Value?, in g: Scope
  ) -> Value {
    if let routing {
      return g.conditionalConvolution(
        x, routing, channels, kernel: ImageSize(taps.sides[0]), stride: stride,
        groups: groupSize.map { channels / $0 } ?? 1, padding: padding)
    }
    if taps.sides.count == 1 {
      let side = taps.sides[0]
      // An even kernel has no middle to be symmetric about.
      return g.convolution(
        x, channels, kernel: ImageSize(side), stride: stride, groups: groupSize.map { channels / $0 } ?? 1,
        padding: side % 2 == 0 ? .same : padding)
    }
    let (inputs, outputs) = (shares(of: x.channels, taps.sides.count), shares(of: channels, taps.sides.count))
    var parts: [Value] = []
    for (index, side) in taps.sides.enumerated() {
      let part = g.slice(x, inputs[index])
      parts.append(
        (g / index).convolution(
          part, outputs[index].count, kernel: ImageSize(side), stride: stride,
          groups: groupSize.map { outputs[index].count / $0 } ?? 1, padding: padding))
    }
    return g.output(g.concatenate(parts))
  }

  /// Equal ranges of channels; the first takes the remainder too.
  private func shares(of channels: Int, _ count: Int) -> [Range<Int>] {
    let share = channels / count
    let first = channels - share * (count - 1)
    return [0..<first] + (1..<count).map { first + ($0 - 1) * share..<first + $0 * share }
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

  private func attend(
    _ x: Value, _ squeezed: Int, _ function: Activation, in g: Scope
  ) -> Value {
    switch attention {
    case .squeezeExcite:
      g.squeezeExcite(x, reduced: squeezed, activation: function, names: ("conv_reduce", "act1", "conv_expand"))
    case .globalContext:
      g.globalContext(x, reduced: squeezed, activation: function)
    }
  }
}
