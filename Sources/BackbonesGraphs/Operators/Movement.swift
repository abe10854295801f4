package import BackbonesTensors

/// The same elements, row-major, in another shape.
package struct Reshape: Operator {
  /// The name in listings.
  package static let name = "reshape"
  /// The new shape.
  package var shape: TensorShape
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    try require(inputs[0].count == shape.count, "\(inputs[0]) cannot be read as \(shape)")
    return shape
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape { shape }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    [Reads(region.reshaped(from: output, to: inputs[0]))]
  }
}

/// Values put one after the other along an axis: channels (-1), or one between (1 and on: tokens, lines, columns), where a
/// batch of 1 is broadcast.
package struct Concatenate: Operator {
  /// The name in listings.
  package static let name = "concatenate"
  /// The axis: -1, or 1 and on.
  package var axis: Int
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let along = axis < 0 ? inputs[0].rank + axis : axis
    var shape = inputs.max { $0[0] < $1[0] }!
    for x in inputs {
      let fits =
        x.rank == shape.rank
        && (0..<x.rank).allSatisfy { i in
          i == along || x[i] == shape[i] || (i == 0 && axis != -1 && x[0] == 1)
        }
      try require(fits, "cannot concatenate " + inputs.map(\.description).joined(separator: ", "))
    }
    shape[along] = inputs.reduce(0) { $0 + $1[along] }
    return shape
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape {
    var shape = inputs[0]
    if inputs.allSatisfy({ $0.rank == shape.rank }) { shape[axis] = inputs.reduce(0) { $0 + $1[axis] } }
    return shape
  }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    let along = axis < 0 ? output.rank + axis : axis
    var start = 0
    return inputs.map { operand in
      defer { start += operand[along] }
      let positions = region.axes[along].shifted(by: -start).clipped(to: operand[along])
      let read = region.with(along, RangeSet(0..<0)).broadcast(to: operand, from: output)
      return Reads(read.with(along, positions))
    }
  }
}

/// A range along an axis: channels (-1), or one between (1 and on: tokens, lines, columns).
package struct Slice: Operator {
  /// The name in listings.
  package static let name = "slice"
  /// The axis: -1, or 1 and on.
  package var axis: Int
  /// What is kept.
  package var range: Range<Int>
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    var shape = inputs[0]
    try require(range.upperBound <= shape[axis], "\(range) is not within axis \(axis) of \(shape)")
    shape[axis] = range.count
    return shape
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape {
    var shape = inputs[0]
    shape[axis] = range.count
    return shape
  }
  /// The attributes, as listings show them.
  package var summary: String { "\(range.lowerBound)..<\(range.upperBound)" }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    let along = axis < 0 ? output.rank + axis : axis
    return [Reads(region.with(along, region.axes[along].shifted(by: range.lowerBound)))]
  }
}
