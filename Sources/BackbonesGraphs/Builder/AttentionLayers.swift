public import BackbonesTensors

extension Scope {
  /// Softmax attention of tokens `[N, L, C]` or of maps, `softmax(scale * q kᵀ + terms) v` in each head. The result is of the
  /// queries' resolution, or of the keys' where all parts share their queries.
  ///
  /// - Parameters:
  ///   - heads: of the queries; channels are head-major.
  ///   - keyHeads: heads of keys and values, where they are fewer; each serves as many of the queries' heads.
  ///   - isCosine: whether queries and keys are divided by their lengths in each head, or by 1e-12 where they are shorter.
  ///   - hasHeadAxis: whether q, k and v have an axis of heads before that of channels, `[N, L, heads, d]`.
  ///   - partition: which queries meet which keys.
  ///   - headScales: a further factor of each head, `[1, heads]`.
  ///   - bias: a term for each pair, `[1, heads, L, M]`; of batch N, or of N times the number of parts, where each has its own.
  ///   - positions: terms by relative position, `[1, heads, T]`; see `relativePositionTable`.
  ///   - offsets: terms by how many lines and columns a query and a key lie apart, `[1, heads, M]`.
  ///   - grid: lines and columns of the keys for these, where keys are tokens; a class token may come before them.
  ///   - queryStride: lines and columns of the keys from one query to the next, for these.
  ///   - lines: terms for each query and each line of its keys, `[N, L, heads * lines]`; not for a class token.
  ///   - columns: the same for columns; there are both or none.
  ///   - logitProjection: how heads talk to each other before the softmax, `[1, heads, heads + 1]`; see `headProjection`.
  ///   - weightProjection: how they do after it.
  ///   - positionGates: of each head, how much a softmax of the positions' or offsets' own weighs, `[1, heads]`; the scores' has
  ///     the rest.
  public func attention(
    _ q: Value, _ k: Value, _ v: Value, heads: Int, keyHeads: Int? = nil, scale: Float, isCosine: Bool = false,
    hasHeadAxis: Bool = false, partition: AttentionPartition = .whole, headScales: Value? = nil, bias: Value? = nil,
    positions: Value? = nil, offsets: Value? = nil, grid: ImageSize? = nil, queryStride: Int = 1, lines: Value? = nil,
    columns: Value? = nil, logitProjection: Value? = nil, weightProjection: Value? = nil, positionGates: Value? = nil
  ) -> Value {
    let terms: [(Attention.Term, Value?)] = [
      (.headScales, headScales), (.bias, bias), (.positions, positions), (.offsets, offsets), (.lines, lines),
      (.columns, columns), (.logitProjection, logitProjection), (.weightProjection, weightProjection),
      (.positionGates, positionGates),
    ]
    let operation = Attention(
      heads: heads, keyHeads: keyHeads ?? heads, scale: scale, isCosine: isCosine, hasHeadAxis: hasHeadAxis,
      partition: partition, grid: grid, queryStride: queryStride, terms: terms.filter { $0.1 != nil }.map(\.0))
    var mixed = step(operation, [q, k, v] + terms.compactMap(\.1))
    // Where all parts share their queries, the result is a map as the keys are.
    let map = mixed.shape.rank == 4 && mixed.shape.extent != q.shape.extent ? k : q
    (mixed.reduction, mixed.dilation) = (map.reduction, map.dilation)
    return mixed
  }

  /// Attention whose scores are given, `[N, heads, L, M]`: `softmax(scores) v` in each head, of values `[N, M, heads * e]`, which
  /// is `[N, L, heads * e]`.
  public func attention(scores: Value, _ v: Value) -> Value {
    guard scores.shape.rank == 4 else { return refuse(v, "scores \(scores.shape) of heads, queries and keys") }
    let (heads, queries, keys) = (scores.shape[1], scores.shape[2], scores.shape[3])
    return attention(
      zeros([1, queries, heads]), zeros([1, keys, heads]), v, heads: heads, scale: 1, bias: scores)
  }

  /// Factorised attention of tokens `[N, L, heads * d]`: `scale * q (softmax(k)ᵀ v)` in each head, where each channel of keys
  /// weighs all tokens (Shen et al. 2018, arXiv:1812.01243).
  public func factorizedAttention(_ q: Value, _ k: Value, _ v: Value, heads: Int, scale factor: Float) -> Value {
    // What a channel weighs is what a query that has it alone attends to.
    let (width, size) = (k.channels, k.channels / max(heads, 1))
    let channels = (0..<size * width).map { Float($0 / width == $0 % width % max(size, 1) ? 1 : 0) }
    let context = attention(fixed("channels", [1, size, width], channels), k, v, heads: heads, scale: 1)
    return product(q, scale(context, by: factor), heads: heads)
  }

