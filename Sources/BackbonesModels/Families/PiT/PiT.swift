internal import BackbonesGraphs
internal import BackbonesTensors

/// Pooling-based vision transformers: three stages, between which a convolution halves the map of patches and a product
/// widens class tokens (Heo et al. 2021, arXiv:2103.16302). timm 1.0.31, `models/pit.py`.
struct PiT: Architecture, Family, Hashable {
  static let module = "pit"

  /// Pixels of a patch's side, and from one patch to the next.
  var patch = 16
  var stride = 8
  /// Channels of a head.
  var headWidth: Int
  var depths = [2, 6, 4]
  var heads: [Int]
  /// Whether a second class token learned from a teacher.
  var isDistilled = false

  static let variants = Variants<PiT> { table in
    for (suffix, isDistilled) in [("", false), ("_distilled", true)] {
      table["pit_ti\(suffix)_224"] = PiT(headWidth: 32, heads: [2, 4, 8], isDistilled: isDistilled)
      table["pit_xs\(suffix)_224"] = PiT(headWidth: 48, heads: [2, 4, 8], isDistilled: isDistilled)
      table["pit_s\(suffix)_224"] = PiT(headWidth: 48, heads: [3, 6, 12], isDistilled: isDistilled)
      table["pit_b\(suffix)_224"] = PiT(
        patch: 14, stride: 7, headWidth: 64, depths: [3, 6, 4], heads: [4, 8, 16], isDistilled: isDistilled)
    }
  }

  let pooling = Pooling.token
  private var prefix: Int { isDistilled ? 2 : 1 }

  func build(_ image: Value, head: Head, in g: Scope) {
    let embed = g / "patch_embed"
    var map = (embed / "conv").convolution(
      image, headWidth * heads[0], kernel: ImageSize(patch), stride: stride, bias: true, padding: .none)
    embed.output(map)
    map = (g / "pos_drop").output(g.add(map, g.learnedMap("pos_embed", like: map)))
    var tokens = g.learned("cls_token", [1, prefix, map.channels])
    for stage in depths.indices {
      let module = g / "transformers" / stage
      (map, tokens) = buildStage(map, tokens, stage, in: module)
      let isLast = stage == depths.count - 1
      let normalized = isLast ? (g / "norm").normalize(tokens, .layer()) : nil
      module.feature(map, taps: .init(tokens: tokens, normalizedTokens: normalized))
      tokens = normalized ?? tokens
    }
    g.hidden(tokens)
    if isDistilled { g.distilledTokenHead(tokens, head) } else { buildHead(tokens, head, in: g) }
  }

  /// A stage over a map of patches and class tokens, both of which the first stage takes as they are.
  private func buildStage(_ x: Value, _ tokens: Value, _ stage: Int, in g: Scope) -> (map: Value, tokens: Value) {
    let width = headWidth * heads[stage]
    let pool = g / "pool"
    let map =
      stage == 0
      ? x
      : (pool / "conv").convolution(
        x, width, kernel: 3, stride: 2, groups: x.channels, bias: true)
    let front = stage == 0 ? tokens : (pool / "fc").linear(tokens, width)
    let patches = g.reshape(map, [map.shape[0], map.shape[1] * map.shape[2], width])
    var y = g.concatenate([front, patches], axis: 1)
    (g / "norm").output(y)
    let block = TransformerBlock(attention: SelfAttention(heads: heads[stage]))
    for index in 0..<depths[stage] { y = block(y, in: g / "blocks" / index) }
    (g / "blocks").output(y)
    let mixed = g.reshape(g.slice(y, prefix..<y.shape[1], axis: 1), map.shape)
    return (g.output(mixed), g.slice(y, 0..<prefix, axis: 1))
  }

  private func buildHead(_ x: Value, _ head: Head, in g: Scope) {
    guard g.takes(head.pooling, of: [.token, .unpooled]) else { return }
    let y = g.poolTokens(x, head.pooling, skipping: prefix, hasClassToken: true)
    g.prelogits(y)
    g.logits(head.classes == 0 ? y : (g / "head").linear(y, head.classes))
  }
}
