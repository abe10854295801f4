public import BackbonesTensors

/// Blur pooling (Zhang 2019, arXiv:1904.11486): each channel convolved with the outer product of normalised binomial
/// coefficients, `[1, 2, 1] / 4` for three taps, over a map that is continued at its borders.
public struct BlurPool: Operator {
  /// The name in listings.
  public static let name = "blur-pool"
  /// How the map is continued.
  public enum Border: String, Sendable {
    /// By its reflection, without the edge itself.
    case reflection
    case zeros
  }
  /// The geometry.
  public var window: Window
  /// How the map is continued.
  public var border: Border

  /// The shape rule; see `Operator`.
  public func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
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
  public func standInShape(_ inputs: [TensorShape]) -> TensorShape { [inputs[0][0], 1, 1, inputs[0].channels] }

  /// The cost; see `Operator`.
  public func macs(_ inputs: [TensorShape], output: TensorShape) -> Int { output.count * window.kernel.area }

  /// The attributes, as listings show them.
  public var summary: String { window.summary }
}
