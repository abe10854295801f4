package import BackbonesTensors

/// Global response normalisation (Woo et al. 2023, arXiv:2301.00808): `x + weight * x * g / (mean(g) + eps) + bias`, g
/// being the L2 norm of a channel over all pixels of an image, and the mean that over channels. Parameters: `weight`,
/// `bias` `[C]`.
package struct GlobalResponseNorm: Operator {
  /// The name in listings.
  package static let name = "global-response-norm"
  /// Added to the mean of the channels' norms.
  package var epsilon: Float
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    try require(inputs[0].rank == 4, "global response normalisation takes a map, not \(inputs[0])")
    return inputs[0]
  }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    joining(Array(1..<output.rank), region, inputs)
  }
}
