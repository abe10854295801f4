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
  ) throws(BackboneError) -> Value {
    switch pooling {
    case .none: return x
    case .token where hasClassToken: return try flatten(try slice(x, 0..<1, axis: 1))
    case .average: return try globalPool(x, .average, skipping: skipping)
    case .maximum: return try globalPool(x, .max, skipping: skipping)
    case .averageMaximum:
      let mean = try globalPool(x, .average, skipping: skipping)
      return try scale(try add(mean, try globalPool(x, .max, skipping: skipping)), by: 0.5)
    case .token, .concatenated, .map:
      throw BackboneError(
        .invalidOption,
        "pooling '\(pooling.rawValue)' is not for this model; it takes "
          + (hasClassToken ? "token, " : "") + "avg, max, avgmax or none, and map where it is created with it")
    }
  }

  /// Attention pooling of tokens to `[N, C]`: a learned query, then an MLP (Lee et al. 2018, arXiv:1810.00825).
  func attentionPool(
    _ x: Value, heads: Int, mlp: FeedForward, norm: Normalization
  ) throws(BackboneError) -> Value {
    let width = x.channels
    let query = try (self / "q").linear(try learned("latent", [1, 1, width]), width)
    let kv = try (self / "kv").linear(x, 2 * width)
    let scale = Float(1 / Double(width / heads).squareRoot())
    let y = try attention(query, try slice(kv, 0..<width), try slice(kv, width..<2 * width), heads: heads, scale: scale)
    let projected = try (self / "proj").linear(y, width)
    let refined = try mlp(try (self / "norm").normalize(projected, norm), in: self / "mlp")
    return output(try flatten(try add(projected, refined)))
  }
}
