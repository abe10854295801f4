package import BackbonesTensors

/// A learned bias for each pair of tokens of a window, by where one lies from the other (Liu et al. 2021,
/// arXiv:2103.14030): a table `[1, T, heads]` gives `[1, heads, L, L]`, for L pixels line by line.
package struct RelativePositionBias: Operator {
  /// The name in listings.
  package static let name = "relative-position-bias"
  /// The window.
  package var window: ImageSize
  /// Whether a class token comes first. The last three entries of the table are then those of its queries, of its keys, and of
  /// both (Bao et al. 2021, arXiv:2106.08254).
  package var hasClassToken = false

  /// Entries of the table.
  package var entries: Int {
    (2 * window.height - 1) * (2 * window.width - 1) + (hasClassToken ? 3 : 0)
  }
  /// Tokens of the window.
  package var tokens: Int { window.area + (hasClassToken ? 1 : 0) }

  /// The entry of a pair.
  package func entry(query: Int, key: Int) -> Int {
    let prefix = hasClassToken ? 1 : 0
    if query < prefix || key < prefix { return entries - 3 + (query >= prefix ? 1 : key >= prefix ? 0 : 2) }
    func position(_ token: Int) -> (line: Int, column: Int) {
      ((token - prefix) / window.width, (token - prefix) % window.width)
    }
    let (q, k) = (position(query), position(key))
    return (q.line - k.line + window.height - 1) * (2 * window.width - 1) + q.column - k.column + window.width - 1
  }

  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let table = inputs[0]
    try require(
      table.rank == 3 && table[0] == 1 && table[1] == entries, "a table \(table) of positions in \(window)")
    return [1, table.channels, tokens, tokens]
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape { [1, inputs[0].channels, tokens, tokens] }
  /// The attributes, as listings show them.
  package var summary: String { "\(window)" }
}
