internal import BackbonesGraphs
internal import BackbonesTensors

/// What biases by relative position come from, in a transformer whose tokens are patches and perhaps a class token.
enum RelativePositions: Sendable, Hashable {
  /// A learned table (Bao et al. 2021, arXiv:2106.08254).
  case table
  /// A network of the offsets' logarithms, in each block or one for all; a class token has no biases.
  case network(hidden: Int), sharedNetwork(hidden: Int)

  /// Biases by relative position, `[1, heads, T]`, from parameters in the attention `g`; those of all blocks are made in the
  /// model `g`.
  func table(window: ImageSize, heads: Int, hasClassToken: Bool, in g: Scope) -> Value {
    switch self {
    case .table: g.relativePositionTable(window: window, heads: heads, hasClassToken: hasClassToken)
    case .network(let hidden):
      (g / "rel_pos" / "mlp").networkOfOffsets(
        window: window, heads: heads, hidden: hidden, hasClassToken: hasClassToken)
    case .sharedNetwork(let hidden):
      (g / "shared_rel_pos" / "mlp").networkOfOffsets(
        window: window, heads: heads, hidden: hidden, hasClassToken: hasClassToken)
    }
  }
}

/// Biases by relative position, `[1, heads, T]`, and the grid of patches that they are for.
struct PositionBiases {
  var table: Value
  var grid: ImageSize
}

extension Scope {
  /// Biases by relative position, `[1, heads, T]`, which this network makes of the logarithms of offsets in pixels; those of a
  /// class token are zeros.
  func networkOfOffsets(window: ImageSize, heads: Int, hidden: Int, hasClassToken: Bool = false) -> Value {
    let offsets = logOffsets(window: window, unit: nil)
    let y = (self / "act").act((self / "fc1").linear(offsets, hidden), .relu)
    var table = output((self / "fc2").linear(y, heads))
    if hasClassToken { table = concatenate([table, zeros([1, 3, heads])], axis: 1) }
    return transposeTokens(table)
  }
}
