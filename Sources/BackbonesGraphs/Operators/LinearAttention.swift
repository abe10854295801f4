package import BackbonesTensors

/// Linear attention (Katharopoulos et al. 2020, arXiv:2006.16236): in each head `q (kᵀ v) / (q Σk + epsilon)`, where sums
/// run over the tokens. Products are taken from the right, so that cost grows with tokens, not with their square.
///
/// Operands have an axis of heads: queries and keys `[N, ..., heads, d]`, none below 0, and values `[N, ..., heads, e]` give
/// `[N, ..., heads * e]`.
package struct LinearAttention: Operator {
  /// The name in listings.
  package static let name = "linear-attention"
  /// What is added to the divisor, for queries that meet no key.
  package var epsilon: Float

  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let (q, k, v) = (inputs[0], inputs[1], inputs[2])
    try require(
      q.rank > 3 && q == k && q.dimensions.dropLast() == v.dimensions.dropLast(),
      "linear attention over q \(q), k \(k), v \(v)")
    return standInShape(inputs)
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape {
    let v = inputs[2]
    return TensorShape(v.dimensions.dropLast(2) + [v.dimensions.suffix(2).reduce(1, *)])
  }
  /// The cost; see `Operator`.
  package func macs(_ inputs: [TensorShape], output: TensorShape) -> Int { 2 * output.count * inputs[0].channels }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    let heads = [RangeSet(0..<inputs[0][-2]), RangeSet(0..<inputs[0][-1])]
    let query = Region(region.axes.dropLast() + heads)
    let positions = Array(1..<output.rank - 1)
    return [Reads(query)]
      + inputs.dropFirst().map { key in
        Reads(Region(allOf: key).with(0, region.axes[0]), joining: positions)
      }
  }
}
