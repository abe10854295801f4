internal import BackbonesGraphs
internal import BackbonesTensors

/// Cross-covariance image transformers: channels attend to each other, convolutions let neighbouring patches exchange, and a
/// class token attends to all patches at the end (El-Nouby et al. 2021, arXiv:2106.09681). timm 1.0.31, `models/xcit.py`.
struct XCiT: Architecture, Family, Hashable {
  static let module = "xcit"

  var width: Int
  var depth: Int
  var heads: Int
  /// Pixels of a patch's side.
  var patch: Int
  /// Whether the norm before the last MLPs takes all tokens, and not the class token alone.
  var normsPatches = true

  static let variants = Variants<XCiT> { table in
    let sizes: [(name: String, width: Int, depth: Int, heads: Int)] = [
      ("nano_12", 128, 12, 4), ("tiny_12", 192, 12, 4), ("tiny_24", 192, 24, 4), ("small_12", 384, 12, 8),
      ("small_24", 384, 24, 8), ("medium_24", 512, 24, 8), ("large_24", 768, 24, 16),
    ]
    for (name, width, depth, heads) in sizes {
      for (patch, pixels) in [(16, 224), (16, 384), (8, 224), (8, 384)] {
        table["xcit_\(name)_p\(patch)_\(pixels)"] = XCiT(
          width: width, depth: depth, heads: heads, patch: patch, normsPatches: name != "nano_12")
      }
    }
  }

  let pooling = Pooling.token
  var takesOutputStride: Bool { false }
  private var norm: Normalization { .layer() }

  func build(_ image: Value, head: Head, in g: Scope) {
    let map = buildPatches(image, in: g / "patch_embed")
    let positions = (g / "pos_embed").fourierPositions(of: map.shape.extent, width)
    var x = g.reshape(g.add(map, positions), [map.shape[0], map.shape.extent.area, width])
    (g / "pos_drop").output(x)
    let token = g.learned("cls_token", [1, 1, width])
    var hidden = x
    for index in 0..<depth {
      let block = g / "blocks" / index
      x = buildBlock(x, map.shape, in: block)
      let normalized = (g / "norm").normalize(x, norm)
      var tokens = g.concatenate([token, x], axis: 1)
      for index in 0..<2 { tokens = buildClassBlock(tokens, in: g / "cls_attn_blocks" / index) }
      hidden = (g / "norm").normalize(tokens, norm)
      block.tokenFeature(x, normalized: normalized, grid: map.shape, prefix: 0, hidden: hidden)
    }
    g.defaultFeatures(Array(depth - 3..<depth))
    g.hidden(hidden)
    guard g.takes(head.pooling, of: [.token, .average, .unpooled]) else { return }
    let pooled = g.poolTokens(hidden, head.pooling, skipping: 1, hasClassToken: true)
    g.prelogits(pooled)
    g.logits(head.classes == 0 ? pooled : (g / "head").linear(pooled, head.classes))
  }

  /// A map with a pixel for each patch: 3x3 convolutions of stride 2, each with twice as many channels as the one before.
  private func buildPatches(_ image: Value, in g: Scope) -> Value {
    let proj = g / "proj"
    let layers = patch == 16 ? 4 : 3
    var x = image
    for layer in 0..<layers {
      x = (proj / (2 * layer)).convNormActSequence(
        x, width >> (layers - 1 - layer), kernel: 3, stride: 2, activation: .identity)
      if layer < layers - 1 { x = (proj / (2 * layer + 1)).act(x, .gelu) }
    }
    return proj.output(x)
  }

  /// A block over the patches of a map of shape `map`: attention of channels, convolutions, MLP.
  private func buildBlock(_ x: Value, _ map: TensorShape, in g: Scope) -> Value {
    func branch(_ x: Value, _ number: Int, _ body: (Value) -> Value) -> Value {
      let y = body((g / "norm\(number)").normalize(x, norm))
      return g.add(x, g.learnedChannelScale(y, named: "gamma\(number)"))
    }
    var y = branch(x, 1) { g.transposedAttention($0, heads: heads, in: g / "attn") }
    y = branch(y, 3) { mixNeighbours($0, map, in: g / "local_mp") }
    return g.output(branch(y, 2) { FeedForward()($0, in: g / "mlp") })
  }

  /// Two depthwise convolutions of the patches' map.
  private func mixNeighbours(_ x: Value, _ map: TensorShape, in g: Scope) -> Value {
    func convolve(_ x: Value, in g: Scope) -> Value {
      g.convolution(x, width, kernel: 3, groups: width, bias: true)
    }
    let y = (g / "act").act(convolve(g.reshape(x, map), in: g / "conv1"), .gelu)
    return g.output(g.reshape(convolve((g / "bn").normalize(y, .batch()), in: g / "conv2"), x.shape))
  }

  /// A block in which the class token alone asks and has an MLP; patches are added to what becomes of them.
  private func buildClassBlock(_ x: Value, in g: Scope) -> Value {
    func split(_ x: Value) -> (token: Value, patches: Value) {
      (g.slice(x, 0..<1, axis: 1), g.slice(x, 1..<x.shape[1], axis: 1))
    }
    let normalized = (g / "norm1").normalize(x, norm)
    let asked = g.concatenate(
      [(g / "attn").classAttention(normalized, heads: heads), split(normalized).patches], axis: 1)
    var y = g.add(x, g.learnedChannelScale(asked, named: "gamma1"))
    let before = split(y)
    if normsPatches {
      y = (g / "norm2").normalize(y, norm)
    } else {
      y = g.concatenate([(g / "norm2").normalize(before.token, norm), before.patches], axis: 1)
    }
    let (token, patches) = split(y)
    let refined = g.learnedChannelScale(FeedForward()(token, in: g / "mlp"), named: "gamma2")
    return g.output(g.add(y, g.concatenate([refined, patches], axis: 1)))
  }
}
