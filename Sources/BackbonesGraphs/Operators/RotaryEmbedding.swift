package import BackbonesTensors

/// Sines and cosines of the angles that channels are turned by at each patch of a grid, for `RotaryEmbedding`: from frequencies
/// `[1, 2, F]` of the two axes, `[1, lines * columns, 2 * F]`, all sines of a patch before its cosines. An angle is the sum over
/// both axes of a coordinate times a frequency.
package struct RotaryTable: Operator {
  /// The name in listings.
  package static let name = "rotary-table"
  /// The coordinates of the grid's lines and columns.
  package var lines: [Float], columns: [Float]
  /// Whether the columns' frequencies come first, instead of the lines'.
  package var columnsFirst: Bool

  /// The coordinates of all patches, in the order of the frequencies.
  package var positions: [Float] {
    lines.flatMap { line in columns.flatMap { columnsFirst ? [$0, line] : [line, $0] } }
  }
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let x = inputs[0]
    try require(
      x.rank == 3 && x[0] == 1 && x[1] == 2 && !lines.isEmpty && !columns.isEmpty,
      "angles of frequencies \(x) over \(lines.count)x\(columns.count) patches")
    return [1, lines.count * columns.count, 2 * x.channels]
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape {
    [1, max(1, lines.count * columns.count), 2 * inputs[0].channels]
  }
  /// The attributes, as listings show them.
  package var summary: String { "\(lines.count)x\(columns.count)" }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    constant(inputs)
  }
}

/// Rotary position embedding (Su et al. 2021, arXiv:2104.09864): pairs of a head's channels are turned by the angles of a table
/// `[1, P, tables * headWidth]` (see `RotaryTable`). Tokens `[N, L, C]` keep their shape: the first `L - P` of them, and the
/// channels behind the heads, stay as they are. Head `h` has the angles of table `h % tables`.
package struct RotaryEmbedding: Operator {
  /// The name in listings.
  package static let name = "rotary-embedding"
  /// Heads that are turned, one after the other from the first channel on, and the channels of each.
  package var heads: Int, headWidth: Int
  /// Channels of a head whose first half makes pairs with their second half: 2 where neighbours are a pair, the head's where its
  /// halves are.
  package var span: Int

  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let (x, table) = (inputs[0], inputs[1])
    try require(
      heads > 0 && span > 0 && span % 2 == 0 && headWidth > 0 && headWidth % span == 0,
      "\(heads) heads of \(headWidth) channels do not turn by \(span)")
    try require(
      x.rank == 3 && heads * headWidth <= x.channels && table.rank == 3 && table[0] == 1 && table[1] <= x[1]
        && table.channels % headWidth == 0 && heads % (table.channels / headWidth) == 0,
      "\(x) in \(heads) heads cannot be turned by angles \(table)")
    return x
  }
  /// The attributes, as listings show them.
  package var summary: String { "\(heads) heads, by \(span)" }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    [Reads(region.with(allOf: [-1], in: inputs[0]))] + constant([inputs[1]])
  }
}
