package import BackbonesTensors

/// A map of another size, each pixel that of the map nearest to it, as PyTorch's `interpolate` has it by default: line i of
/// n is line `floor(i * m / n)` of m, computed in single precision; columns likewise.
package struct NearestResize: Operator {
  /// The name in listings.
  package static let name = "nearest-resize"
  /// The extent of the result.
  package var size: ImageSize
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    try require(inputs[0].rank == 4, "\(inputs[0]) is not a map")
    return standInShape(inputs)
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape {
    [inputs[0][0], size.height, size.width, inputs[0].channels]
  }
  /// The attributes, as listings show them.
  package var summary: String { "\(size)" }
}
