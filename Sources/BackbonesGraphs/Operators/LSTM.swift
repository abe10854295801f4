package import BackbonesTensors

/// The recurrence of a long short-term memory along an axis (Hochreiter & Schmidhuber 1997; the gates of Gers et al.
/// 1999, as PyTorch's `LSTM` has them).
///
/// Operands: what each step's input adds to the gates, `[N, ..., 4 * H]`, one operand or, for both directions, two. Result:
/// each step's hidden state, `[N, ..., directions * H]`. At a step the gates are `i, f, g, o = x + W h + b`, each of `H`
/// channels; then `c = σ(f) c + σ(i) tanh(g)` and `h = σ(o) tanh(c)`, both zero before the first step. The second
/// direction begins at the last step. Parameters: `W` `[4 * H, H]` and `b` `[4 * H]` of each direction.
package struct LSTM: Operator {
  /// The name in listings.
  package static let name = "lstm"
  /// The axis of the steps, between the first and the last; along the others lie the sequences.
  package var axis: Int

  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let x = inputs[0]
    try require(axis > 0 && axis < x.rank - 1, "axis \(axis) of \(x) holds no steps: it is not between first and last")
    try require(x.channels % 4 == 0, "\(x.channels) channels are no four gates")
    try require(inputs.allSatisfy { $0 == x }, "directions of \(inputs.map(\.description).joined(separator: " and "))")
    return standInShape(inputs)
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape {
    var shape = inputs[0]
    shape[-1] = inputs.count * (shape.channels / 4)
    return shape
  }
  /// The cost; see `Operator`.
  package func macs(_ inputs: [TensorShape], output: TensorShape) -> Int { output.count * inputs[0].channels }
  /// The attributes, as listings show them.
  package var summary: String { "along axis \(axis)" }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    // The first direction has seen the steps up to its own, the second those from there on.
    let (steps, last) = (region.axes[axis].clipped(to: output[axis]).hull, output.rank - 1)
    return inputs.enumerated().map { direction, operand in
      let seen = steps.isEmpty ? steps : direction == 0 ? 0..<steps.upperBound : steps.lowerBound..<operand[axis]
      let here = region.with(allOf: [last], in: operand)
      return Reads(here.with(axis, RangeSet(seen)), joining: [axis, last], local: here)
    }
  }
}
