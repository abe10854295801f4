internal import BackbonesGraphs
internal import BackbonesTensors

extension Scope {
  /// Tokens `[N, L, C]` as `[N, C]`, or as they are where there is no pooling.
  ///
  /// - Parameters:
  ///   - skipping: class and register tokens at the front, which means and maxima leave out.
  ///   - hasClassToken: whether the first token is a class token.
  func poolTokens(
    _ x: Value, _ pooling: Pooling, skipping: Int, hasClassToken: Bool
  ) -> Value {
    switch pooling {
    case .unpooled: return x
    case .token where hasClassToken: return flatten(slice(x, 0..<1, axis: 1))
    case .average: return globalPool(x, .average, skipping: skipping)
    case .maximum: return globalPool(x, .max, skipping: skipping)
    case .averageMaximum:
      let mean = globalPool(x, .average, skipping: skipping)
      return scale(add(mean, globalPool(x, .max, skipping: skipping)), by: 0.5)
    case .token, .concatenated, .map:
      fail(
        .invalidOption,
        "pooling '\(pooling.rawValue)' is not for this model; it takes "
          + (hasClassToken ? "token, " : "") + "avg, max, avgmax or none, and map where it is created with it")
      return x
    }
  }

  /// Attention pooling of tokens to `[N, C]`: a learned query, then an MLP (Lee et al. 2018, arXiv:1810.00825).
  func attentionPool(
    _ x: Value, heads: Int, mlp: FeedForward, norm: Normalization
  ) -> Value {
    let width = x.channels
    let query = (self / "q").linear(learned("latent", [1, 1, width]), width)
    let kv = (self / "kv").linear(x, 2 * width)
    let scale = Float(1 / Double(width / heads).squareRoot())
    let y = attention(query, slice(kv, 0..<width), slice(kv, width..<2 * width), heads: heads, scale: scale)
    let projected = (self / "proj").linear(y, width)
    let refined = mlp((self / "norm").normalize(projected, norm), in: self / "mlp")
    return output(flatten(add(projected, refined)))
  }
}
