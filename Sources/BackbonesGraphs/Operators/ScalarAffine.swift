package import BackbonesTensors

/// One learned factor and one learned term for all elements. Parameters: `scale`, `bias` `[1]`.
package struct ScalarAffine: Operator {
  /// The name in listings.
  package static let name = "scalar-affine"
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape { inputs[0] }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    pointwise(region, inputs, output)
  }
}
