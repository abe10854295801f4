public import BackbonesTensors

/// A value that the caller supplies.
public struct Input: Operator {
  /// The name in listings.
  public static let name = "input"
  let shape: TensorShape
  /// The shape rule; see `Operator`.
  public func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape { shape }
}

/// A parameter used as a value: a class token, a position embedding. Batch 1; operators broadcast it over images.
public struct Learned: Operator {
  /// The name in listings.
  public static let name = "learned"
  let shape: TensorShape
  /// The shape rule; see `Operator`.
  public func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape { shape }
}
