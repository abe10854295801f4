package import BackbonesTensors

/// The elements along an axis from the last to the first; the batch's axis stays.
package struct Reverse: Operator {
  /// The name in listings.
  package static let name = "reverse"
  /// The axis: -1, or 1 and on.
  package var axis: Int
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    try require((-1..<inputs[0].rank).contains(axis) && axis != 0, "\(inputs[0]) has no axis \(axis) to reverse")
    return inputs[0]
  }
  /// The attributes, as listings show them.
  package var summary: String { "\(axis)" }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    let along = axis < 0 ? output.rank + axis : axis
    let extent = output[along]
    return [
      Reads(region.with(along, region.axes[along].mapRanges { extent - $0.upperBound..<extent - $0.lowerBound }))
    ]
  }
}
