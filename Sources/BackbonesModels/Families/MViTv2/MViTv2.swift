internal import BackbonesGraphs
internal import BackbonesTensors

/// Multiscale vision transformers: queries, keys and values are pooled by depthwise convolutions, queries at each stage's
/// beginning, and scores have terms by distance in lines and in columns (Li et al. 2021, arXiv:2112.01526).
/// timm 1.0.31, `models/mvitv2.py`.
struct MViTv2: Architecture, Family, Hashable {
  static let module = "mvitv2"

  /// Channels and heads of the first stage; they double from stage to stage.
  var width = 96
  var heads = 1
  var depths: [Int]
  var hasClassToken = false
  /// Whether a stage's first attention widens its tokens; the MLP at the end of the stage before does otherwise.
  var attentionWidens = true

  static let variants = Variants<MViTv2> { table in
    let small = [1, 2, 11, 2], base = [2, 3, 16, 3], large = [2, 6, 36, 4]
    table["mvitv2_tiny"] = MViTv2(depths: [1, 2, 5, 2])
    table["mvitv2_small"] = MViTv2(depths: small)
    table["mvitv2_base"] = MViTv2(depths: base)
    table["mvitv2_large"] = MViTv2(width: 144, heads: 2, depths: large, attentionWidens: false)
    table["mvitv2_small_cls"] = MViTv2(depths: small, hasClassToken: true)
    table["mvitv2_base_cls"] = MViTv2(depths: base, hasClassToken: true)
    table["mvitv2_large_cls"] = MViTv2(width: 144, heads: 2, depths: large, hasClassToken: true)
    table["mvitv2_huge_cls"] = MViTv2(width: 192, heads: 3, depths: [4, 8, 60, 8], hasClassToken: true)
  }

  var pooling: Pooling { hasClassToken ? .token : .average }
  var takesOutputStride: Bool { false }

  /// Tokens before those of pixels.
  private var prefix: Int { hasClassToken ? 1 : 0 }
  private static let norm = Normalization.layer()

  func build(_ image: Value, head: Head, in g: Scope) {
    let (height, width) = (image.shape[1], image.shape[2])
    guard height == width, height % 32 == 0 else {
      return g.fail(
        .shape, "images of \(image.shape.extent) pixels; this model takes square ones whose side is a multiple of 32")
    }
    let map = (g / "patch_embed" / "proj").convolution(
      image, self.width, kernel: 7, stride: 4, bias: true, padding: .explicit(3))
    var tokens = Tokens((g / "patch_embed").output(g.tokens(of: map)), map.shape.extent)
    if hasClassToken { tokens.x = g.concatenate([g.learned("cls_token", [1, 1, self.width]), tokens.x], axis: 1) }
    for stage in depths.indices {
      let module = g / "stages" / stage
      for index in 0..<depths[stage] { tokens = buildBlock(tokens, stage, index, in: module / "blocks" / index) }
      module.output(tokens.x)
      let isLast = stage == depths.count - 1
      let normalized = isLast ? Tokens((g / "norm").normalize(tokens.x, Self.norm), tokens.size) : nil
      g.feature(
        pixels(of: tokens, in: g), module: "block.\(stage)",
        taps: .init(
          normalized: normalized.map { pixels(of: $0, in: g) }, tokens: tokens.x, normalizedTokens: normalized?.x))
      tokens = normalized ?? tokens
    }
    g.hidden(tokens.x)
    buildHead(tokens.x, head, in: g)
  }

  /// Tokens `[N, L, C]`: those of a map of the given size, behind the class token if there is one.
  private struct Tokens {
    var x: Value
    var size: ImageSize

    init(_ x: Value, _ size: ImageSize) { (self.x, self.size) = (x, size) }
  }

  /// The map whose pixels tokens are.
  private func pixels(of tokens: Tokens, in g: Scope) -> Value {
    g.map(of: g.slice(tokens.x, prefix..<tokens.x.shape[1], axis: 1), tokens.size)
  }

