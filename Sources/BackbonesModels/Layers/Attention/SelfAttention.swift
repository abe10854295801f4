internal import BackbonesGraphs
internal import BackbonesTensors
internal import BackbonesCLibrary

/// Multi-head attention of tokens to each other (Dosovitskiy et al. 2020, arXiv:2010.11929).
struct SelfAttention: Sendable, Hashable {
  var heads: Int
  /// Heads of keys and values, where they are fewer; queries then have a product of their own.
  var keyHeads: Int?
  /// Channels of a head's queries; nil where the heads share the input's.
  var headWidth: Int?
  var kind = Kind.softmax
  /// Whether queries, keys and values have a product each.
  var projectsApart = false
  /// Biases of the product that makes queries, keys and values, and of the last one.
  var bias = true, projectionBias = true
  /// Whether queries and values alone have biases, which the module has itself where they are of one product (arXiv:2106.08254).
  var splitsBias = false
  /// The norm of each head's queries and keys (arXiv:2302.05442), where there is one.
  var queryKeyNorm: Normalization?
  /// Whether heads talk to each other before the softmax and after it (Shazeer et al. 2020, arXiv:2003.02436).
  var talks = false
  /// Which tokens of a map attend to which.
  var partition = AttentionPartition.whole
  /// A norm before the last product (arXiv:2210.06423), where there is one.
  var innerNorm: Normalization?

  enum Kind: Sendable, Hashable {
    case softmax
    /// See `DifferentialAttention`. The unlearned part of λ grows with the number of the layer.
    case differential
  }

  /// Attention as a module `g` of layer number `layer`; scores are biased by `positions` of the patches, and queries and keys
  /// turned by `rotation`.
  func callAsFunction(
    _ x: Value, layer: Int, positions: PositionBiases? = nil, rotation: Rotation? = nil, in g: Scope
  ) -> Value {
    let width = headWidth.map { heads * $0 } ?? x.channels
    var y: Value
    if projectsApart {
      let keyWidth = width / heads * (keyHeads ?? heads)
      y = attend(
        (g / "q_proj").linear(x, width, bias: bias),
        (g / "k_proj").linear(x, keyWidth, bias: bias && !splitsBias),
        (g / "v_proj").linear(x, keyWidth, bias: bias), layer: layer, positions: positions, rotation: rotation, in: g)
    } else {
      var qkv =
        splitsBias ? g.linearOfQueriesKeysValues(x, 3 * width) : (g / "qkv").linear(x, 3 * width, bias: bias)
      // Queries and keys beside each other are turned where they lie, unless they have norms first.
      let turnsAll = queryKeyNorm == nil
      if let rotation, turnsAll {
        qkv = g.rotate(qkv, heads: 2 * heads, headWidth: width / heads, span: rotation.span, by: rotation.table)
      }
      y = attend(
        g.slice(qkv, 0..<width), g.slice(qkv, width..<2 * width), g.slice(qkv, 2 * width..<3 * width),
        layer: layer, positions: positions, rotation: turnsAll ? nil : rotation, in: g)
    }
    if let innerNorm { y = (g / "norm").normalize(y, innerNorm) }
    return g.output((g / "proj").linear(y, x.channels, bias: projectionBias))
  }

  /// Attention from queries, keys and values; its norms and weights are in `g`.
  func attend(
    _ q: Value, _ k: Value, _ v: Value, layer: Int, positions: PositionBiases? = nil, rotation: Rotation? = nil,
    in g: Scope
  ) -> Value {
    let width = q.channels / heads / (kind == .differential ? 2 : 1)
    var (q, k) = (q, k)
    if let queryKeyNorm {
      q = (g / "q_norm").normalizeHeads(q, width: width, queryKeyNorm)
      k = (g / "k_norm").normalizeHeads(k, width: width, queryKeyNorm)
    }
    if let rotation {
      q = g.rotate(q, heads: heads, headWidth: width, span: rotation.span, by: rotation.table)
      k = g.rotate(k, heads: keyHeads ?? heads, headWidth: width, span: rotation.span, by: rotation.table)
    }
    let scale = Float(1 / Double(width).squareRoot())
    switch kind {
    case .softmax:
      return g.attention(
        q, k, v, heads: heads, keyHeads: keyHeads, scale: scale, partition: partition, positions: positions?.table,
        grid: positions?.grid, logitProjection: talks ? (g / "proj_l").headProjection(heads: heads) : nil,
        weightProjection: talks ? (g / "proj_w").headProjection(heads: heads) : nil)
    case .differential:
      let initialWeight = 0.8 - 0.6 * exp(-0.3 * Double(layer))
      let difference = g.differentialAttention(
        q, k, v, heads: heads, scale: scale, initialWeight: Float(initialWeight))
      let norm = Normalization.rms(epsilon: 1e-5)
      let normalized = (g / "sub_norm").normalizeHeads(difference, width: v.channels / heads, norm)
      return g.scale(normalized, by: Float(1 - initialWeight))
    }
  }
}

extension Scope {
  /// A norm over the `width` channels of each head of tokens `[N, L, heads * width]`.
  func normalizeHeads(_ x: Value, width: Int, _ norm: Normalization, isLearned: Bool = true) -> Value {
    let heads = reshape(x, [x.shape[0], x.shape[1] * (x.channels / width), width])
    return output(reshape(normalize(heads, norm, isLearned: isLearned), x.shape))
  }
}
