internal import BackbonesGraphs
internal import BackbonesTensors

extension Scope {
  /// Terms of attention's scores for each line and each column of a part's keys: products of queries with a learned row for
  /// the distance in lines, and with one for the distance in columns (Li et al. 2022, arXiv:2112.01526). This module holds
  /// the tables `rel_pos_h` and `rel_pos_w`.
  ///
  /// - Parameters:
  ///   - q: a map of queries, of whole parts.
  ///   - queries: the queries of a part.
  ///   - keys: the keys of a part; along each side, one count divides the other.
  func decomposedPositions(
    _ q: Value, heads: Int, queries: ImageSize, keys: ImageSize
  ) -> (lines: Value, columns: Value) {
    let (n, size, width) = (q.shape[0], q.shape.extent, q.channels / heads)
    /// Products of queries, read as `[outer, places, inner, width]`, with rows by the distance of each place from each key.
    func terms(_ name: String, places: Int, keys: Int, inner: Int) -> Value {
      let rows = relativeRows(named: name, queries: places, keys: keys, channels: width)
      let outer = q.shape.count / (places * inner * width)
      let byPlace = permute(reshape(q, [outer, places, inner, width]), [1, 0, 2, 3])
      let products = product(reshape(byPlace, [places, outer * inner, width]), rows)
      let ordered = permute(reshape(products, [places, outer, inner, keys]), [1, 0, 2, 3])
      return reshape(ordered, [n, size.height, size.width, heads * keys])
    }
    return (
      terms("rel_pos_h", places: queries.height, keys: keys.height, inner: size.width * heads),
      terms("rel_pos_w", places: queries.width, keys: keys.width, inner: heads)
    )
  }
}
