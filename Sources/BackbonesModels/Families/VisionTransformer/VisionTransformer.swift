internal import BackbonesGraphs
internal import BackbonesTensors

/// Vision transformers: Dosovitskiy et al. 2020 (arXiv:2010.11929), and what came of them. timm 1.0.31,
/// `models/vision_transformer.py`.
struct VisionTransformer: Architecture, Family {
  static let module = "vision_transformer"

  var size: Size
  /// Pixels of a patch's side, or those of the backbone's map.
  var patch = 16
  /// A network in front, and whether a convolution projects its map to the tokens' channels.
  var backbone: (any PatchBackbone)?
  var projectsPatches = true
  var block = Block.preNorm
  var attention = SelfAttention.Kind.softmax
  var mlp = FeedForward.Kind.plain
  var activation = Activation.gelu
  var norm = Normalization.layer()
  /// Biases of queries, keys and values; of the other products.
  var qkvBias = true, projectionBias = true
  /// Whether queries and values alone have biases (BEiT).
  var splitsBias = false
  /// Whether queries, keys and values have a product each.
  var projectsApart = false
  /// Heads of keys and values, in the blocks where they are fewer.
  var groupedKeys: GroupedKeys?
  /// What biases of scores by relative position come from, where there are some.
  var relativePositions: RelativePositions?
  /// What turns queries and keys by position, where something does.
  var rotaryPositions: RotaryPositions?
  /// Norms of queries and keys; norms before the last product of attention and MLP.
  var queryKeyNorm = false, innerNorms = InnerNorms.none
  /// Whether a branch's result is scaled by a learned factor per channel, and whether the MLP's is too then.
  var layerScale = false, scalesMLP = true
  /// Whether a block has these factors itself, as `gamma_1` and `gamma_2`.
  var ownsScales = false
  /// Tokens put before the patches.
  var classToken = true
  var registers = 0
  /// Whether a second class token learned from a teacher (DeiT): it has a classifier of its own.
  var isDistilled = false
  /// What position embeddings are added to.
  var positions = Positions.allTokens
  /// Norms of the patches (after their projection), of all tokens before the blocks (the projection then has no bias),
  /// and after the blocks.
  var patchNorm = false, preNorm = false, finalNorm = true
  /// Whether the final norm stands after the pooling. By default it does after these poolings.
  var normAfterPooling: Bool?
  var poolingsBeforeNorm: Set<Pooling> = [.average, .maximum, .averageMaximum]
  var pooling = Pooling.token
  /// The poolings that timm allows; nil for all that tokens can have.
  var poolings: Set<Pooling>?
  /// Whether pooling takes class and register tokens in.
  var poolsPrefix = false
  /// Attention pooling, where its heads and MLP are not as the blocks'.
  var attentionPooling: AttentionPooling?
  /// Whether images are of whole patches, and not cut to them.
  var takesWholePatches = false
  /// Where a table of positions is resampled to the image's grid. Patches are then projected by a linear layer, and all that
  /// comes before the blocks belongs to one module.
  var flexiblePositions: FlexiblePositions?

  struct Size: Sendable, Hashable {
    var width: Int, depth: Int, heads: Int
    /// Channels inside the MLP; nil is four times `width`.
    var hidden: Int?
  }

  /// Grouped queries (Ainslie et al. 2023, arXiv:2305.13245) in all but the first and last `fullBlocks` blocks.
  struct GroupedKeys: Sendable, Hashable {
    var heads: Int, fullBlocks: Int
  }

  /// Attention pooling of all tokens.
  struct AttentionPooling: Sendable, Hashable {
    var heads: Int
    var mlp: FeedForward
  }

  enum Positions: Sendable { case allTokens, patches, none }

