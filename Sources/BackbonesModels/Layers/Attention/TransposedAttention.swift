internal import BackbonesGraphs
internal import BackbonesTensors

extension Scope {
  /// Attention of tokens' channels to each other as a module `g`, with cosines as scores and a learned factor of each head.
  func transposedAttention(_ x: Value, heads: Int, in g: Scope) -> Value {
    let width = x.channels
    let qkv = (g / "qkv").linear(x, 3 * width)
    let parts = (0..<3).map { g.slice(qkv, $0 * width..<($0 + 1) * width) }
    let temperature = g.learned("temperature", [1, heads, 1, 1], batched: false)
    let y = g.crossCovarianceAttention(
      parts[0], parts[1], parts[2], heads: heads, scale: 1, isCosine: true,
      headScales: g.reshape(temperature, [1, heads]))
    return g.output((g / "proj").linear(y, width))
  }
}
