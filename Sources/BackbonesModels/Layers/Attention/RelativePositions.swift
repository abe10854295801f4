internal import BackbonesGraphs
internal import BackbonesTensors

/// What biases by relative position come from, in a transformer whose tokens are patches and perhaps a class token.
enum RelativePositions: Sendable, Hashable {
  /// A learned table (Bao et al. 2021, arXiv:2106.08254).
  case table
  /// A network of the offsets' logarithms, in each block or one for all; a class token has no biases.
  case network(hidden: Int), sharedNetwork(hidden: Int)

  /// The bias of each pair of tokens, `[1, heads, L, L]`, from parameters in the attention `g`; that of all blocks is made in
  /// the model `g`.
  func bias(window: ImageSize, heads: Int, hasClassToken: Bool, in g: Scope) -> Value {
    switch self {
    case .table: g.relativePositionBias(window: window, heads: heads, hasClassToken: hasClassToken)
    case .network(let hidden):
      (g / "rel_pos" / "mlp").networkOfOffsets(
        window: window, heads: heads, hidden: hidden, hasClassToken: hasClassToken)
    case .sharedNetwork(let hidden):
      (g / "shared_rel_pos" / "mlp").networkOfOffsets(
        window: window, heads: heads, hidden: hidden, hasClassToken: hasClassToken)
    }
  }
}

extension Scope {
  /// The bias of each pair of a window's tokens, `[1, heads, L, L]`, that this network makes of the logarithms of offsets in
  /// pixels; a class token before them has none.
  func networkOfOffsets(window: ImageSize, heads: Int, hidden: Int, hasClassToken: Bool = false) -> Value {
    let offsets = logOffsets(window: window, unit: nil)
    let y = (self / "act").act((self / "fc1").linear(offsets, hidden), .relu)
    var table = output((self / "fc2").linear(y, heads))
    if hasClassToken { table = concatenate([table, zeros([1, 3, heads])], axis: 1) }
    return relativePositionBias(table, window: window, hasClassToken: hasClassToken)
  }
}