  enum InnerNorms: Sendable { case none, mlp, attentionAndMLP }

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
  private var prefix: Int { registers + (classToken ? 1 : 0) + (isDistilled ? 1 : 0) }
  private var feedForward: FeedForward {
    FeedForward(
      kind: mlp, hidden: size.hidden, activation: activation, bias: projectionBias,
      innerNorm: innerNorms == .none ? nil : norm)
  }
  private func selfAttention(layer: Int) -> SelfAttention {
    let keyHeads = groupedKeys.flatMap { min(layer, size.depth - 1 - layer) < $0.fullBlocks ? nil : $0.heads }
    return SelfAttention(
      heads: size.heads, keyHeads: keyHeads, kind: attention, projectsApart: projectsApart, bias: qkvBias,
      projectionBias: projectionBias, splitsBias: splitsBias, queryKeyNorm: queryKeyNorm ? norm : nil,
      innerNorm: innerNorms == .attentionAndMLP ? norm : nil)
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    guard !takesWholePatches || g.takes(image, inPatchesOf: patch) else { return }
    let normsPooled = finalNorm && (normAfterPooling ?? poolingsBeforeNorm.contains(head.created))
    let module = g / (flexiblePositions == nil ? "patch_embed" : "embeds")
    let map = buildPatches(image, in: module)
    var x = embed(map, in: flexiblePositions == nil ? g : module)
    x = preNorm ? (g / "norm_pre").normalize(x, norm) : (g / "norm_pre").output(x)
    func positions(in g: Scope) -> PositionBiases? {
      let grid = map.shape.extent
      return relativePositions.map {
        PositionBiases(
          table: $0.table(window: grid, heads: size.heads, hasClassToken: classToken, in: g), grid: grid)
      }
    }
    var shared: PositionBiases?
    if case .sharedNetwork = relativePositions { shared = positions(in: g) }
    let rotations = rotaryPositions?.rotations(
      grid: map.shape.extent, heads: size.heads, headWidth: size.width / size.heads, blocks: size.depth, in: g / "rope")
    var hidden = x
    for index in 0..<size.depth {
      let block = g / "blocks" / index
      let biases = shared ?? positions(in: block / "attn")
      x = block.output(buildBlock(x, layer: index, positions: biases, rotation: rotations?[index], in: block))
      hidden = finalNorm && !normsPooled ? (g / "norm").normalize(x, norm) : (g / "norm").output(x)
      block.tokenFeature(x, normalized: hidden, grid: map.shape, prefix: prefix)
    }
    g.defaultFeatures(Array(size.depth - 3..<size.depth))
    g.hidden(hidden)
    buildHead(hidden, head, norm: normsPooled ? norm : nil, in: g)
  }

  /// A map with a pixel for each patch.
  private func buildPatches(_ image: Value, in g: Scope) -> Value {
    let map = backbone?.map(image, in: g / "backbone") ?? image
    guard projectsPatches else { return (g / "proj").output(map) }
    if flexiblePositions != nil { return (g / "proj").linear(g.spaceToDepth(map, block: patch), size.width) }
    return (g / "proj").convolution(
      map, size.width, kernel: ImageSize(patch), stride: patch, bias: !preNorm, padding: .none)
  }

  /// Tokens of a map of patches, positions added; what is learned of them is in the module `g`.
  private func embed(_ map: Value, in g: Scope) -> Value {
    let width = size.width
    var patches = g.reshape(map, [map.shape[0], map.shape[1] * map.shape[2], width])
    if patchNorm { patches = (g / "patch_embed" / "norm").normalize(patches, norm) }
    if flexiblePositions == nil { (g / "patch_embed").output(patches) }
    let count = patches.shape[1]
    var tokens: [Value] = []
    if classToken { tokens.append(g.learned("cls_token", [1, 1, width])) }
    if isDistilled { tokens.append(g.learned("dist_token", [1, 1, width])) }
    if registers > 0 { tokens.append(g.learned("reg_token", [1, registers, width])) }
    func table(prefix: Int) -> Value {
      let grid = map.shape.extent
      if let flexiblePositions { return flexiblePositions(grid, width, in: g) }
      return g.learned(
        "pos_embed", [1, prefix + count, width],
        fit: .positions(rows: grid.height, columns: grid.width, prefixTokens: prefix))
    }
    let x: Value
    switch positions {
    case .none: x = g.concatenate(tokens + [patches], axis: 1)
    case .patches:
      let patches = g.add(patches, table(prefix: 0))
      x = g.concatenate(tokens + [patches], axis: 1)
    case .allTokens:
      let joined = g.concatenate(tokens + [patches], axis: 1)
      x = g.add(joined, table(prefix: prefix))
    }
    return (g / "pos_drop").output(x)
  }

