package import BackbonesTensors

/// Filter response normalisation with its thresholded linear unit (Singh & Krishnan 2019, arXiv:1911.09737):
/// `max(x / sqrt(mean(x²) + eps) * weight + bias, tau)`, the mean being that of a channel over all pixels of an image.
/// Parameters: `weight`, `bias`, `tau` `[C]`.
package struct FilterResponseNorm: Operator {
  /// The name in listings.
  package static let name = "filter-response-norm"
  /// Added to the mean square.
  package var epsilon: Float
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    try require(inputs[0].rank == 4, "filter response normalisation takes a map, not \(inputs[0])")
    return inputs[0]
  }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    joining([1, 2], region, inputs)
  }
}
