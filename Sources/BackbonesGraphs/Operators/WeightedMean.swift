package import BackbonesTensors

/// Means of rows: `y[b, m] = Σ_k w[b, m, k] x[b, k] / Σ_k w[b, m, k]`, for rows x `[B, K, L]` and weights w `[B, M, K]`:
/// `[B, M, L]`.
package struct WeightedMean: Operator {
  /// The name in listings.
  package static let name = "weighted-mean"
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let (x, weights) = (inputs[0], inputs[1])
    try require(
      x.rank == 3 && weights.rank == 3 && weights[0] == x[0] && weights[2] == x[1],
      "weights \(weights) are not for rows \(x)")
    return [x[0], weights[1], x[2]]
  }
  /// The cost; see `Operator`.
  package func macs(_ inputs: [TensorShape], output: TensorShape) -> Int { output.count * inputs[0][1] }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    [
      Reads(region.with(allOf: [1], in: inputs[0]), joining: [1]),
      Reads(region.with(allOf: [2], in: inputs[1]), joining: [2]),
    ]
  }
}
