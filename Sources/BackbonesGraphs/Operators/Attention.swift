package import BackbonesTensors

/// Softmax attention (Vaswani et al. 2017, arXiv:1706.03762) with what models add to it: in each head
/// `softmax(scale * q kᵀ + terms) v`, over the keys that the partition gives a query.
///
/// Queries `[N, L, heads * d]`, keys `[N, M, keyHeads * d]` and values `[N, M, keyHeads * e]` give `[N, L, heads * e]`.
/// Each may be a map, whose pixels are the tokens. Queries, and keys, of batch 1 are the same for every image. Where all three have an
/// axis of heads, `[N, L, heads, d]`, they may be slices of one product that gives a head's queries, keys and values side by
/// side.
package struct Attention: Operator {
  /// The name in listings.
  package static let name = "attention"
  /// Heads of the queries; channels are head-major.
  package var heads: Int
  /// Heads of keys and values. Each serves as many heads of the queries, one after the other (Ainslie et al. 2023,
  /// arXiv:2305.13245).
  package var keyHeads: Int
  /// The factor of the scores.
  package var scale: Float
  /// Whether queries and keys are of length 1 in each head, so that scores are cosines (Liu et al. 2022, arXiv:2111.09883).
  package var isCosine = false
  /// Whether the operands have an axis of heads before that of channels.
  package var hasHeadAxis = false
  /// Which queries meet which keys.
  package var partition = AttentionPartition.whole
  /// Lines and columns of the keys, where these are tokens; a class token may come before them. Nil for maps.
  package var grid: ImageSize?
  /// Lines and columns of the keys from one query to the next, for terms by relative position.
  package var queryStride = 1
  /// What the operands after q, k and v are.
  package var terms: [Term] = []

  /// An operand that changes scores.
  package enum Term: String, Sendable {
    /// A factor of each head, `[1, heads]`.
    case headScales
    /// A term for each pair, `[1, heads, L, M]`, where L and M are those of a part; `[N, …]` if each image has its own,
    /// `[N * parts, …]` if each part has.
    case bias
    /// Terms by relative position, `[1, heads, T]`: of a query and key of one part, the entry of the query's line less the
    /// key's, and the query's column less the key's (Liu et al. 2021, arXiv:2103.14030). The last three are those of a class
    /// token, where there is one: of its queries, of its keys, of both (Bao et al. 2021, arXiv:2106.08254).
    case positions
    /// Terms by how many lines and columns a query and a key lie apart, whichever is before the other, `[1, heads, M]`, line by
    /// line (Graham et al. 2021, arXiv:2104.01136). There is no class token.
    case offsets
    /// Terms for each query and each line of a part's keys, `[N, L, heads * lines]`; and for each column. Both together are
    /// decomposed relative positions (Li et al. 2022, arXiv:2112.01526). A class token has no terms: its key has none, and its
    /// query no row.
    case lines, columns
    /// How heads talk to each other before and after the softmax, `[1, heads, heads + 1]`: of each head, what it takes of a
    /// pair's scores, or weights, in all heads, and a term (Shazeer et al. 2020, arXiv:2003.02436).
    case logitProjection, weightProjection
    /// A gate of each head, `[1, heads]`: terms by relative position, or by offsets, are then not added to the scores but have
    /// a softmax of their own, and weights are `gate` of that and `1 - gate` of the scores' (d'Ascoli et al. 2021,
    /// arXiv:2103.10697).
    case positionGates
  }

  /// Whether heads are computed together, since they talk to each other.
  package var talks: Bool { mixes > 0 }

  /// How many times heads talk to each other.
  var mixes: Int { terms.count { $0 == .logitProjection || $0 == .weightProjection } }

  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let (q, k, v) = try (tokens(inputs[0], heads), tokens(inputs[1], keyHeads), tokens(inputs[2], keyHeads))
    try require(
      [3, 4].contains(q.rank) && [3, 4].contains(k.rank)
        && k.dimensions.dropFirst().dropLast() == v.dimensions.dropFirst().dropLast() && [1, v[0]].contains(q[0])
        && [1, v[0]].contains(k[0]), "attention over q \(q), k \(k), v \(v)")
    try require(
      heads > 0 && keyHeads > 0 && heads % keyHeads == 0 && q.channels % heads == 0 && k.channels % keyHeads == 0
        && v.channels % keyHeads == 0 && q.channels / heads == k.channels / keyHeads,
      "\(heads) heads over \(keyHeads) of keys do not divide \(q.channels), \(k.channels) or \(v.channels) channels")
    let parts = try partition.parts(queries: q, keys: k)
    try require(terms.contains(.lines) == terms.contains(.columns), "terms of lines and columns go together")
    try require(
      !terms.contains(.positions) || !terms.contains(.offsets), "terms by relative position are signed or they are not")
    try require(
      !terms.contains(.positionGates) || terms.contains(.positions) || terms.contains(.offsets),
      "gates are for terms by relative position")
    for (term, shape) in zip(terms, inputs.dropFirst(3)) {
      try require(fits(shape, term, parts, queries: q, images: v[0]), "\(term.rawValue) \(shape) of \(q) over \(k)")
    }
    let tokens = parts.sharesQueries ? k : q
    return TensorShape([v[0]] + tokens.dimensions.dropFirst().dropLast() + [v.channels / keyHeads * heads])
  }

  /// The shape of an operand in which heads, of that number, are no axis of their own.
  package func tokens(_ operand: TensorShape, _ heads: Int) throws(BackboneError) -> TensorShape {
    guard hasHeadAxis else { return operand }
    try require(operand.rank > 3 && operand[-2] == heads, "\(operand) has no axis of \(heads) heads")
    return TensorShape(operand.dimensions.dropLast(2) + [heads * operand.channels])
  }

  private func fits(
    _ shape: TensorShape, _ term: Term, _ parts: AttentionPartition.Parts, queries q: TensorShape, images: Int
  ) -> Bool {
    switch term {
    case .headScales, .positionGates: shape == [1, heads]
    case .logitProjection, .weightProjection: shape == [1, heads, heads + 1]
    case .bias:
      shape.rank == 4 && [1, images, images * parts.count].contains(shape[0]) && shape[1] == heads
        && shape[2] == parts.queries && shape[3] == parts.keys.area
    case .positions:
      asksInGrid(parts)
        && shape == [1, heads, Self.relativePositions(in: grid ?? parts.keys) + (hasClassToken(parts.keys) ? 3 : 0)]
    case .offsets: asksInGrid(parts) && !hasClassToken(parts.keys) && shape == [1, heads, parts.keys.area]
    case .lines, .columns:
      hasGrid(parts) && !parts.sharesQueries
        && shape.rows == q.rows - (hasClassToken(parts.keys) ? q[0] : 0)
        && shape.channels == heads * (term == .lines ? (grid ?? parts.keys).height : (grid ?? parts.keys).width)
    }
  }

  /// Whether `grid` says how the keys of a part lie, if it says anything.
  private func hasGrid(_ parts: AttentionPartition.Parts) -> Bool {
    guard let grid else { return true }
    return grid.height > 0 && grid.width > 0 && (0...1).contains(parts.keys.area - grid.area)
  }

  /// Whether the keys of a part lie in a grid, and the queries among them.
  private func asksInGrid(_ parts: AttentionPartition.Parts) -> Bool {
    guard hasGrid(parts) else { return false }
    if queryStride == 1 { return parts.queries == parts.keys.area }
    let size = grid ?? parts.keys
    return queryStride > 1 && !hasClassToken(parts.keys)
      && parts.queries == queryColumns(of: size.height) * queryColumns(of: size.width)
  }

  /// The number of queries along so many keys.
  package func queryColumns(of keys: Int) -> Int { (keys + queryStride - 1) / queryStride }

  /// Whether a class token comes before keys.
  package func hasClassToken(_ keys: ImageSize) -> Bool { grid.map { keys.area > $0.area } ?? false }

  /// The number of differences of two places; 1 for a window without any.
  package static func relativePositions(in window: ImageSize) -> Int {
    max(1, 2 * window.height - 1) * max(1, 2 * window.width - 1)
  }

  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape {
    let tokens = inputs[0].dimensions.dropFirst().dropLast(hasHeadAxis && inputs[0].rank > 3 ? 2 : 1)
    return TensorShape([inputs[2][0]] + tokens + [inputs[2].channels * (hasHeadAxis ? heads : 1)])
  }
  /// The cost; see `Operator`.
  package func macs(_ inputs: [TensorShape], output: TensorShape) -> Int {
    guard let q = try? tokens(inputs[0], heads), let k = try? tokens(inputs[1], keyHeads),
      let keys = try? partition.parts(queries: q, keys: k).keys.area
    else { return 0 }
    return output.rows * keys * (q.channels + output.channels + mixes * heads * heads)
  }
  /// The attributes, as listings show them.
  package var summary: String {
    [
      talks ? "talking" : "", isCosine ? "cosine" : "", "\(heads) heads",
      keyHeads == heads ? "" : "\(keyHeads) of keys", partition.description,
    ]
    .filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

/// The difference of two softmax attentions (Ye et al. 2024, arXiv:2410.05258): q and k `[N, L, heads * 2 * d]`, v
/// `[N, L, heads * e]` → `[N, L, heads * e]`, `(softmax(scale * q₁ k₁ᵀ) - λ softmax(scale * q₂ k₂ᵀ)) v` in each head,
/// where `λ = exp(λq₁ · λk₁) - exp(λq₂ · λk₂) + initialWeight`. Parameters: λq₁, λk₁, λq₂, λk₂, each `[d]`.
package struct DifferentialAttention: Operator {
  /// The name in listings.
  package static let name = "differential-attention"
  /// Heads; channels are head-major, the two halves of a head's q and k one after the other.
  package var heads: Int
  /// The factor of the scores.
  package var scale: Float
  /// The part of λ that is not learned.
  package var initialWeight: Float

  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let (q, k, v) = (inputs[0], inputs[1], inputs[2])
    try require(
      q.rank == 3 && v.rank == 3 && q == k && q[0] == v[0] && q[1] == v[1],
      "differential attention over q \(q), k \(k), v \(v)")
    try require(
      q.channels % (2 * heads) == 0 && v.channels % heads == 0,
      "\(heads) heads of two halves do not divide \(q.channels) or \(v.channels) channels")
    return v
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape { inputs[2] }
  /// The cost; see `Operator`.
  package func macs(_ inputs: [TensorShape], output: TensorShape) -> Int {
    output[0] * output[1] * output[1] * (inputs[0].channels + inputs[2].channels)
  }
  /// The attributes, as listings show them.
  package var summary: String { "\(heads) heads" }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    [Reads(region.with(allOf: [2], in: inputs[0]))]
      + inputs.dropFirst().map { Reads(region.with(allOf: [1, 2], in: $0), joining: [1]) }
  }
}

