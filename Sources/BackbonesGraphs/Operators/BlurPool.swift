package import BackbonesTensors

/// Blur pooling (Zhang 2019, arXiv:1904.11486): each channel convolved with the outer product of normalised binomial
/// coefficients, `[1, 2, 1] / 4` for three taps, over a map that is continued at its borders.
package struct BlurPool: Operator {
  /// The name in listings.
  package static let name = "blur-pool"
  package typealias Border = Scope.BlurBorder
  /// The geometry.
  package var window: Window
  /// How the map is continued.
  package var border: Border

  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let x = inputs[0]
    try require(x.rank == 4, "blur pooling takes a map, not \(x)")
    let width = max(window.padding.top, window.padding.bottom, window.padding.left, window.padding.right)
    try require(
      border == .zeros || min(x.extent.height, x.extent.width) > width,
      "a map of \(x.extent) cannot be continued by \(width) through reflection; the input is too small")
    let out = try window.output(over: x.extent)
    return [x[0], out.height, out.width, x.channels]
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape { [inputs[0][0], 1, 1, inputs[0].channels] }

  /// The cost; see `Operator`.
  package func macs(_ inputs: [TensorShape], output: TensorShape) -> Int { output.count * window.kernel.area }

  /// The attributes, as listings show them.
  package var summary: String { window.summary }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    // A reflection lies in the same window.
    [Reads(window.reads(region))]
  }
}
