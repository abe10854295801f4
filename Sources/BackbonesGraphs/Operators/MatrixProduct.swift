package import BackbonesTensors

/// The matrix product of two values: `[B, M, heads * K]` times `[B, K, heads * L]` → `[B, M, heads * L]`, matrix by matrix and
/// head by head (PyTorch's `bmm`).
package struct MatrixProduct: Operator {
  /// The name in listings.
  package static let name = "matrix-product"
  /// Parts of the channels that are multiplied apart.
  package var heads = 1
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let (a, b) = (inputs[0], inputs[1])
    try require(
      a.rank == 3 && b.rank == 3 && a[0] == b[0] && heads > 0 && a[2] == heads * b[1] && b[2] % heads == 0,
      "cannot multiply matrices \(a) and \(b)" + (heads == 1 ? "" : " of \(heads) heads"))
    return [a[0], a[1], b[2]]
  }
  /// The cost; see `Operator`.
  package func macs(_ inputs: [TensorShape], output: TensorShape) -> Int { output.count * inputs[0].channels / heads }
  /// The attributes, as listings show them.
  package var summary: String { heads == 1 ? "" : "\(heads) heads" }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    let rows = region.with(allOf: [2], in: inputs[0])
    return [
      Reads(rows, joining: [2]), Reads(region.with(allOf: [1], in: inputs[1]), joining: [1]),
    ]
  }
}
