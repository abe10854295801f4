internal import BackbonesGraphs
internal import BackbonesTensors

/// CaiT: deep vision transformers of patches alone, whose heads talk to each other and whose branches are scaled by channels; at
/// the end a class token attends to all patches (Touvron et al. 2021, arXiv:2103.17239). timm 1.0.31, `models/cait.py`.
struct CaiT: Architecture, Family, Hashable {
  static let module = "cait"

  var width: Int
  var depth: Int
  /// Channels of a head are the same in all models.
  var heads: Int { width / 48 }

  static let variants = Variants<CaiT> { table in
    let sizes: [(name: String, width: Int, depth: Int, pixels: [Int])] = [
      ("xxs24", 192, 24, [224, 384]), ("xxs36", 192, 36, [224, 384]), ("xs24", 288, 24, [384]),
      ("s24", 384, 24, [224, 384]), ("s36", 384, 36, [384]), ("m36", 768, 36, [384]), ("m48", 768, 48, [448]),
    ]
    for (name, width, depth, pixels) in sizes {
      for pixels in pixels { table["cait_\(name)_\(pixels)"] = CaiT(width: width, depth: depth) }
    }
  }

  let pooling = Pooling.token
  var takesOutputStride: Bool { false }
  private var norm: Normalization { .layer() }

  func build(_ image: Value, head: Head, in g: Scope) {
    let map = (g / "patch_embed" / "proj").convolution(
      image, width, kernel: 16, stride: 16, bias: true, padding: .none)
    let patches = (g / "patch_embed").output(g.tokens(of: map))
    let token = g.learned("cls_token", [1, 1, width])
    // timm does not resize them.
    let positions = g.learned("pos_embed", [1, patches.shape[1], width])
    var x = (g / "pos_drop").output(g.add(patches, positions))
    let block = TransformerBlock(
      attention: SelfAttention(heads: heads, talks: true), layerScale: true, ownsScales: true)
    var hidden = x
    for index in 0..<depth {
      x = block(x, in: g / "blocks" / index)
      let normalized = (g / "norm").normalize(x, norm)
      var asking = token
      for index in 0..<2 { asking = buildClassBlock(asking, x, in: g / "blocks_token_only" / index) }
      hidden = (g / "norm").normalize(g.concatenate([asking, x], axis: 1), norm)
      (g / "blocks" / index).tokenFeature(
        x, normalized: normalized, grid: map.shape, prefix: 0, hidden: hidden)
    }
    (g / "blocks").output(x)
    g.defaultFeatures(Array(depth - 3..<depth))
    g.hidden(hidden)
    guard g.takes(head.pooling, of: [.token, .average, .unpooled]) else { return }
    let pooled = g.poolTokens(hidden, head.pooling, skipping: 1, hasClassToken: true)
    g.prelogits(pooled)
    g.logits(head.classes == 0 ? pooled : (g / "head").linear(pooled, head.classes))
  }

  /// A block in which the class token alone asks, and has an MLP; patches stay as they are.
  private func buildClassBlock(_ token: Value, _ patches: Value, in g: Scope) -> Value {
    let all = (g / "norm1").normalize(g.concatenate([token, patches], axis: 1), norm)
    let asked = (g / "attn").classAttention(all, heads: heads)
    let y = g.add(g.learnedChannelScale(asked, named: "gamma_1"), token)
    let refined = FeedForward()((g / "norm2").normalize(y, norm), in: g / "mlp")
    return g.output(g.add(y, g.learnedChannelScale(refined, named: "gamma_2")))
  }
}
