package import BackbonesTensors

/// A 2-D convolution: map `[N, H, W, I]`, weight `[O, I / groups, kh, kw]`, bias `[O]` (optional) → `[N, H', W', O]`.
package struct Convolution: Operator {
  /// The name in listings.
  package static let name = "convolution"
  /// The geometry.
  package var window: Window
  /// Output channels.
  package var channels: Int
  /// Groups of channels convolved apart.
  package var groups: Int

  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let x = inputs[0]
    try require(x.rank == 4, "a convolution takes a map, not \(x)")
    try require(
      groups > 0 && x.channels % groups == 0 && channels % groups == 0,
      "\(groups) groups do not divide \(x.channels) input and \(channels) output channels")
    let out = try window.output(over: x.extent)
    return [x[0], out.height, out.width, channels]
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape { [inputs[0][0], 1, 1, channels] }

  /// The cost; see `Operator`.
  package func macs(_ inputs: [TensorShape], output: TensorShape) -> Int {
    output.count * (inputs[0].channels / groups) * window.kernel.area
  }

  /// Whether each channel is convolved by itself.
  package func isDepthwise(over input: TensorShape) -> Bool {
    groups > 1 && groups == channels && groups == input.channels
  }

  /// The attributes, as listings show them.
  package var summary: String { window.summary + (groups > 1 ? " \(groups) groups" : "") }
}

/// A convolution whose kernel each image mixes from several (CondConv, Yang et al. 2019, arXiv:1904.04971): map
/// `[N, H, W, I]` and routing `[N, E]` → `[N, H', W', O]`. Parameter: `weight` `[E, O * I / groups * kh * kw]`, a
/// flattened kernel a row; image n is convolved with `routing[n] · weight`.
package struct ConditionalConvolution: Operator {
  /// The name in listings.
  package static let name = "conditional-convolution"
  /// The geometry.
  package var window: Window
  /// Output channels.
  package var channels: Int
  /// Groups of channels convolved apart.
  package var groups: Int

  /// The convolution that each image gets.
  package var convolution: Convolution { Convolution(window: window, channels: channels, groups: groups) }

  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let (x, routing) = (inputs[0], inputs[1])
    try require(routing.rank == 2 && routing[0] == x[0], "routing \(routing) does not fit a map \(x)")
    return try convolution.outputShape([x])
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape { convolution.standInShape(inputs) }

  /// The cost; see `Operator`.
  package func macs(_ inputs: [TensorShape], output: TensorShape) -> Int {
    let kernel = channels * (inputs[0].channels / groups) * window.kernel.area
    return convolution.macs([inputs[0]], output: output) + inputs[1].count * kernel
  }

  /// The attributes, as listings show them.
  package var summary: String { convolution.summary }
}
