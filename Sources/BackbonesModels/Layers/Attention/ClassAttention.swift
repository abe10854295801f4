internal import BackbonesGraphs
internal import BackbonesTensors

extension Scope {
  /// Attention of the first token to all (Touvron et al. 2021, arXiv:2103.17239), as this module; its result is that token.
  ///
  /// - Parameters:
  ///   - query: the name of the product that makes the query.
  ///   - keysAndValues: the name of the product that makes keys and values, or of one each.
  ///   - bias: whether these products have biases.
  func classAttention(
    _ x: Value, heads: Int, query: String = "q", keysAndValues: [String] = ["k", "v"], bias: Bool = true
  ) -> Value {
    let width = x.channels
    let q = (self / query).linear(slice(x, 0..<1, axis: 1), width, bias: bias)
    var parts = keysAndValues.map { (self / $0).linear(x, 2 * width / keysAndValues.count, bias: bias) }
    if parts.count == 1 { parts = [slice(parts[0], 0..<width), slice(parts[0], width..<2 * width)] }
    let y = attention(q, parts[0], parts[1], heads: heads, scale: Float(1 / Double(width / heads).squareRoot()))
    return output((self / "proj").linear(y, width))
  }
}
