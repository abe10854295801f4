public import BackbonesTensors

// Rotary position embeddings (Su et al. 2021, arXiv:2104.09864).
extension Scope {
  /// A value that the model knows, of batch 1: no state dict has it.
  public func fixed(_ name: String, _ shape: TensorShape, _ elements: [Float]) -> Value {
    let place = self / "fixed_\(name)"
    return place.step(ParameterValue(shape: shape), [], [builder.constant(place.path, shape, elements)])
  }

  /// Sines and cosines of angles at each patch of a grid, `[1, lines * columns, 2 * F]`; see `RotaryTable`.
  ///
  /// - Parameters:
  ///   - frequencies: of the two axes, `[1, 2, F]`.
  ///   - lines: the coordinates of the grid's lines.
  ///   - columns: those of its columns.
  ///   - columnsFirst: whether the first frequencies are those of columns.
  public func rotaryTable(
    frequencies: Value, lines: [Float], columns: [Float], columnsFirst: Bool = false
  ) -> Value {
    step(RotaryTable(lines: lines, columns: columns, columnsFirst: columnsFirst), [frequencies])
  }

  /// Tokens `[N, L, C]` whose first `heads` heads are turned by the angles of a table, the last tokens by its rows; the rest stays.
  ///
  /// - Parameters:
  ///   - headWidth: channels of a head.
  ///   - span: channels of a head whose two halves make pairs: 2 for neighbours, `headWidth` for the halves of a head.
  public func rotate(_ x: Value, heads: Int, headWidth: Int, span: Int, by table: Value) -> Value {
    step(RotaryEmbedding(heads: heads, headWidth: headWidth, span: span), [x, table])
  }
}
