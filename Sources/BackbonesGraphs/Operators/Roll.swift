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
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    func back(_ positions: RangeSet<Int>, _ extent: Int, _ distance: Int) -> RangeSet<Int> {
      let distance = (distance % extent + extent) % extent
      let moved = positions.clipped(to: extent).shifted(by: -distance)
      return moved.clipped(to: extent).union(moved.shifted(by: extent).clipped(to: extent))
    }
    return [
      Reads(
        region.with(1, back(region.axes[1], output[1], lines)).with(2, back(region.axes[2], output[2], columns)))
    ]
  }
}
