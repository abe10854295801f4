package import BackbonesTensors

/// A product over the last axis: `[..., I]`, weight `[O, I]`, bias `[O]` (optional) → `[..., O]`. The bias may come in parts.
package struct Linear: Operator {
  /// The name in listings.
  package static let name = "linear"
  /// Output channels.
  package var channels: Int
  /// The channels at which the parts of the bias begin; channels of no part have none.
  package var biasStarts = [0]

  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    var shape = inputs[0]
    shape[-1] = channels
    return shape
  }

  /// The cost; see `Operator`.
  package func macs(_ inputs: [TensorShape], output: TensorShape) -> Int { output.count * inputs[0].channels }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    [Reads(region.with(allOf: [-1], in: inputs[0]), joining: [-1])]
  }
}
