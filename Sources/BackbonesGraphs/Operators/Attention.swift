package import BackbonesTensors

/// Softmax attention: q `[N, L, heads * d]` (or of batch 1: the same queries for every image), k `[N, M, heads * d]`, v `[N, M, heads * e]` → `[N, L, heads * e]`,
/// `softmax(scale * q kᵀ) v` in each head (Vaswani et al. 2017, arXiv:1706.03762).
package struct Attention: Operator {
  /// The name in listings.
  package static let name = "attention"
  /// Heads; channels are head-major.
  package var heads: Int
  /// The factor of the scores.
  package var scale: Float

  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let (q, k, v) = (inputs[0], inputs[1], inputs[2])
    try require(
      q.rank == 3 && k.rank == 3 && v.rank == 3 && q.channels == k.channels && k[1] == v[1]
        && (q[0] == k[0] || q[0] == 1) && k[0] == v[0], "attention over q \(q), k \(k), v \(v)")
    try require(
      q.channels % heads == 0 && v.channels % heads == 0,
      "\(heads) heads do not divide \(q.channels) or \(v.channels) channels")
    return [k[0], q[1], v.channels]
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape {
    [inputs[1][0], inputs[0][1], inputs[2].channels]
  }
  /// The cost; see `Operator`.
  package func macs(_ inputs: [TensorShape], output: TensorShape) -> Int {
    output[0] * output[1] * inputs[1][1] * (inputs[0].channels + inputs[2].channels)
  }
  /// The attributes, as listings show them.
  package var summary: String { "\(heads) heads" }
}

/// The difference of two softmax attentions (Ye et al. 2024, arXiv:2410.05258): q and k `[N, L, heads * 2 * d]`, v
/// `[N, L, heads * e]` → `[N, L, heads * e]`, `(softmax(scale * q₁ k₁ᵀ) - λ softmax(scale * q₂ k₂ᵀ)) v` in each head,
/// where `λ = exp(λq₁ · λk₁) - exp(λq₂ · λk₂) + initialWeight`. Parameters: λq₁, λk₁, λq₂, λk₂, each `[d]`.
package struct DifferentialAttention: Operator {
  /// The name in listings.
  package static let name = "differential-attention"
  /// Heads; channels are head-major, the two halves of a head's q and k one after the other.
  package var heads: Int
  /// The factor of the scores.
  package var scale: Float
  /// The part of λ that is not learned.
  package var initialWeight: Float

  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let (q, k, v) = (inputs[0], inputs[1], inputs[2])
    try require(
      q.rank == 3 && v.rank == 3 && q == k && q[0] == v[0] && q[1] == v[1],
      "differential attention over q \(q), k \(k), v \(v)")
    try require(
      q.channels % (2 * heads) == 0 && v.channels % heads == 0,
      "\(heads) heads of two halves do not divide \(q.channels) or \(v.channels) channels")
    return v
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape { inputs[2] }
  /// The cost; see `Operator`.
  package func macs(_ inputs: [TensorShape], output: TensorShape) -> Int {
    output[0] * output[1] * output[1] * (inputs[0].channels + inputs[2].channels)
  }
  /// The attributes, as listings show them.
  package var summary: String { "\(heads) heads" }
}

/// Softmax over the `radix` slices of a channel vector `[N, 1, 1, groups * radix * c]`, group-major in the input and
/// radix-major in the output; a sigmoid where radix is 1 (split attention, Zhang et al. 2020, arXiv:2004.08955).
package struct RadixSoftmax: Operator {
  /// The name in listings.
  package static let name = "radix-softmax"
  /// The number of slices that compete.
  package var radix: Int
  /// Groups (cardinality).
  package var groups: Int
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    try require(
      inputs[0].channels % (radix * groups) == 0, "\(radix) x \(groups) does not divide \(inputs[0].channels) channels")
    return inputs[0]
  }
}

/// A 1-D convolution along the channels of a vector `[N, 1, 1, C]`, zero-padded to keep C (efficient channel
/// attention, Wang et al. 2020, arXiv:1910.03151). Parameter: `weight` `[1, 1, kernel]`.
package struct ChannelConvolution: Operator {
  /// The name in listings.
  package static let name = "channel-convolution"
  /// Taps; odd.
  package var kernel: Int
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape { inputs[0] }
  /// The cost; see `Operator`.
  package func macs(_ inputs: [TensorShape], output: TensorShape) -> Int { output.count * kernel }
}
