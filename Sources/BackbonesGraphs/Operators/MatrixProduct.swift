package import BackbonesTensors

/// The matrix product of two values: `[B, M, K]` times `[B, K, L]` → `[B, M, L]`, matrix by matrix (PyTorch's `bmm`).
package struct MatrixProduct: Operator {
  /// The name in listings.
  package static let name = "matrix-product"
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let (a, b) = (inputs[0], inputs[1])
    try require(a.rank == 3 && b.rank == 3 && a[0] == b[0] && a[2] == b[1], "cannot multiply matrices \(a) and \(b)")
    return [a[0], a[1], b[2]]
  }
  /// The cost; see `Operator`.
  package func macs(_ inputs: [TensorShape], output: TensorShape) -> Int { output.count * inputs[0].channels }
}
