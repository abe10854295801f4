package import BackbonesTensors

/// Lines and columns of a map moved on, those beyond the end to the beginning: a cyclic shift.
package struct Roll: Operator {
  /// The name in listings.
  package static let name = "roll"
  /// Lines and columns that an element moves by; negative to move back.
  package var lines: Int, columns: Int
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    try require(inputs[0].rank == 4, "\(inputs[0]) is not a map")
    return inputs[0]
  }
  /// The attributes, as listings show them.
  package var summary: String { "\(lines) \(columns)" }
}