  /// Softmax attention of channels to each other, `softmax(scale * qᵀ k) vᵀ` in each head, over tokens or maps of one shape.
  ///
  /// - Parameters:
  ///   - heads: channels are head-major.
  ///   - isCosine: whether each channel of queries and keys is divided by its length over the tokens, or by 1e-12 where that
  ///     is shorter.
  ///   - headScales: a further factor of each head, `[1, heads]`.
  public func crossCovarianceAttention(
    _ q: Value, _ k: Value, _ v: Value, heads: Int, scale: Float, isCosine: Bool = false, headScales: Value? = nil
  ) -> Value {
    let operation = CrossCovarianceAttention(
      heads: heads, scale: scale, isCosine: isCosine, hasHeadScales: headScales != nil)
    return step(operation, [q, k, v] + (headScales.map { [$0] } ?? []))
  }

  /// Linear attention, `q (kᵀ v) / (q Σk + epsilon)` in each head, of tokens or maps with an axis of heads before that of
  /// channels, `[N, ..., heads, d]`. No query or key is below 0. The result joins the heads, `[N, ..., heads * e]`, and is of
  /// the queries' resolution.
  public func linearAttention(_ q: Value, _ k: Value, _ v: Value, epsilon: Float) -> Value {
    step(LinearAttention(epsilon: epsilon), [q, k, v])
  }

  /// How the heads of an attention talk to each other, `[1, heads, heads + 1]`: this layer's `weight` `[heads, heads]` and
  /// `bias`.
  ///
  /// - Parameter axesBehind: axes of the weight behind its own, all of the extent 1, as a convolution's.
  public func headProjection(heads: Int, axesBehind: Int = 0) -> Value {
    let shape = TensorShape([1, heads, heads] + Array(repeating: 1, count: axesBehind))
    let weight = reshape(learned("weight", shape, batched: false), [1, heads, heads])
    return concatenate([weight, reshape(learned("bias", [1, heads], batched: false), [1, heads, 1])])
  }

  /// A learned table of biases by relative position, `[1, heads, T]`, for attention of the pixels of a window; parameter
  /// `relative_position_bias_table`, `[T, heads]`, where not named otherwise.
  ///
  /// - Parameter hasClassToken: whether the window's tokens begin with a class token, of which the last three entries are.
  public func relativePositionTable(
    window: ImageSize, heads: Int, hasClassToken: Bool = false, named name: String = "relative_position_bias_table"
  ) -> Value {
    let entries = Attention.relativePositions(in: window) + (hasClassToken ? 3 : 0)
    return transposeTokens(
      learned(
        name, [1, entries, heads], batched: false,
        fit: .relativePositions(window: window, hasClassToken: hasClassToken)))
  }

  /// The same from a table of keys' places less queries', `[heads, lines, columns]` in the state dict (TensorFlow's of MaxViT).
  public func keyPositionTable(
    window: ImageSize, heads: Int, named name: String = "relative_position_bias_table"
  ) -> Value {
    let lines = max(1, 2 * window.height - 1), columns = max(1, 2 * window.width - 1)
    let maps = learned(
      name, [1, heads, lines, columns], batched: false, fit: .relativePositions(window: window, hasClassToken: false))
    return reverse(reshape(maps, [1, heads, lines * columns]), axis: -1)
  }

  /// A learned table of biases by how many lines and columns a query and a key of a map lie apart, `[1, heads, M]`; parameter
  /// `attention_biases`, `[heads, M]` (Graham et al. 2021, arXiv:2104.01136).
  ///
  /// - Parameter isResized: whether a table of another map is made to fit, as some of timm's modules do.
  public func offsetTable(heads: Int, _ map: ImageSize, isResized: Bool = false) -> Value {
    learned(
      "attention_biases", [1, heads, map.area], batched: false, fit: isResized ? .offsets(map: map) : .exact)
  }

  /// Rows of a learned table by the distance of queries from keys along one side of a map, `[queries, channels, keys]`: of
  /// each query a matrix that gives, multiplied by it, terms of its scores. See `RelativeRows`.
  public func relativeRows(named name: String, queries: Int, keys: Int, channels: Int) -> Value {
    let distances = 2 * max(queries, keys) - 1
    let table = learned(name, [1, distances, channels], batched: false, fit: .distances)
    return step(RelativeRows(queries: queries, keys: keys), [table])
  }

  /// The factor of each head's cosine scores, `[1, heads]`, `exp(min(x, ln 100))` of the parameter `logit_scale`.
  ///
  /// - Parameter shape: of the parameter in the state dict.
  public func logitScale(heads: Int, shape: TensorShape) -> Value {
    let logarithms = learned("logit_scale", TensorShape([1] + shape.dimensions), batched: false)
    return step(LogitScale(), [reshape(logarithms, [1, heads])])
  }

  /// The offsets of a window's pixels from each other on a logarithmic scale, `[1, T, 2]`; see `LogOffsets`.
  public func logOffsets(window: ImageSize, unit: ImageSize?) -> Value {
    step(LogOffsets(window: window, unit: unit), [])
  }
}
