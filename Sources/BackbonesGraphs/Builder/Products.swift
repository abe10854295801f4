internal import BackbonesTensors

// Products of values with each other or with tables, beside layers.
extension Scope {
  /// The matrix product of values: `[B, M, K]` times `[B, K, L]`, which is `[B, M, L]`; of each head, where channels are made
  /// of several.
  public func product(_ a: Value, _ b: Value, heads: Int = 1) -> Value { step(MatrixProduct(heads: heads), [a, b]) }

  /// Products over the last axis with each row of a learned table: `[..., rows]`.
  ///
  /// - Parameters:
  ///   - name: the parameter, `[rows..., x.channels]`.
  ///   - rows: the extents of the table's axes before its last.
  public func products(of x: Value, withTable name: String, rows: [Int]) -> Value {
    step(Linear(channels: rows.reduce(1, *)), [x], [parameter(name, TensorShape(rows + [x.channels]))])
  }

  /// Products over the last axis with a learned column, `[x.channels, 1]` in the state dict: `[..., 1]`.
  public func products(of x: Value, withColumn name: String) -> Value {
    step(Linear(channels: 1), [x], [parameter(name, [x.channels, 1])])
  }

  /// Means of rows `[B, K, L]`, as many as `weights` `[B, M, K]` has for each: `[B, M, L]`. See `WeightedMean`. The result is
  /// of the rows' resolution.
  public func weightedMeans(of rows: Value, weights: Value) -> Value {
    var mixed = step(WeightedMean(), [rows, weights])
    (mixed.reduction, mixed.dilation) = (rows.reduction, rows.dilation)
    return mixed
  }
}
