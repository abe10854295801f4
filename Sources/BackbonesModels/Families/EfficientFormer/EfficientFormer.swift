internal import BackbonesGraphs
internal import BackbonesTensors

/// EfficientFormer: pooling mixes maps, and attention the tokens of the last blocks (Li et al. 2022, arXiv:2206.01191).
/// timm 1.0.31, `models/efficientformer.py`.
struct EfficientFormer: Architecture, Family, Hashable {
  static let module = "efficientformer"

  var widths: [Int]
  var depths: [Int]
  /// The blocks of the last stage that attend: the last ones.
  var attentionBlocks: Int

  static let variants = Variants<EfficientFormer> { table in
    table["efficientformer_l1"] = EfficientFormer(
      widths: [48, 96, 224, 448], depths: [3, 2, 6, 4], attentionBlocks: 1)
    table["efficientformer_l3"] = EfficientFormer(
      widths: [64, 128, 320, 512], depths: [4, 4, 12, 6], attentionBlocks: 4)
    table["efficientformer_l7"] = EfficientFormer(
      widths: [96, 192, 384, 768], depths: [6, 6, 18, 8], attentionBlocks: 8)
  }

  var takesOutputStride: Bool { false }

  private static let norm = Normalization.layer(epsilon: 1e-5)
  /// Tokens that the tables of biases are for; heads, and channels of a head's queries and keys.
  private static let grid: ImageSize = 7, heads = 8, keyWidth = 32

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = buildStem(image, in: g / "stem")
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index
      if index > 0 {
        let module = stage / "downsample"
        x = (module / "conv").convolution(x, widths[index], kernel: 3, stride: 2, bias: true)
        x = module.output((module / "norm").normalize(x, .batch()))
      } else {
        (stage / "downsample").output(x)
      }
      guard index == depths.count - 1 else {
        for number in 0..<depth { x = poolingBlock(x, in: stage / "blocks" / number) }
        stage.feature(stage.output((stage / "blocks").output(x)))
        continue
      }
      guard x.shape.extent == Self.grid else {
        return g.fail(
          .shape,
          "EfficientFormer takes images of 193 to 224 pixels, whose last map is 7x7, not of \(image.shape.extent)")
      }
      let first = depth - attentionBlocks
      for number in 0..<first { x = poolingBlock(x, in: stage / "blocks" / number) }
      x = (stage / "blocks" / first).output(g.tokens(of: x))
      for number in first + 1...depth { x = attentionBlock(x, in: stage / "blocks" / number) }
      stage.output((stage / "blocks").output(x))
    }
    (g / "stages").output(x)
    let normalized = (g / "norm").normalize(x, Self.norm)
    (g / "stages" / (depths.count - 1)).feature(
      g.map(of: x, Self.grid),
      taps: .init(normalized: g.map(of: normalized, Self.grid), tokens: x, normalizedTokens: normalized))
    g.distilledHead(normalized, head, linear: nil, keepsTeacher: true)
  }

  private func buildStem(_ image: Value, in g: Scope) -> Value {
    var x = image
    for number in 1...2 {
      x = (g / "conv\(number)").convolution(x, widths[0] * number / 2, kernel: 3, stride: 2, bias: true)
      x = (g / "act\(number)").act((g / "norm\(number)").normalize(x, .batch()))
    }
    return g.output(x)
  }

  private func poolingBlock(_ x: Value, in g: Scope) -> Value {
    let (mixer, mlp) = (g / "token_mixer", g / "mlp")
    let pool = mixer / "pool"
    let mean = pool.output(pool.pool(x, .average, kernel: 3, stride: 1, padding: .symmetric))
    let change = mixer.output(mixer.add(mean, mixer.scale(x, by: -1)))
    let y = g.add(x, (g / "ls1").channelScale(change))
    var z = (mlp / "norm1").normalize((mlp / "fc1").convolution(y, 4 * y.channels, bias: true), .batch())
    z = (mlp / "fc2").convolution((mlp / "act").act(z, .gelu), y.channels, bias: true)
    z = mlp.output((mlp / "norm2").normalize(z, .batch()))
    return g.output(g.add(y, (g / "ls2").channelScale(z)))
  }

  private func attentionBlock(_ x: Value, in g: Scope) -> Value {
    let mixed = attend((g / "norm1").normalize(x, Self.norm), in: g / "token_mixer")
    let y = g.add(x, (g / "ls1").channelScale(mixed))
    let processed = FeedForward()((g / "norm2").normalize(y, Self.norm), in: g / "mlp")
    return g.output(g.add(y, (g / "ls2").channelScale(processed)))
  }

  /// Attention whose values are four times as wide as its keys.
  private func attend(_ x: Value, in g: Scope) -> Value {
    let (heads, width) = (Self.heads, Self.keyWidth)
    let biases = g.offsetTable(heads: heads, Self.grid)
    g.unusedBuffer("attention_bias_idxs", [Self.grid.area, Self.grid.area])
    let qkv = (g / "qkv").linear(x, heads * 6 * width)
    let parts = g.splitHeads(qkv, heads: heads, [width, width, 4 * width])
    let mixed = g.attention(
      parts[0], parts[1], parts[2], heads: heads, scale: Float(1 / Double(width).squareRoot()), hasHeadAxis: true,
      offsets: biases, grid: Self.grid)
    return g.output((g / "proj").linear(mixed, x.channels))
  }
}