/// Softmax over the `radix` slices of a channel vector `[N, 1, 1, groups * radix * c]`, group-major in the input and
/// radix-major in the output; a sigmoid where radix is 1 (split attention, Zhang et al. 2020, arXiv:2004.08955).
package struct RadixSoftmax: Operator {
  /// The name in listings.
  package static let name = "radix-softmax"
  /// The number of slices that compete.
  package var radix: Int
  /// Groups (cardinality).
  package var groups: Int
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    try require(
      inputs[0].channels % (radix * groups) == 0, "\(radix) x \(groups) does not divide \(inputs[0].channels) channels")
    return inputs[0]
  }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    joining([-1], region, inputs)
  }
}

/// A 1-D convolution along the channels of a vector `[N, 1, 1, C]`, zero-padded to keep C (efficient channel
/// attention, Wang et al. 2020, arXiv:1910.03151). Parameter: `weight` `[1, 1, kernel]`.
package struct ChannelConvolution: Operator {
  /// The name in listings.
  package static let name = "channel-convolution"
  /// Taps; odd.
  package var kernel: Int
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape { inputs[0] }
  /// The cost; see `Operator`.
  package func macs(_ inputs: [TensorShape], output: TensorShape) -> Int { output.count * kernel }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    joining([-1], region, inputs)
  }
}
