internal import BackbonesGraphs
internal import BackbonesTensors

/// Vision outlookers: each place of a map says how the pixels around it are mixed, without being compared with them; then
/// transformer blocks, and a class token that attends to all patches (Yuan et al. 2021, arXiv:2106.13112).
/// timm 1.0.31, `models/volo.py`.
struct VOLO: Architecture, Family, Hashable {
  static let module = "volo"

  /// Channels of the outlookers; transformer blocks have twice as many.
  var width: Int
  /// Blocks of each stage, the first of which are outlookers.
  var depths: [Int]
  /// Heads of outlookers, and of transformer blocks.
  var outlookHeads: Int, heads: Int
  /// Channels inside the MLP, per channel.
  var expansion = 3
  /// Channels of the convolutions before the patches.
  var stem = 64

  static let variants = Variants<VOLO> { table in
    let sizes: [(name: String, model: VOLO, pixels: [Int])] = [
      ("d1", VOLO(width: 192, depths: [4, 4, 8, 2], outlookHeads: 6, heads: 12), [224, 384]),
      ("d2", VOLO(width: 256, depths: [6, 4, 10, 4], outlookHeads: 8, heads: 16), [224, 384]),
      ("d3", VOLO(width: 256, depths: [8, 8, 16, 4], outlookHeads: 8, heads: 16), [224, 448]),
      ("d4", VOLO(width: 384, depths: [8, 8, 16, 4], outlookHeads: 12, heads: 16), [224, 448]),
      (
        "d5", VOLO(width: 384, depths: [12, 12, 20, 4], outlookHeads: 12, heads: 16, expansion: 4, stem: 128),
        [224, 448, 512]
      ),
    ]
    for (name, model, pixels) in sizes {
      for side in pixels { table["volo_\(name)_\(side)"] = model }
    }
  }

  let pooling = Pooling.token
  var takesOutputStride: Bool { false }
  private static let norm = Normalization.layer(epsilon: 1e-5)

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = buildPatches(image, in: g / "patch_embed")
    for index in 0..<depths[0] { x = buildOutlooker(x, in: g / "network" / 0 / index) }
    (g / "network" / 0).output(x)
    (g / "network" / 0).feature(x, taps: .init(tokens: g.tokens(of: x)))
    let shrink = g / "network" / 1
    x = shrink.output((shrink / "proj").convolution(x, 2 * width, kernel: 2, stride: 2, bias: true, padding: .none))
    x = (g / "pos_drop").output(
      g.add(x, g.learned("pos_embed", [1, x.shape[1], x.shape[2], x.channels])))
    var hidden = x
    let block = TransformerBlock(
      attention: SelfAttention(heads: heads, bias: false), mlp: FeedForward(hidden: expansion * x.channels),
      norm: Self.norm)
    for stage in 1..<depths.count {
      let module = g / "network" / (stage + 1)
      for index in 0..<depths[stage] { x = block(x, in: module / index) }
      let tokens = g.tokens(of: module.output(x))
      let normalized = (g / "norm").normalize(tokens, Self.norm)
      let isLast = stage == depths.count - 1
      hidden = isLast ? buildClassToken(tokens, in: g) : normalized
      module.feature(
        x, taps: .init(normalized: g.reshape(normalized, x.shape), tokens: tokens, normalizedTokens: normalized),
        hidden: hidden, hiddenWithoutHead: normalized)
    }
    g.defaultFeatures(Array(1..<depths.count))
    g.hidden(hidden)
    buildHead(hidden, head, in: g)
  }

  /// A map with a pixel for each patch of 8x8 pixels.
  private func buildPatches(_ image: Value, in g: Scope) -> Value {
    let conv = g / "conv"
    var x = image
    for layer in 0..<3 {
      x = (conv / (3 * layer)).convolution(x, stem, kernel: layer == 0 ? 7 : 3, stride: layer == 0 ? 2 : 1)
      x = (conv / (3 * layer + 2)).act((conv / (3 * layer + 1)).normalize(x, .batch()), .relu)
    }
    conv.output(x)
    return g.output((g / "proj").convolution(x, width, kernel: 4, stride: 4, bias: true, padding: .none))
  }

  private func buildOutlooker(_ x: Value, in g: Scope) -> Value {
    let y = g.add(x, buildOutlook((g / "norm1").normalize(x, Self.norm), in: g / "attn"))
    let mlp = FeedForward(hidden: expansion * x.channels)
    return g.output(g.add(y, mlp((g / "norm2").normalize(y, Self.norm), in: g / "mlp")))
  }

  /// Outlook attention: of every other pixel a product gives the weights by which those of the window around it are mixed, for each
  /// place of the window. What windows hold of a pixel is added up.
  private func buildOutlook(_ x: Value, in g: Scope) -> Value {
    let (kernel, stride, taps) = (ImageSize(3), 2, 9)
    let values = (g / "v").linear(x, width, bias: false)
    // Not named as timm's module, whose elements are in another order.
    let windows = (g / "v").unfold(values, kernel: kernel, stride: stride, padding: 1)
    let places = windows.shape.rows
    let pooled = (g / "pool").output(
      g.pool(x, .average, kernel: ImageSize(stride), stride: stride, ceilMode: true, alwaysSteps: true))
    let scores = g.scale(
      (g / "attn").linear(pooled, outlookHeads * taps * taps),
      by: Float(1 / Double(width / outlookHeads).squareRoot()))
    let mixed = g.attention(
      scores: g.reshape(scores, [places, outlookHeads, taps, taps]), g.reshape(windows, [places, taps, width]))
    let sums = g.fold(g.reshape(mixed, windows.shape), like: x, kernel: kernel, stride: stride, padding: 1)
    return g.output((g / "proj").linear(sums, width))
  }

  /// Patches behind a class token, which has attended to them; all are normalised.
  private func buildClassToken(_ patches: Value, in g: Scope) -> Value {
    var x = g.concatenate([g.learned("cls_token", [1, 1, patches.channels]), patches], axis: 1)
    for index in 0..<2 { x = buildClassBlock(x, in: g / "post_network" / index) }
    return (g / "norm").normalize(x, Self.norm)
  }

  /// A block in which the class token alone asks and has an MLP.
  private func buildClassBlock(_ x: Value, in g: Scope) -> Value {
    let normalized = (g / "norm1").normalize(x, Self.norm)
    let attended = (g / "attn").classAttention(normalized, heads: heads, keysAndValues: ["kv"], bias: false)
    let y = g.add(g.slice(x, 0..<1, axis: 1), attended)
    let mlp = FeedForward(hidden: expansion * x.channels)
    let token = g.add(y, mlp((g / "norm2").normalize(y, Self.norm), in: g / "mlp"))
    return g.output(g.concatenate([token, g.slice(x, 1..<x.shape[1], axis: 1)], axis: 1))
  }

  /// Scores of what pooling gives, and half the largest of any patch.
  private func buildHead(_ x: Value, _ head: Head, in g: Scope) {
    guard g.takes(head.pooling, of: [.token, .average, .unpooled]) else { return }
    let pooled = g.poolTokens(x, head.pooling, skipping: 0, hasClassToken: true)
    g.prelogits(pooled)
    guard head.classes > 0 else { return g.logits(pooled) }
    let scores = (g / "head").linear(pooled, head.classes)
    guard head.pooling != .unpooled else { return g.logits(scores) }
    let ofPatches = (g / "aux_head").linear(g.slice(x, 1..<x.shape[1], axis: 1), head.classes)
    g.logits(g.add(scores, g.scale(g.globalPool(ofPatches, .max), by: 0.5)))
  }
}
