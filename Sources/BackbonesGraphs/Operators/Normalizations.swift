package import BackbonesTensors

/// Batch normalisation at inference: `(x - mean) / sqrt(var + eps) * weight + bias` per channel.
/// Parameters: `weight`, `bias`, `running_mean`, `running_var`, each `[C]`.
package struct BatchNorm: Operator {
  /// The name in listings.
  package static let name = "batch-norm"
  /// Added to the variance.
  package var epsilon: Float
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape { inputs[0] }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    pointwise(region, inputs, output)
  }
}

/// Layer normalisation over the last axis, biased variance. Parameters: `weight`, `bias` `[C]`.
package struct LayerNorm: Operator {
  /// The name in listings.
  package static let name = "layer-norm"
  /// Added to the variance.
  package var epsilon: Float
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape { inputs[0] }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    joining([-1], region, inputs)
  }
}

/// `x / sqrt(mean(x²) + eps) * weight` over the last axis. With `centred`, timm's SimpleNorm: the divisor is the
/// unbiased standard deviation about the mean, which is not subtracted. Parameter: `weight` `[C]`.
package struct RMSNorm: Operator {
  /// The name in listings.
  package static let name = "rms-norm"
  /// Added to the mean square.
  package var epsilon: Float
  /// Whether the divisor is the standard deviation.
  package var centred = false
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape { inputs[0] }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    joining([-1], region, inputs)
  }
}

/// `x / max(‖x‖, eps)` over the last axis: vectors of length 1 (PyTorch's `normalize`).
package struct L2Norm: Operator {
  /// The name in listings.
  package static let name = "l2-norm"
  /// The least divisor.
  package var epsilon: Float
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape { inputs[0] }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    joining([-1], region, inputs)
  }
}

/// Group normalisation of each image over its pixels and the channels of a group. Parameters: `weight` and, where there
/// is one, `bias`, each `[C]`.
package struct GroupNorm: Operator {
  /// The name in listings.
  package static let name = "group-norm"
  /// Groups of channels.
  package var groups: Int
  /// Added to the variance.
  package var epsilon: Float
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    try require(inputs[0].channels % groups == 0, "\(groups) groups do not divide \(inputs[0].channels) channels")
    return inputs[0]
  }
  /// The attributes, as listings show them.
  package var summary: String { "\(groups) groups" }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    joining(Array(1..<output.rank), region, inputs)
  }
}

/// EvoNorm-S0 (Liu et al. 2020, arXiv:2004.02967): `x * sigmoid(v x) / sqrt(var + eps) * weight + bias`, the biased
/// variance being that of x over an image's pixels and the channels of a group. Parameters: `weight`, `bias`, `v` `[C]`.
/// Without the gate, `x / sqrt(var + eps) * weight + bias`, and no `v`.
package struct EvoNormS0: Operator {
  /// The name in listings.
  package static let name = "evonorm-s0"
  /// Groups of channels.
  package var groups: Int
  /// Added to the variance.
  package var epsilon: Float
  /// Whether there is a gate.
  package var gates = true
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    try require(inputs[0].channels % groups == 0, "\(groups) groups do not divide \(inputs[0].channels) channels")
    return inputs[0]
  }
  /// The attributes, as listings show them.
  package var summary: String { "\(groups) groups" }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    joining(Array(1..<output.rank), region, inputs)
  }
}
