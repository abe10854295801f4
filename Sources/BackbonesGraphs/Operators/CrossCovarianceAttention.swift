package import BackbonesTensors

/// Softmax attention of channels to each other (El-Nouby et al. 2021, arXiv:2106.09681): in each head
/// `softmax(scale * qᵀ k) vᵀ`, whose sums run over the tokens. Cost and memory grow with tokens, not with their square.
///
/// Operands of one shape, tokens `[N, L, heads * d]` or maps, give a result of that shape. A fourth operand, where
/// `hasHeadScales`, is a factor of each head, `[1, heads]`.
package struct CrossCovarianceAttention: Operator {
  /// The name in listings.
  package static let name = "cross-covariance-attention"
  /// Heads; channels are head-major.
  package var heads: Int
  /// The factor of the scores.
  package var scale: Float
  /// Whether each channel of queries and keys is of length 1 over the tokens, so that scores are cosines.
  package var isCosine = false
  /// Whether each head has a further factor of its own.
  package var hasHeadScales = false

  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let (q, k, v) = (inputs[0], inputs[1], inputs[2])
    try require([3, 4].contains(q.rank) && q == k && q == v, "attention of channels over q \(q), k \(k), v \(v)")
    try require(heads > 0 && q.channels % heads == 0, "\(heads) heads do not divide \(q.channels) channels")
    try require(!hasHeadScales || inputs[3] == [1, heads], "factors \(inputs.last!) of \(heads) heads")
    return v
  }
  /// The cost; see `Operator`.
  package func macs(_ inputs: [TensorShape], output: TensorShape) -> Int {
    2 * output.count * (output.channels / heads)
  }
  /// The attributes, as listings show them.
  package var summary: String { (isCosine ? "cosine, " : "") + "\(heads) heads" }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    let whole = Region(allOf: output).with(0, region.axes[0])
    let (positions, here) = (Array(1..<output.rank), region.with(allOf: [-1], in: output))
    return [
      Reads(whole, joining: positions), Reads(whole, joining: positions), Reads(here, joining: [-1], local: here),
    ]
      + (hasHeadScales ? [Reads(Region(allOf: inputs[3]))] : [])
  }
}
