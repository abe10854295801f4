package import BackbonesTensors

/// How a convolution's weights are standardised before they are used: `(w - mean) / sqrt(var + eps)` over the weights of
/// an output channel, the variance biased.
public enum WeightStandardization: Hashable, Sendable {
  /// Qiao et al. 2019 (arXiv:1903.10520).
  case plain(epsilon: Float = 1e-6)
  /// Then times `gamma / sqrt(count)` of an output channel's `count` weights, and a gain that each output channel
  /// learns (Brock et al. 2021, arXiv:2101.08692).
  case scaled(gamma: Float = 1, epsilon: Float = 1e-5)

  /// Whether output channels learn a gain.
  package var hasGain: Bool { if case .scaled = self { true } else { false } }
  /// Added to the variance.
  package var epsilon: Float {
    switch self {
    case .plain(let epsilon), .scaled(_, let epsilon): epsilon
    }
  }
  /// The factor of all standardised weights, of which an output channel has `count`.
  package func factor(count: Int) -> Double {
    switch self {
    case .plain: 1
    case .scaled(let gamma, _): Double(gamma) / Double(count).squareRoot()
    }
  }
}

/// A 2-D convolution: map `[N, H, W, I]`, weight `[O / repeats, I / groups, kh, kw]`, bias `[O]` (optional), gain
/// `[O, 1, 1, 1]` where the standardisation has one → `[N, H', W', O]`.
package struct Convolution: Operator {
  /// The name in listings.
  package static let name = "convolution"
  /// The geometry.
  package var window: Window
  /// Output channels.
  package var channels: Int
  /// Groups of channels convolved apart.
  package var groups: Int
  /// What is done to the weights first.
  package var standardization: WeightStandardization?
  /// How many parts of the output channels have the same weights.
  package var repeats = 1

  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let x = inputs[0]
    try require(x.rank == 4, "a convolution takes a map, not \(x)")
    try require(
      groups > 0 && x.channels % groups == 0 && channels % groups == 0,
      "\(groups) groups do not divide \(x.channels) input and \(channels) output channels")
    try require(
      repeats > 0 && channels % repeats == 0,
      "\(repeats) parts with the same weights do not divide \(channels) channels")
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
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    let (read, made) = (inputs[0].channels / groups, channels / groups)
    let sources = region.axes[3].mapRanges {
      $0.lowerBound / made * read..<(($0.upperBound - 1) / made + 1) * read
    }
    return [Reads(window.reads(region).with(3, sources))]
  }
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
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    let routing = Region([region.axes[0], RangeSet(0..<inputs[1].channels)])
    return convolution.reads(region, [inputs[0]], output: output) + [Reads(routing)]
  }
}