  private func buildBlock(
    _ x: Value, layer: Int, positions: PositionBiases?, rotation: Rotation?, in g: Scope
  ) -> Value {
    let selfAttention = selfAttention(layer: layer)
    switch block {
    case .preNorm:
      let block = TransformerBlock(
        attention: selfAttention, mlp: feedForward, norm: norm, layerScale: layerScale, scalesMLP: scalesMLP,
        ownsScales: ownsScales)
      return block(x, layer: layer, positions: positions, rotation: rotation, in: g)
    case .postNorm:
      let attended = selfAttention(x, layer: layer, positions: positions, rotation: rotation, in: g / "attn")
      let y = g.add(x, (g / "norm1").normalize(attended, norm))
      return g.add(y, (g / "norm2").normalize(feedForward(y, in: g / "mlp"), norm))
    case .parallel, .parallelFused:
      return g.add(x, scaled(buildParallel(x, layer: layer, in: g), in: g / "ls"))
    case .pairs:
      let (a, b, c, d) = (g / "attns" / 0, g / "attns" / 1, g / "ffns" / 0, g / "ffns" / 1)
      func attended(_ g: Scope) -> Value {
        let y = selfAttention((g / "norm").normalize(x, norm), layer: layer, in: g / "attn")
        return g.output(scaled(y, in: g / "ls"))
      }
      let y = g.add(x, g.add(attended(a), attended(b)))
      func processed(_ g: Scope) -> Value {
        g.output(scaled(feedForward((g / "norm").normalize(y, norm), in: g / "mlp"), in: g / "ls"))
      }
      return g.add(y, g.add(processed(c), processed(d)))
    }
  }

  /// Attention and MLP from one product of the normalised tokens.
  private func buildParallel(_ x: Value, layer: Int, in g: Scope) -> Value {
    let width = size.width
    let hidden = size.hidden ?? 4 * width
    let y = (g / "in_proj").linear((g / "in_norm").normalize(x, norm), hidden + 3 * width, bias: qkvBias)
    var inner = g.slice(y, 0..<hidden)
    if !qkvBias { inner = g.channelShift(inner, named: "mlp_bias") }
    let parts = (0..<3).map { (i) in
      g.slice(y, hidden + i * width..<hidden + (i + 1) * width)
    }
    let attended = selfAttention(layer: layer).attend(parts[0], parts[1], parts[2], layer: layer, in: g)
    inner = (g / "mlp_act").act(inner, activation)
    if block == .parallelFused {
      return (g / "out_proj").linear(g.concatenate([attended, inner]), width, bias: projectionBias)
    }
    return g.add(
      (g / "attn_out_proj").linear(attended, width, bias: projectionBias),
      (g / "mlp_out_proj").linear(inner, width, bias: projectionBias))
  }

  private func scaled(_ x: Value, in g: Scope) -> Value {
    layerScale ? g.channelScale(x) : g.output(x)
  }

  private func buildHead(_ x: Value, _ head: Head, norm pooledNorm: Normalization?, in g: Scope) {
    if isDistilled { return g.distilledTokenHead(x, head, keepsPooling: true) }
    if let poolings, !g.takes(head.pooling, of: poolings) { return }
    let skipping = poolsPrefix ? 0 : prefix
    var y: Value
    if head.pooling == .map && head.created == .map {
      let tokens = attentionPooling == nil ? g.slice(x, skipping..<x.shape[1], axis: 1) : x
      let mlp = attentionPooling?.mlp ?? FeedForward(hidden: size.hidden, activation: activation)
      y = (g / "attn_pool").attentionPool(
        tokens, heads: attentionPooling?.heads ?? size.heads, mlp: mlp, norm: norm)
    } else {
      y = g.poolTokens(x, head.pooling, skipping: skipping, hasClassToken: classToken)
    }
    if let pooledNorm { y = (g / "fc_norm").normalize(y, pooledNorm) } else { (g / "fc_norm").output(y) }
    g.prelogits(y)
    g.logits(head.classes == 0 ? y : (g / "head").linear(y, head.classes))
  }
}
