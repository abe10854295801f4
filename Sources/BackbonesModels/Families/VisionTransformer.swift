internal import BackbonesGraphs
internal import BackbonesTensors

/// Vision transformers: Dosovitskiy et al. 2020 (arXiv:2010.11929), and what came of them. timm 1.0.31,
/// `models/vision_transformer.py`.
struct VisionTransformer: Architecture, Hashable {
  var size: Size
  /// Pixels of a patch's side.
  var patch = 16
  var block = Block.preNorm
  var attention = SelfAttention.Kind.softmax
  var mlp = FeedForward.Kind.plain
  var activation = Activation.gelu
  var norm = Normalization.layer()
  /// Biases of queries, keys and values; of the other products.
  var qkvBias = true, projectionBias = true
  /// Norms of queries and keys; norms before the last product of attention and MLP.
  var queryKeyNorm = false, innerNorms = false
  /// Whether a branch's result is scaled by a learned factor per channel.
  var layerScale = false
  /// Tokens put before the patches.
  var classToken = true
  var registers = 0
  /// What position embeddings are added to.
  var positions = Positions.allTokens
  /// Norms of the patches (after their projection), of all tokens before the blocks (the projection then has no bias),
  /// and after the blocks.
  var patchNorm = false, preNorm = false, finalNorm = true
  /// Whether the final norm stands after the pooling. By default it does where pooling is a mean or maximum.
  var normAfterPooling: Bool?
  var pooling = Pooling.token
  /// Whether pooling takes class and register tokens in.
  var poolsPrefix = false

  struct Size: Sendable, Hashable {
    var width: Int, depth: Int, heads: Int
    /// Channels inside the MLP; nil is four times `width`.
    var hidden: Int?
  }

  enum Positions: Sendable { case allTokens, patches }

  /// How attention and MLP are put together.
  enum Block: Sendable {
    /// One after the other, a norm before each.
    case preNorm
    /// One after the other, a norm after each.
    case postNorm
    /// Beside each other, from one product (arXiv:2302.05442); their results are projected apart, or by one product.
    case parallel, parallelFused
    /// Two attentions beside each other, then two MLPs (arXiv:2203.09795).
    case pairs
  }

  var takesOutputStride: Bool { false }
  private var prefix: Int { registers + (classToken ? 1 : 0) }
  private var feedForward: FeedForward {
    FeedForward(
      kind: mlp, hidden: size.hidden, activation: activation, bias: projectionBias, innerNorm: innerNorms ? norm : nil)
  }
  private var selfAttention: SelfAttention {
    SelfAttention(
      heads: size.heads, kind: attention, bias: qkvBias, projectionBias: projectionBias,
      queryKeyNorm: queryKeyNorm ? norm : nil, innerNorm: innerNorms ? norm : nil)
  }

  func build(_ image: Value, head: Head, in g: Scope) throws(BackboneError) {
    let pooled = [.average, .maximum, .averageMaximum].contains(head.created)
    let normsPooled = finalNorm && (normAfterPooling ?? pooled)
    let map = try (g / "patch_embed" / "proj").convolution(
      image, size.width, kernel: Extent(patch), stride: patch, bias: !preNorm, padding: .none)
    var x = try embed(map, in: g)
    var hidden = x
    for index in 0..<size.depth {
      let block = g / "blocks" / index
      x = block.output(try buildBlock(x, layer: index, in: block))
      hidden = finalNorm && !normsPooled ? try (g / "norm").normalize(x, norm) : (g / "norm").output(x)
      try mark(x, hidden, grid: map.shape, in: block)
    }
    g.defaultFeatures(Array(size.depth - 3..<size.depth))
    g.hidden(hidden)
    try buildHead(hidden, head, norm: normsPooled ? norm : nil, in: g)
  }

  /// Tokens of a map of patches, positions added.
  private func embed(_ map: Value, in g: Scope) throws(BackboneError) -> Value {
    let width = size.width
    var patches = try g.reshape(map, [map.shape[0], map.shape[1] * map.shape[2], width])
    if patchNorm { patches = try (g / "patch_embed" / "norm").normalize(patches, norm) }
    (g / "patch_embed").output(patches)
    let count = patches.shape[1]
    var tokens: [Value] = []
    if classToken { tokens.append(try g.learned("cls_token", [1, 1, width])) }
    if registers > 0 { tokens.append(try g.learned("reg_token", [1, registers, width])) }
    func table(prefix: Int) throws(BackboneError) -> Value {
      let grid = map.shape.extent
      return try g.learned(
        "pos_embed", [1, prefix + count, width],
        fit: .positions(rows: grid.height, columns: grid.width, prefixTokens: prefix))
    }
    let x: Value
    switch positions {
    case .patches:
      let patches = try g.add(patches, try table(prefix: 0))
      x = try g.concatenate(tokens + [patches], axis: 1)
    case .allTokens:
      let joined = try g.concatenate(tokens + [patches], axis: 1)
      x = try g.add(joined, try table(prefix: prefix))
    }
    (g / "pos_drop").output(x)
    return preNorm ? try (g / "norm_pre").normalize(x, norm) : (g / "norm_pre").output(x)
  }

