package import BackbonesTensors

/// The pixels under each window of a map, as PyTorch's `Unfold` gathers them: `[N, H, W, C]` → `[N, H', W', taps * C]`,
/// the channels of one tap after the other's, with zeros outside the map.
package struct Unfold: Operator {
  /// The name in listings.
  package static let name = "unfold"
  /// The geometry.
  package var window: Window
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let x = inputs[0]
    try require(x.rank == 4, "windows are over a map, not \(x)")
    let out = try window.output(over: x.extent)
    return [x[0], out.height, out.width, window.kernel.area * x.channels]
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape {
    [inputs[0][0], 1, 1, window.kernel.area * inputs[0].channels]
  }
  /// The attributes, as listings show them.
  package var summary: String { window.summary }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    [Reads(window.reads(region).with(allOf: [3], in: inputs[0]))]
  }
}

/// The sum, at each pixel of a map, of what all windows over it hold there, as PyTorch's `Fold` has it: `[N, H', W',
/// taps * C]`, channels as `Unfold` has them → `[N, H, W, C]`.
package struct Fold: Operator {
  /// The name in listings.
  package static let name = "fold"
  /// The geometry; not dilated.
  package var window: Window
  /// The extent of the result.
  package var size: ImageSize
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let x = inputs[0]
    try require(window.dilation == 1, "windows that are dilated cannot be folded")
    try require(
      x.rank == 4 && x.channels % window.kernel.area == 0, "\(x) holds no windows of \(window.kernel) pixels")
    let windows = try window.output(over: size)
    try require(x.extent == windows, "\(x.extent) windows; a map of \(size) has \(windows)")
    return standInShape(inputs)
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape {
    [inputs[0][0], size.height, size.width, inputs[0].channels / window.kernel.area]
  }
  /// The attributes, as listings show them.
  package var summary: String { window.summary }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    [Reads(window.windows(over: region).with(allOf: [3], in: inputs[0]))]
  }
}

/// A transposed convolution (PyTorch's `ConvTranspose2d`), the gradient of a convolution: each pixel adds a kernel times
/// itself to the window that lies over the result there. Map `[N, H, W, I]`, weight `[I, O / groups, kh, kw]`, bias `[O]`
/// (optional) → `[N, H', W', O]`, of which `H' = (H - 1) * stride + kh` less the borders.
package struct TransposedConvolution: Operator {
  /// The name in listings.
  package static let name = "transposed-convolution"
  /// The windows over the result; not dilated.
  package var window: Window
  /// Output channels.
  package var channels: Int
  /// Groups of channels convolved apart.
  package var groups: Int

  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let x = inputs[0]
    try require(x.rank == 4, "a transposed convolution takes a map, not \(x)")
    try require(
      groups > 0 && x.channels % groups == 0 && channels % groups == 0,
      "\(groups) groups do not divide \(x.channels) input and \(channels) output channels")
    let size = ImageSize(
      (x[1] - 1) * window.stride.height + window.kernel.height - window.padding.top - window.padding.bottom,
      (x[2] - 1) * window.stride.width + window.kernel.width - window.padding.left - window.padding.right)
    try require(size.height > 0 && size.width > 0, "the borders take all of a map made of \(x)")
    return [x[0], size.height, size.width, channels]
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape { [inputs[0][0], 1, 1, channels] }

  /// The cost; see `Operator`.
  package func macs(_ inputs: [TensorShape], output: TensorShape) -> Int {
    inputs[0].count * (channels / groups) * window.kernel.area
  }

  /// Whether each channel is convolved by itself.
  package func isDepthwise(over input: TensorShape) -> Bool {
    groups > 1 && groups == channels && groups == input.channels
  }

  /// The attributes, as listings show them.
  package var summary: String { window.summary + (groups > 1 ? " \(groups) groups" : "") }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    [Reads(window.windows(over: region).with(allOf: [3], in: inputs[0]))]
  }
}
