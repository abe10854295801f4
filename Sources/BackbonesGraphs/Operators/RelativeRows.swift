package import BackbonesTensors

/// Rows of a table `[1, T, C]` by the distance of queries from keys along one side of a map (Li et al. 2022,
/// arXiv:2112.01526): `[queries, C, keys]`. Where there are fewer keys than queries, or fewer queries than keys, they lie so
/// many times as far apart. The row of the lowest distance, of the first query from the last key, is the first.
package struct RelativeRows: Operator {
  /// The name in listings.
  package static let name = "relative-rows"
  /// Places along the side.
  package var queries: Int, keys: Int

  /// The row of a query and a key.
  package func row(query: Int, key: Int) -> Int {
    query * max(1, keys / queries) + (keys - 1 - key) * max(1, queries / keys)
  }
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let table = inputs[0]
    try require(
      queries > 0 && keys > 0 && (queries % keys == 0 || keys % queries == 0),
      "\(queries) queries and \(keys) keys along a side; one count must divide the other")
    try require(
      table.rank == 3 && table[0] == 1 && table[1] == 2 * max(queries, keys) - 1,
      "a table \(table) of the distances of \(queries) queries from \(keys) keys")
    return standInShape(inputs)
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape { [queries, inputs[0].channels, keys] }
  /// The attributes, as listings show them.
  package var summary: String { "\(queries) of \(keys)" }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    constant(inputs)
  }
}