  private func buildBlock(_ x: Value, layer: Int, in g: Scope) throws(BackboneError) -> Value {
    switch block {
    case .preNorm:
      let attended = try selfAttention(try (g / "norm1").normalize(x, norm), layer: layer, in: g / "attn")
      let y = try g.add(x, try scaled(attended, in: g / "ls1"))
      let processed = try feedForward(try (g / "norm2").normalize(y, norm), in: g / "mlp")
      return try g.add(y, try scaled(processed, in: g / "ls2"))
    case .postNorm:
      let y = try g.add(x, try (g / "norm1").normalize(try selfAttention(x, layer: layer, in: g / "attn"), norm))
      return try g.add(y, try (g / "norm2").normalize(try feedForward(y, in: g / "mlp"), norm))
    case .parallel, .parallelFused:
      return try g.add(x, try scaled(try buildParallel(x, layer: layer, in: g), in: g / "ls"))
    case .pairs:
      let (a, b, c, d) = (g / "attns" / 0, g / "attns" / 1, g / "ffns" / 0, g / "ffns" / 1)
      func attended(_ g: Scope) throws(BackboneError) -> Value {
        let y = try selfAttention(try (g / "norm").normalize(x, norm), layer: layer, in: g / "attn")
        return g.output(try scaled(y, in: g / "ls"))
      }
      let y = try g.add(x, try g.add(try attended(a), try attended(b)))
      func processed(_ g: Scope) throws(BackboneError) -> Value {
        g.output(try scaled(try feedForward(try (g / "norm").normalize(y, norm), in: g / "mlp"), in: g / "ls"))
      }
      return try g.add(y, try g.add(try processed(c), try processed(d)))
    }
  }

  /// Attention and MLP from one product of the normalised tokens.
  private func buildParallel(_ x: Value, layer: Int, in g: Scope) throws(BackboneError) -> Value {
    let width = size.width
    let hidden = size.hidden ?? 4 * width
    let y = try (g / "in_proj").linear(try (g / "in_norm").normalize(x, norm), hidden + 3 * width, bias: qkvBias)
    var inner = try g.slice(y, 0..<hidden)
    if !qkvBias { inner = try g.channelShift(inner, named: "mlp_bias") }
    let parts = try (0..<3).map { (i) throws(BackboneError) in
      try g.slice(y, hidden + i * width..<hidden + (i + 1) * width)
    }
    let attended = try selfAttention.attend(parts[0], parts[1], parts[2], layer: layer, in: g)
    inner = try (g / "mlp_act").act(inner, activation)
    if block == .parallelFused {
      return try (g / "out_proj").linear(try g.concatenate([attended, inner]), width, bias: projectionBias)
    }
    return try g.add(
      try (g / "attn_out_proj").linear(attended, width, bias: projectionBias),
      try (g / "mlp_out_proj").linear(inner, width, bias: projectionBias))
  }

  private func scaled(_ x: Value, in g: Scope) throws(BackboneError) -> Value {
    layerScale ? try g.channelScale(x) : g.output(x)
  }

  /// Marks what can be taken after a block: tokens, map and prefix, as they are and after the final norm.
  private func mark(_ x: Value, _ normalized: Value, grid: Shape, in g: Scope) throws(BackboneError) {
    func map(_ x: Value) throws(BackboneError) -> Value {
      try g.reshape(try g.slice(x, prefix..<x.shape[1], axis: 1), grid)
    }
    func front(_ x: Value) throws(BackboneError) -> Value? {
      prefix > 0 ? try g.slice(x, 0..<prefix, axis: 1) : nil
    }
    g.feature(
      try map(x),
      taps: .init(
        normalized: try map(normalized), prefix: try front(x), normalizedPrefix: try front(normalized), tokens: x,
        normalizedTokens: normalized))
  }

  private func buildHead(_ x: Value, _ head: Head, norm pooledNorm: Normalization?, in g: Scope) throws(BackboneError) {
    let skipping = poolsPrefix ? 0 : prefix
    var y: Value
    if head.pooling == .map && head.created == .map {
      let patches = try g.slice(x, skipping..<x.shape[1], axis: 1)
      let mlp = FeedForward(hidden: size.hidden, activation: activation)
      y = try (g / "attn_pool").attentionPool(patches, heads: size.heads, mlp: mlp, norm: norm)
    } else {
      y = try g.poolTokens(x, head.pooling, skipping: skipping, hasClassToken: classToken)
    }
    if let pooledNorm { y = try (g / "fc_norm").normalize(y, pooledNorm) } else { (g / "fc_norm").output(y) }
    g.prelogits(y)
    g.logits(head.classes == 0 ? y : try (g / "head").linear(y, head.classes))
  }
}
