internal import BackbonesGraphs
internal import BackbonesTensors

/// The image encoder of a language model: a vision transformer whose tokens a projector brings to the language model's width,
/// a classifier takes, or both.
struct VisionTower: Architecture, Hashable {
  var width: Int, depth: Int
  var patch: Int
  var block: TransformerBlock
  var rotaryPositions: RotaryPositions
  /// Patches along a side of the table of learned positions, where there is one; it is resized to the image's.
  var positions: Int?
  var finalNorm: Normalization?
  var projector: Projector?
  /// The norm of what is classified, which learns nothing; nil for an encoder, which has neither pooling nor classifier.
  var headNorm: Normalization?

  /// What makes one token of a square of patches.
  enum Projector: Sendable, Hashable {
    /// 2x2 patches, each with a norm.
    case merger(channels: Int)
    /// 3x3 patches with zeros beyond the map, channels first.
    case aligner(channels: Int)
  }

  var isEncoder: Bool { headNorm == nil }
  var pooling: Pooling { isEncoder ? .unpooled : .average }
  var takesOutputStride: Bool { false }

  func build(_ image: Value, head: Head, in root: Scope) {
    let g = isEncoder ? root : root / "encoder"
    var unit = patch
    if case .merger = projector { unit = 2 * patch }
    guard root.takes(image, inPatchesOf: unit) else { return }
    let map = (g / "patch_embed" / "proj").convolution(
      image, width, kernel: ImageSize(patch), stride: patch, bias: true, padding: .none)
    (g / "patch_embed").output(map)
    let (grid, shape) = (map.shape.extent, map.shape)
    var x = g.reshape(map, [shape[0], grid.area, width])
    if let positions { x = g.add(x, learnedPositions(side: positions, grid: grid, in: g)) }
    let heads = block.attention.heads
    let rotations = rotaryPositions.rotations(
      grid: grid, heads: heads, headWidth: width / heads, blocks: depth, in: g / "rope")
    /// What forward_features gives of tokens.
    func features(_ x: Value) -> Value {
      let map = g.reshape(x, shape)
      return isEncoder || projector == nil ? map : project(map, in: g)
    }
    var hidden = features(x)
    for index in 0..<depth {
      let scope = g / "blocks" / index
      x = block(x, layer: index, rotation: rotations[index], in: scope)
      let normalized = finalNorm.map { (g / "norm").normalize(x, $0) } ?? x
      hidden = features(normalized)
      scope.feature(
        g.reshape(x, shape),
        taps: .init(normalized: g.reshape(normalized, shape), tokens: features(x), normalizedTokens: hidden))
    }
    root.defaultFeatures(Array(depth - 3..<depth))
    root.hidden(hidden)
    if !isEncoder { g.output(hidden) }
    root.towerHead(hidden, head, norm: headNorm) { project(hidden, in: g) }
  }

  private func learnedPositions(side: Int, grid: ImageSize, in g: Scope) -> Value {
    let table = g.reshape(g.learned("pos_embed", [1, side * side, width]), [1, side, side, width])
    return g.reshape(g.resize(table, to: grid, .bilinear(alignCorners: true)), [1, grid.area, width])
  }

  private func project(_ map: Value, in g: Scope) -> Value {
    switch projector {
    case .merger(let channels):
      let g = g / "merger"
      let merged = g.spaceToDepth((g / "norm").normalize(map, .layer()), block: 2)
      return perceive(merged, hidden: 4 * width, channels, in: g)
    case .aligner(let channels):
      let (g, side) = (g / "aligner", 3)
      let padded = g.pad(map, toPartsOf: ImageSize(side))
      return perceive(g.spaceToDepth(padded, block: side, channelsFirst: true), hidden: channels, channels, in: g)
    case nil: return map
    }
  }

  /// Two products over the tokens of a map.
  private func perceive(_ map: Value, hidden: Int, _ channels: Int, in g: Scope) -> Value {
    let tokens = g.reshape(map, [map.shape[0], map.shape[1] * map.shape[2], map.channels])
    let y = (g / "act").act((g / "fc1").linear(tokens, hidden), .gelu)
    return g.output((g / "fc2").linear(y, channels))
  }
}

extension Scope {
  /// The head of a language model's image encoder; this scope is the model. Without a norm there is neither pooling nor
  /// classifier, and what the language model gets is returned; with one, which learns nothing, tokens or their mean are
  /// normalised and classified.
  func towerHead(_ hidden: Value, _ head: Head, norm: Normalization?, projected: () -> Value) {
    guard let norm else {
      if head.pooling != .unpooled || head.classes > 0 {
        fail(.invalidOption, "this model is an encoder: it takes no pooling and no classes")
      }
      let projected = projected()
      prelogits(projected)
      return logits(projected)
    }
    guard takes(head.pooling, of: [.average, .unpooled]) else { return }
    let tokens = hidden.shape.rank == 4 ? self.tokens(of: hidden) : hidden
    let pooled = poolTokens(tokens, head.pooling, skipping: 0, hasClassToken: false)
    let normalized = (self / "norm").normalize(pooled, norm, isLearned: false)
    prelogits(normalized)
    logits(head.classes == 0 ? normalized : (self / "head").linear(normalized, head.classes))
  }
}
