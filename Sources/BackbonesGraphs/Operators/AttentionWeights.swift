package import BackbonesTensors

/// How much each query of an attention weighs each key, as a value: `[N * parts, L, M, heads]` of the L queries and M keys of
/// each part of each image, parts within an image. Users see it as `[N * parts, heads, L, M]`, which is how timm's modules
/// have it.
///
/// Operands are those of the attention but its values.
package struct AttentionWeights: Operator {
  /// The name in listings.
  package static let name = "attention-weights"
  /// The attention. Of its operands, values alone are missing.
  package var attention: Attention
  /// Images of the values, which queries and keys of batch 1 serve.
  package var images: Int

  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    var values = inputs[1]
    values[0] = images
    _ = try attention.outputShape([inputs[0], inputs[1], values] + inputs.dropFirst(2))
    let parts = try parts(inputs)
    return [images * parts.count, parts.queries, parts.keys.area, attention.heads]
  }

  /// What is read; see `Operator`. Which window a query is of is not followed: an upper bound.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    inputs.map { shape in
      var all = Region(allOf: shape)
      all.isExact = attention.partition == .whole
      return Reads(all, joining: Array(1..<shape.rank))
    }
  }

  private func parts(_ inputs: [TensorShape]) throws(BackboneError) -> AttentionPartition.Parts {
    try attention.partition.parts(
      queries: attention.tokens(inputs[0], attention.heads), keys: attention.tokens(inputs[1], attention.keyHeads))
  }

  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape { [images, 1, 1, attention.heads] }

  /// The cost; see `Operator`.
  package func macs(_ inputs: [TensorShape], output: TensorShape) -> Int {
    let width = ((try? attention.tokens(inputs[0], attention.heads))?.channels ?? 0) / attention.heads
    return output.count * (width + attention.mixes * attention.heads)
  }

  /// The attributes, as listings show them.
  package var summary: String { attention.summary }
}

/// How much each channel of a cross-covariance attention weighs each other one of its head, `[N, d, d, heads]`; users see it as
/// `[N, heads, d, d]`. Operands are those of the attention but its values.
package struct CrossCovarianceWeights: Operator {
  /// The name in listings.
  package static let name = "cross-covariance-weights"
  /// The attention. Of its operands, values alone are missing.
  package var attention: CrossCovarianceAttention

  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    _ = try attention.outputShape([inputs[0], inputs[1], inputs[1]] + inputs.dropFirst(2))
    let width = inputs[0].channels / attention.heads
    return [inputs[0][0], width, width, attention.heads]
  }

  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    inputs.map { Reads(Region(allOf: $0), joining: Array(1..<$0.rank)) }
  }

  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape { [inputs[0][0], 1, 1, attention.heads] }

  /// The cost; see `Operator`.
  package func macs(_ inputs: [TensorShape], output: TensorShape) -> Int {
    inputs[0].count * (inputs[0].channels / attention.heads)
  }

  /// The attributes, as listings show them.
  package var summary: String { attention.summary }
}

/// An attention whose weights can be taken. Its third operand are the values.
protocol WeighingOperator: Operator {
  /// What computes its weights from its other operands.
  func weighing(_ inputs: [TensorShape]) -> any Operator
}

extension Attention: WeighingOperator {
  func weighing(_ inputs: [TensorShape]) -> any Operator { AttentionWeights(attention: self, images: inputs[2][0]) }
}

extension CrossCovarianceAttention: WeighingOperator {
  func weighing(_ inputs: [TensorShape]) -> any Operator { CrossCovarianceWeights(attention: self) }
}

extension DifferentialAttention: WeighingOperator {
  /// Both softmaxes of each head, beside each other.
  func weighing(_ inputs: [TensorShape]) -> any Operator {
    AttentionWeights(attention: Attention(heads: 2 * heads, keyHeads: 2 * heads, scale: scale), images: inputs[2][0])
  }
}
