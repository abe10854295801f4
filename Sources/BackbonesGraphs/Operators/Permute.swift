package import BackbonesTensors

/// The axes in another order: with `Reshape`, what window partitions, shuffles of channels, splits into heads and
/// space-to-depth are made of.
package struct Permute: Operator {
  /// The name in listings.
  package static let name = "permute"
  /// The operand's axis that each axis of the result is.
  package var axes: [Int]
  /// The most axes that are moved at once.
  package static let mostAxes = 10
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    try require(
      axes.count <= Self.mostAxes, "\(inputs[0]) has more than the \(Self.mostAxes) axes that can be moved at once")
    try require(axes.sorted() == Array(0..<inputs[0].rank), "\(axes) are not the axes of \(inputs[0]) in some order")
    return TensorShape(axes.map { inputs[0][$0] })
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape { inputs[0] }
  /// The attributes, as listings show them.
  package var summary: String { axes.map(String.init).joined(separator: " ") }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    var read = region
    for (axis, source) in axes.enumerated() { read.axes[source] = region.axes[axis] }
    return [Reads(read)]
  }
}
