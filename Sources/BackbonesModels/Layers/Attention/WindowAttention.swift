internal import BackbonesGraphs
internal import BackbonesTensors

/// Attention of a map's pixels within windows, biased by where they lie from each other if `positions` says how.
struct WindowAttention: Sendable, Hashable {
  var heads: Int
  var positions: Positions? = .table
  /// Whether scores are cosines with a learned factor of each head (Liu et al. 2022, arXiv:2111.09883).
  var isCosine = false

  /// What biases by relative position come from.
  enum Positions: Sendable, Hashable {
    /// A learned table (Liu et al. 2021, arXiv:2103.14030).
    case table
    /// A network of log-spaced offsets, whose unit are windows of the given side if there is one, the windows themselves
    /// otherwise (Liu et al. 2022, arXiv:2111.09883). The product before has biases of queries and values alone.
    case network(unit: Int?)
    /// A network of the offsets' logarithms, with biases in all layers.
    case networkOfPixels
  }

  /// Attention as a module `g`, within windows of a map.
  func callAsFunction(_ x: Value, _ windows: ShiftedWindows, in g: Scope) -> Value {
    let width = x.channels
    let headScales = isCosine ? g.logitScale(heads: heads, shape: logitScaleShape) : nil
    let positions = buildPositions(windows.size, in: g)
    let qkv = splitsBias ? g.linearOfQueriesKeysValues(x, 3 * width) : (g / "qkv").linear(x, 3 * width)
    let attended = windows(qkv, padding: { buildPadding($0, in: g) }, in: g) { qkv, partition in
      let parts = (0..<3).map { g.slice(qkv, $0 * width..<($0 + 1) * width) }
      return g.attention(
        parts[0], parts[1], parts[2], heads: heads,
        scale: isCosine ? 1 : Float(1 / Double(width / heads).squareRoot()), isCosine: isCosine, partition: partition,
        headScales: headScales, positions: positions)
    }
    return g.output((g / "proj").linear(attended, width))
  }

  /// The queries, keys and values of pixels that are zeros: the product's biases. They are not computed by it, since some
  /// methods would round zeros, and the cosine of a key that is all but zero is anything.
  private func buildPadding(_ shape: TensorShape, in g: Scope) -> Value {
    guard splitsBias else { return (g / "qkv").channelShift(g.zeros(shape), named: "bias") }
    let keys = g.zeros(TensorShape(shape.dimensions.dropLast() + [shape.channels / 3]))
    return g.concatenate([g.channelShift(keys, named: "q_bias"), keys, g.channelShift(keys, named: "v_bias")])
  }

  private var splitsBias: Bool { if case .network = positions { true } else { false } }
  private var logitScaleShape: TensorShape { splitsBias ? [heads, 1, 1] : [heads] }

  /// Biases by relative position, `[1, heads, T]`.
  private func buildPositions(_ window: ImageSize, in g: Scope) -> Value? {
    switch positions {
    case nil: return nil
    case .table: return g.relativePositionTable(window: window, heads: heads)
    case .network(let unit):
      let mlp = g / "cpb_mlp"
      let offsets = mlp.logOffsets(window: window, unit: unit.map { ImageSize($0) } ?? window)
      let hidden = (mlp / 1).act((mlp / 0).linear(offsets, 512), .relu)
      let table = mlp.output((mlp / 2).linear(hidden, heads, bias: false))
      return g.transposeTokens(g.scale(g.activate(table, .sigmoid), by: 16))
    case .networkOfPixels: return (g / "meta_mlp").networkOfOffsets(window: window, heads: heads, hidden: 384)
    }
  }
}

extension Scope {
  /// Blocks of four pixels as one of twice the channels (Liu et al. 2021, arXiv:2103.14030). Maps of an odd extent are
  /// continued by zeros.
  ///
  /// - Parameter normsFirst: whether the norm comes before the product.
  func mergePatches(_ x: Value, _ norm: Normalization, normsFirst: Bool = true) -> Value {
    let padded = pad(x, toPartsOf: 2)
    let patches = spaceToDepth(padded, block: 2, columnsFirst: true)
    func normalize(_ x: Value) -> Value { (self / "norm").normalize(x, norm) }
    func reduce(_ patches: Value) -> Value { (self / "reduction").linear(patches, 2 * x.channels, bias: false) }
    return output(normsFirst ? reduce(normalize(patches)) : normalize(reduce(patches)))
  }
}
