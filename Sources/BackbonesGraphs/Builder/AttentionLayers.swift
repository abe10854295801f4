extension Scope {
  /// Softmax attention of tokens `[N, L, C]` or of maps, `softmax(scale * q kᵀ + terms) v` in each head. The result is of the
  /// queries' resolution.
  ///
  /// - Parameters:
  ///   - heads: of the queries; channels are head-major.
  ///   - keyHeads: heads of keys and values, where they are fewer; each serves as many of the queries' heads.
  ///   - partition: which queries meet which keys.
  ///   - headScales: a further factor of each head, `[1, heads]`.
  ///   - bias: a term for each pair, `[1, heads, L, M]`; of batch N, or of N times the number of parts, where each has its own.
  ///   - lines: terms for each query and each line of its keys, `[N, L, heads * lines]`.
  ///   - columns: the same for columns; there are both or none.
  public func attention(
    _ q: Value, _ k: Value, _ v: Value, heads: Int, keyHeads: Int? = nil, scale: Float,
    partition: AttentionPartition = .whole, headScales: Value? = nil, bias: Value? = nil, lines: Value? = nil,
    columns: Value? = nil
  ) -> Value {
    let terms: [(Attention.Term, Value?)] = [
      (.headScales, headScales), (.bias, bias), (.lines, lines), (.columns, columns),
    ]
    let operation = Attention(
      heads: heads, keyHeads: keyHeads ?? heads, scale: scale, partition: partition,
      terms: terms.filter { $0.1 != nil }.map(\.0))
    var mixed = step(operation, [q, k, v] + terms.compactMap(\.1))
    (mixed.reduction, mixed.dilation) = (q.reduction, q.dilation)
    return mixed
  }
}
