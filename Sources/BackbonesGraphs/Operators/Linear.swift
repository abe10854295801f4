public import BackbonesTensors

/// A product over the last axis: `[..., I]`, weight `[O, I]`, bias `[O]` (optional) → `[..., O]`.
public struct Linear: Operator {
  /// The name in listings.
  public static let name = "linear"
  /// Output channels.
  public var channels: Int

  /// The shape rule; see `Operator`.
  public func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    var shape = inputs[0]
    shape[-1] = channels
    return shape
  }

  /// The cost; see `Operator`.
  public func macs(_ inputs: [TensorShape], output: TensorShape) -> Int { output.count * inputs[0].channels }
}
