internal import BackbonesGraphs
internal import BackbonesTensors

/// ConViT: a vision transformer whose first blocks choose, head by head, between what tokens hold and where they lie; the class
/// token joins behind them (d'Ascoli et al. 2021, arXiv:2103.10697). timm 1.0.31, `models/convit.py`.
struct ConViT: Architecture, Family, Hashable {
  static let module = "convit"

  var heads: Int
  var depth = 12
  /// The blocks that look at positions: the first ones.
  var localBlocks = 10

  static let variants = Variants<ConViT> { table in
    table["convit_tiny"] = ConViT(heads: 4)
    table["convit_small"] = ConViT(heads: 9)
    table["convit_base"] = ConViT(heads: 16)
  }

  let pooling = Pooling.token
  var takesOutputStride: Bool { false }
  private static let headWidth = 48
  private var width: Int { heads * Self.headWidth }
  private var norm: Normalization { .layer() }

  func build(_ image: Value, head: Head, in g: Scope) {
    let map = (g / "patch_embed" / "proj").convolution(
      image, width, kernel: 16, stride: 16, bias: true, padding: .none)
    guard map.shape[1] == map.shape[2] else {
      return g.fail(
        .shape, "ConViT takes images of as many patches in a line as in a column, not of \(image.shape.extent)")
    }
    let patches = (g / "patch_embed").output(g.tokens(of: map))
    // timm does not resize them.
    let positions = g.learned("pos_embed", [1, patches.shape[1], width])
    var x = (g / "pos_drop").output(g.add(patches, positions))
    let block = TransformerBlock(attention: SelfAttention(heads: heads, bias: false))
    var hidden = x
    for index in 0..<depth {
      if index == localBlocks { x = g.concatenate([g.learned("cls_token", [1, 1, width]), x], axis: 1) }
      let module = g / "blocks" / index
      x = index < localBlocks ? buildLocalBlock(x, map.shape.extent, in: module) : block(x, in: module)
      hidden = (g / "norm").normalize(x, norm)
      module.tokenFeature(x, normalized: hidden, grid: map.shape, prefix: index < localBlocks ? 0 : 1)
    }
    g.defaultFeatures(Array(depth - 3..<depth))
    g.hidden(hidden)
    guard g.takes(head.pooling, of: [.token, .average, .unpooled]) else { return }
    let pooled = g.poolTokens(hidden, head.pooling, skipping: 1, hasClassToken: true)
    g.prelogits(pooled)
    g.logits(head.classes == 0 ? pooled : (g / "head").linear(pooled, head.classes))
  }

  private func buildLocalBlock(_ x: Value, _ grid: ImageSize, in g: Scope) -> Value {
    let y = g.add(x, attend((g / "norm1").normalize(x, norm), grid, in: g / "attn"))
    return g.output(g.add(y, FeedForward()((g / "norm2").normalize(y, norm), in: g / "mlp")))
  }

  /// Gated positional self-attention: of each head, a part of the weights is a softmax of where keys lie from the query.
  private func attend(_ x: Value, _ grid: ImageSize, in g: Scope) -> Value {
    let gates = g.activate(g.learned("gating_param", [1, heads], batched: false), .sigmoid)
    let qk = (g / "qk").linear(x, 2 * width, bias: false)
    let v = (g / "v").linear(x, width, bias: false)
    // The layer `pos_proj`, once for every distance, where timm has it for every pair.
    let scores = g.products(of: offsets(in: grid, in: g), withTable: "pos_proj.weight", rows: [heads])
    let positions = g.transposeTokens(g.channelShift(scores, named: "pos_proj.bias"))
    let y = g.attention(
      g.slice(qk, 0..<width), g.slice(qk, width..<2 * width), v, heads: heads,
      scale: Float(1 / Double(Self.headWidth).squareRoot()), positions: positions, grid: grid, positionGates: gates)
    return g.output((g / "proj").linear(y, width))
  }

  /// The columns and lines from a query to a key, and the square of their distance, for every entry of a table of relative
  /// positions: `[1, T, 3]`.
  private func offsets(in grid: ImageSize, in g: Scope) -> Value {
    var elements: [Float] = []
    for lines in (1 - grid.height..<grid.height).reversed() {
      for columns in (1 - grid.width..<grid.width).reversed() {
        elements += [columns, lines, columns * columns + lines * lines].map { Float($0) }
      }
    }
    return g.fixed("offsets", [1, elements.count / 3, 3], elements)
  }
}
