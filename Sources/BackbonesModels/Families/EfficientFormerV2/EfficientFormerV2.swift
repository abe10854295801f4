internal import BackbonesGraphs
internal import BackbonesTensors

/// EfficientFormerV2: convolutions mix maps, and in the last blocks of the last two stages attention does, whose heads talk to
/// each other (Li et al. 2022, arXiv:2212.08059). timm 1.0.31, `models/efficientformer_v2.py`.
struct EfficientFormerV2: Architecture, Family, Hashable {
  static let module = "efficientformer_v2"

  var widths: [Int]
  var depths: [Int]
  /// The blocks of a stage that attend, in the last two stages: the last ones.
  var attentionBlocks: Int
  /// The blocks of the last two stages whose convolutions have three times the map's channels inside, instead of four.
  var narrowBlocks: [Range<Int>]

  static let variants = Variants<EfficientFormerV2> { table in
    table["efficientformerv2_s0"] = EfficientFormerV2(
      widths: [32, 48, 96, 176], depths: [2, 2, 6, 4], attentionBlocks: 2, narrowBlocks: [1..<4, 1..<3])
    table["efficientformerv2_s1"] = EfficientFormerV2(
      widths: [32, 48, 120, 224], depths: [3, 3, 9, 6], attentionBlocks: 2, narrowBlocks: [2..<6, 2..<4])
    table["efficientformerv2_s2"] = EfficientFormerV2(
      widths: [32, 64, 144, 288], depths: [4, 4, 12, 8], attentionBlocks: 4, narrowBlocks: [2..<8, 2..<6])
    table["efficientformerv2_l"] = EfficientFormerV2(
      widths: [40, 80, 192, 384], depths: [5, 5, 15, 10], attentionBlocks: 6, narrowBlocks: [4..<11, 3..<7])
  }

  /// Tables of biases are as large as the maps.
  var takesOutputStride: Bool { false }

  private static let heads = 8

  func build(_ image: Value, head: Head, in g: Scope) {
    let stem = g / "stem"
    var x = image
    for number in 1...2 {
      x = (stem / "conv\(number)").convNormAct(
        x, widths[0] * number / 2, kernel: 3, stride: 2, bias: true, activation: .gelu)
    }
    stem.output(x)
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index
      x = index == 0 ? (stage / "downsample").output(x) : buildDownsample(x, stage: index, in: stage / "downsample")
      for number in 0..<depth {
        let block = stage / "blocks" / number
        if index > 1 && number >= depth - attentionBlocks {
          let mixed = attend(x, stride: index == 2 ? 2 : 1, in: block / "token_mixer")
          x = block.add(x, (block / "ls1").channelScale(mixed))
        }
        let isNarrow = index > 1 && narrowBlocks[index - 2].contains(number)
        let convolved = convolve(x, inner: (isNarrow ? 3 : 4) * x.channels, in: block / "mlp")
        x = block.output(block.add(x, (block / "ls2").channelScale(convolved)))
      }
      x = stage.output((stage / "blocks").output(x))
      if index < depths.count - 1 { stage.feature(x) }
    }
    let normalized = (g / "norm").normalize((g / "stages").output(x), .batch())
    (g / "stages" / (depths.count - 1)).feature(
      x, taps: .init(normalized: normalized, tokens: x, normalizedTokens: normalized))
    g.distilledHead(normalized, head, linear: nil, keepsTeacher: true)
  }

  /// A depthwise convolution between two products.
  private func convolve(_ x: Value, inner: Int, in g: Scope) -> Value {
    var y = (g / "fc1").convNormAct(x, inner, bias: true, activation: .gelu)
    y = (g / "mid").convNormAct(y, inner, kernel: 3, groups: inner, bias: true, activation: .gelu)
    return g.output(layer(y, x.channels, in: g / "fc2"))
  }

  /// A convolution of stride 2; before the last stage, attention of every other pixel to all is added to it.
  private func buildDownsample(_ x: Value, stage: Int, in g: Scope) -> Value {
    let strided = layer(x, widths[stage], kernel: 3, stride: 2, in: g / "conv")
    guard stage == depths.count - 1 else { return g.output(strided) }
    let (attention, heads, keyWidth) = (g / "attn", Self.heads, 16)
    let biases = attention.offsetTable(heads: heads, x.shape.extent)
    let queries = attention / "q"
    let local = (queries / "local").convolution(x, x.channels, kernel: 3, stride: 2, groups: x.channels, bias: true)
    let asking = queries.add(local, (queries / "pool").pool(x, .average, kernel: 1, stride: 2))
    let q = queries.output(layer(asking, heads * keyWidth, in: queries / "proj"))
    let k = layer(x, heads * keyWidth, in: attention / "k")
    let v = layer(x, heads * 4 * keyWidth, in: attention / "v")
    let mixed = attention.attention(
      q, k, v, heads: heads, scale: Float(1 / Double(keyWidth).squareRoot()), offsets: biases, queryStride: 2)
    let y = project(attention.add(mixed, mixNeighbours(v, stride: 2, in: attention)), widths[stage], in: attention)
    return g.output(g.add(y, strided))
  }

  /// Attention of a map's pixels to each other. With a stride, they are those of a smaller map, which is enlarged again.
  private func attend(_ x: Value, stride: Int, in g: Scope) -> Value {
    guard x.shape[1] % stride == 0, x.shape[2] % stride == 0 else {
      g.fail(
        .shape, "EfficientFormerV2 takes images whose maps at a stride of 16 have even sides, not \(x.shape.extent)")
      return x
    }
    var map = x
    if stride > 1 {
      map = layer(x, x.channels, kernel: 3, stride: stride, groups: x.channels, in: g / "stride_conv")
    }
    let (heads, keyWidth) = (Self.heads, 32)
    let biases = g.offsetTable(heads: heads, map.shape.extent)
    let q = layer(map, heads * keyWidth, in: g / "q")
    let k = layer(map, heads * keyWidth, in: g / "k")
    let v = layer(map, heads * 4 * keyWidth, in: g / "v")
    let mixed = g.attention(
      q, k, v, heads: heads, scale: Float(1 / Double(keyWidth).squareRoot()), offsets: biases,
      logitProjection: (g / "talking_head1").headProjection(heads: heads, axesBehind: 2),
      weightProjection: (g / "talking_head2").headProjection(heads: heads, axesBehind: 2))
    var y = g.add(mixed, mixNeighbours(v, in: g))
    if stride > 1 { y = (g / "upsample").output(g.resize(y, like: x, .bilinear())) }
    return g.output(project(y, x.channels, in: g))
  }

  /// A depthwise convolution of an attention's values.
  private func mixNeighbours(_ values: Value, stride: Int = 1, in g: Scope) -> Value {
    layer(values, values.channels, kernel: 3, stride: stride, groups: values.channels, in: g / "v_local")
  }

  private func project(_ x: Value, _ width: Int, in g: Scope) -> Value {
    layer((g / "act").act(x, .gelu), width, in: g / "proj")
  }

  /// A convolution and its norm.
  private func layer(
    _ x: Value, _ channels: Int, kernel: ImageSize = 1, stride: Int = 1, groups: Int = 1, in g: Scope
  ) -> Value {
    g.convNormAct(
      x, channels, kernel: kernel, stride: stride, groups: groups, bias: true, activation: .identity)
  }
}
