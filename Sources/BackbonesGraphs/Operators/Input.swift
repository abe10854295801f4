package import BackbonesTensors

/// A value that the caller supplies.
package struct Input: Operator {
  /// The name in listings.
  package static let name = "input"
  let shape: TensorShape
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape { shape }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    []
  }
}

/// A parameter used as a value: a class token, a position embedding. Batch 1; operators broadcast it over images.
package struct ParameterValue: Operator {
  /// The name in listings.
  package static let name = "learned"
  /// The shape of the value; the parameter has the same elements.
  package let shape: TensorShape
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape { shape }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    []
  }
}

/// Zeros. Batch 1; operators broadcast them over images.
package struct Zeros: Operator {
  /// The name in listings.
  package static let name = "zeros"
  /// The shape.
  package let shape: TensorShape
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    try require(shape.dimensions.allSatisfy { $0 > 0 }, "zeros of shape \(shape)")
    return shape
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape {
    TensorShape(shape.dimensions.map { max($0, 1) })
  }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    []
  }
}
