internal import BackbonesGraphs
internal import BackbonesTensors

/// Transformer in transformer: an inner one over the pixels of each patch, whose result is added to the patches of an outer
/// one (Han et al. 2021, arXiv:2103.00112). timm 1.0.31, `models/tnt.py`.
struct TNT: Architecture, Family, Hashable {
  static let module = "tnt"

  /// Channels of a patch's token and of a pixel's.
  var width: Int
  var innerWidth: Int
  var depth = 12
  /// Heads of the outer transformer and of the inner one.
  var heads: Int
  var innerHeads = 4
  /// Pixels of a patch's side.
  var patch = 16
  /// Whether pixels are made of the whole image, across the borders of patches, and each is normalised by itself before a
  /// patch takes them in.
  var isLegacy = false

  static let variants = Variants<TNT> { table in
    table["tnt_s_legacy_patch16_224"] = TNT(width: 384, innerWidth: 24, heads: 6, isLegacy: true)
    table["tnt_s_patch16_224"] = TNT(width: 384, innerWidth: 24, heads: 6)
    table["tnt_b_patch16_224"] = TNT(width: 640, innerWidth: 40, heads: 10)
  }

  let pooling = Pooling.token
  var takesOutputStride: Bool { false }
  private var norm: Normalization { .layer(epsilon: 1e-5) }

  func build(_ image: Value, head: Head, in g: Scope) {
    let grid = ImageSize(image.shape[1] / patch, image.shape[2] / patch)
    guard grid.area > 0 else {
      return g.fail(.shape, "an image of \(image.shape.extent) has no patch of \(patch)x\(patch)")
    }
    let batch = image.shape[0]
    var pixels = buildPixels(image, grid, in: g)
    var x = g.reshape(pixels, [batch, grid.area, pixels.shape[1] * innerWidth])
    x = (g / "proj").linear((g / "norm1_proj").normalize(x, norm), width)
    x = (g / "norm2_proj").normalize(x, norm)
    x = g.concatenate([g.learned("cls_token", [1, 1, width]), x], axis: 1)
    let positions = g.learned(
      "patch_pos", [1, 1 + grid.area, width],
      fit: .positions(rows: grid.height, columns: grid.width, prefixTokens: 1))
    x = (g / "pos_drop").output(g.add(x, positions))
    var hidden = x
    for index in 0..<depth {
      let block = g / "blocks" / index
      (pixels, x) = buildBlock(pixels, x, in: block)
      hidden = (g / "norm").normalize(x, norm)
      block.tokenFeature(
        x, normalized: hidden, grid: [batch, grid.height, grid.width, width], prefix: 1, reduction: patch)
    }
    g.defaultFeatures(Array(depth - 3..<depth))
    g.hidden(hidden)
    guard g.takes(head.pooling, of: [.token, .average, .unpooled]) else { return }
    let pooled = g.poolTokens(hidden, head.pooling, skipping: 1, hasClassToken: true)
    g.prelogits(pooled)
    g.logits(head.classes == 0 ? pooled : (g / "head").linear(pooled, head.classes))
  }

  /// Tokens of the pixels of every patch, positions added: `[N * patches, pixels, innerWidth]`. A pixel is 4x4 of the image's.
  private func buildPixels(_ image: Value, _ grid: ImageSize, in g: Scope) -> Value {
    let embed = g / "pixel_embed"
    /// Windows of a map, without what is left over at the right and bottom.
    func windows(_ map: Value, _ side: Int) -> Value {
      let lines = embed.slice(map, 0..<grid.height * side, axis: 1)
      return embed.windows(embed.slice(lines, 0..<grid.width * side, axis: 2), of: ImageSize(side))
    }
    func project(_ map: Value) -> Value {
      (embed / "proj").convolution(map, innerWidth, kernel: 7, stride: 4, bias: true, padding: .explicit(3))
    }
    let map = isLegacy ? windows(project(image), patch / 4) : project(windows(image, patch))
    let placed = g.add(map, g.learnedMap("pixel_pos", like: map))
    return embed.output(embed.reshape(placed, [placed.shape[0], map.shape[1] * map.shape[2], innerWidth]))
  }

  private func buildBlock(_ pixels: Value, _ patches: Value, in g: Scope) -> (pixels: Value, patches: Value) {
    func attended(_ x: Value, heads: Int, _ suffix: String) -> Value {
      g.add(x, attend((g / "norm\(suffix)").normalize(x, norm), heads: heads, in: g / "attn\(suffix)"))
    }
    func processed(_ x: Value, _ name: String, in mlp: Scope) -> Value {
      g.add(x, FeedForward()((g / name).normalize(x, norm), in: mlp))
    }
    let inner = processed(attended(pixels, heads: innerHeads, "_in"), "norm_mlp_in", in: g / "mlp_in")
    let front = g.slice(patches, 0..<1, axis: 1)
    let rest = g.slice(patches, 1..<patches.shape[1], axis: 1)
    let joined: TensorShape = [rest.shape[0], rest.shape[1], inner.shape[1] * innerWidth]
    var y: Value
    if isLegacy {
      y = (g / "proj").linear(g.reshape((g / "norm1_proj").normalize(inner, norm), joined), width)
    } else {
      y = (g / "proj").linear((g / "norm1_proj").normalize(g.reshape(inner, joined), norm), width, bias: false)
      y = (g / "norm2_proj").normalize(y, norm)
    }
    y = g.concatenate([front, g.add(rest, y)], axis: 1)
    return (g.output(inner), processed(attended(y, heads: heads, "_out"), "norm_mlp", in: g / "mlp"))
  }

  /// Self-attention from one product of queries and keys, and one of values, without biases.
  private func attend(_ x: Value, heads: Int, in g: Scope) -> Value {
    let width = x.channels
    let qk = (g / "qk").linear(x, 2 * width, bias: false)
    let v = (g / "v").linear(x, width, bias: false)
    let scale = Float(1 / Double(width / heads).squareRoot())
    let y = g.attention(g.slice(qk, 0..<width), g.slice(qk, width..<2 * width), v, heads: heads, scale: scale)
    return g.output((g / "proj").linear(y, width))
  }
}