  /// Tokens whose map is pooled; the class token stays.
  private func pool(_ tokens: Tokens, in g: Scope, _ pool: (Value) -> Value) -> Tokens {
    let pooled = pool(pixels(of: tokens, in: g))
    let front = hasClassToken ? [g.slice(tokens.x, 0..<prefix, axis: 1)] : []
    return Tokens(g.concatenate(front + [g.tokens(of: pooled)], axis: 1), pooled.shape.extent)
  }

  private func buildBlock(_ tokens: Tokens, _ stage: Int, _ index: Int, in g: Scope) -> Tokens {
    let widening = attentionWidens ? stage : min(index == depths[stage] - 1 ? stage + 1 : stage, depths.count - 1)
    let (width, stride) = (self.width << widening, stage > 0 && index == 0 ? 2 : 1)
    /// What the residual of a branch adds: the tokens, or those of the width to come.
    func shortcut(_ x: Value, _ normalized: Value, widens: Bool, _ name: String) -> Value {
      widens && x.channels != width ? (g / name).linear(normalized, width) : x
    }
    let normalized = (g / "norm1").normalize(tokens.x, Self.norm)
    var short = Tokens(
      shortcut(tokens.x, normalized, widens: attentionWidens, "shortcut_proj_attn"), tokens.size)
    if stride > 1 {
      short = pool(short, in: g) { g.pool($0, .max, kernel: 3, stride: stride, padding: .explicit(1)) }
    }
    let attended = attend(Tokens(normalized, tokens.size), stage, stride: stride, in: g / "attn")
    let y = g.add(short.x, attended)
    let inner = (g / "norm2").normalize(y, Self.norm)
    let processed = FeedForward(channels: width)(inner, in: g / "mlp")
    let sum = g.add(shortcut(y, inner, widens: !attentionWidens, "shortcut_proj_mlp"), processed)
    return Tokens(g.output(sum), short.size)
  }

  /// Attention of pooled queries to pooled keys, to the results of which the queries are added.
  private func attend(_ tokens: Tokens, _ stage: Int, stride: Int, in g: Scope) -> Value {
    let (width, heads) = (attentionWidens ? self.width << stage : tokens.x.channels, self.heads << stage)
    let qkv = (g / "qkv").linear(tokens.x, 3 * width)
    /// A third of the product, pooled by a kernel that all heads share.
    func pooled(_ part: Int, _ name: String, stride: Int) -> Tokens {
      let own = Tokens(g.slice(qkv, part * width..<(part + 1) * width), tokens.size)
      var y = pool(own, in: g) {
        (g / "pool_\(name)").convolution(
          $0, width, kernel: 3, stride: stride, groups: width, padding: .explicit(1), repeats: heads)
      }
      y.x = (g / "norm_\(name)").normalizeHeads(y.x, width: width / heads, Self.norm)
      return y
    }
    let keyStride = max(4 >> stage, 1)
    let q = pooled(0, "q", stride: stride)
    let k = pooled(1, "k", stride: keyStride), v = pooled(2, "v", stride: keyStride)
    let terms = g.decomposedPositions(pixels(of: q, in: g), heads: heads, queries: q.size, keys: k.size)
    let attended = g.attention(
      q.x, k.x, v.x, heads: heads, scale: Float(1 / Double(width / heads).squareRoot()), grid: k.size,
      lines: terms.lines, columns: terms.columns)
    return g.output((g / "proj").linear(g.add(attended, q.x), width))
  }

  private func buildHead(_ x: Value, _ head: Head, in g: Scope) {
    guard g.takes(head.pooling, of: hasClassToken ? [.token, .average, .unpooled] : [.average, .unpooled]) else {
      return
    }
    let pooled = g.poolTokens(x, head.pooling, skipping: prefix, hasClassToken: hasClassToken)
    g.prelogits(pooled)
    g.logits(head.classes == 0 ? pooled : (g / "head").output((g / "head" / "fc").linear(pooled, head.classes)))
  }
}
