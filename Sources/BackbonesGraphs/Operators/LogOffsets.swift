package import BackbonesTensors

/// The offsets of a window's pixels from each other on a logarithmic scale, lines and columns, `[1, T, 2]` in the order of a
/// table of relative positions: what a network makes biases of (Liu et al. 2022, arXiv:2111.09883).
package struct LogOffsets: Operator {
  /// The name in listings.
  package static let name = "log-offsets"
  /// The window.
  package var window: ImageSize
  /// The window whose largest offsets are 1 before the logarithm: `sign(x) log2(1 + 8 |x|) / 3`. Without one,
  /// `sign(x) ln(1 + |x|)` of the pixels.
  package var unit: ImageSize?

  /// Pairs of offsets.
  package var entries: Int { Attention.relativePositions(in: window) }
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    try require(window.height > 0 && window.width > 0, "offsets in a window of \(window)")
    return [1, entries, 2]
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape { [1, entries, 2] }
  /// The attributes, as listings show them.
  package var summary: String { "\(window)" + (unit.map { " of \($0)" } ?? "") }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    []
  }
}

/// The factor of cosine scores, `exp(min(x, ln 100))`, of each element.
package struct LogitScale: Operator {
  /// The name in listings.
  package static let name = "logit-scale"
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape { inputs[0] }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    pointwise(region, inputs, output)
  }
}
