internal import BackbonesGraphs
internal import BackbonesTensors

/// Next-ViT: stages of blocks of grouped convolutions, which end with a block of attention and convolutions side by side (Li et
/// al. 2022, arXiv:2207.05501). timm 1.0.31, `models/nextvit.py`.
struct NextViT: Architecture, Family, Hashable {
  static let module = "nextvit"

  /// Groups of five blocks in the third stage.
  var groups: Int

  static let variants = Variants<NextViT> { table in
    table["nextvit_small"] = NextViT(groups: 2)
    table["nextvit_base"] = NextViT(groups: 4)
    table["nextvit_large"] = NextViT(groups: 6)
  }

  var takesOutputStride: Bool { false }

  private static let headWidth = 32
  /// For how many tokens a key and a value stand, along each side of as many pixels, in each stage.
  private static let keyStrides = [8, 4, 2, 1]

  /// The channels of each stage's blocks, and whether a block attends.
  private var stages: [[(width: Int, attends: Bool)]] {
    func blocks(_ count: Int, _ width: Int, last: Int) -> [(width: Int, attends: Bool)] {
      Array(repeating: (width, false), count: count - 1) + [(last, true)]
    }
    return [
      Array(repeating: (96, false), count: 3), blocks(4, 192, last: 256),
      Array(repeating: blocks(5, 384, last: 512), count: groups).flatMap { $0 }, blocks(3, 768, last: 1024),
    ]
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = image
    for (index, (width, stride)) in [(64, 2), (32, 1), (64, 1), (64, 2)].enumerated() {
      x = (g / "stem" / index).convolutionLayer(x, width, kernel: 3, stride: stride, activation: .relu)
    }
    (g / "stem").output(x)
    let stages = stages
    for (index, blocks) in stages.enumerated() {
      let stage = g / "stages" / index
      for (number, block) in blocks.enumerated() {
        let scope = stage / "blocks" / number
        let stride = number == 0 && index > 0 ? 2 : 1
        x =
          block.attends
          ? buildTransformer(x, block.width, stride: stride, keyStride: Self.keyStrides[index], in: scope)
          : buildConvolutions(x, block.width, stride: stride, in: scope)
      }
      stage.output((stage / "blocks").output(x))
      if index < stages.count - 1 { stage.feature(x) }
    }
    let normalized = (g / "norm").normalize((g / "stages").output(x), .batch())
    (g / "stages" / (stages.count - 1)).feature(
      x, taps: .init(normalized: normalized, tokens: x, normalizedTokens: normalized))
    g.hidden(normalized)
    (g / "head").classifierHead(normalized, head, classifier: g / "head" / "fc")
  }

  /// What brings a map to a size and a number of channels; nothing where it has them.
  private func embed(_ x: Value, _ channels: Int, stride: Int = 1, in g: Scope) -> Value {
    guard stride > 1 || x.channels != channels else { return g.output(x) }
    let pool = g / "pool"
    let pooled = pool.output(
      stride == 1 ? x : pool.pool(x, .average, kernel: 2, stride: stride, ceilMode: true))
    return g.output((g / "norm").normalize((g / "conv").convolution(pooled, channels), .batch()))
  }

  private func buildConvolutions(_ x: Value, _ channels: Int, stride: Int, in g: Scope) -> Value {
    let y = mixGroups(embed(x, channels, stride: stride, in: g / "patch_embed"), in: g / "mhca")
    return g.output(mixChannels(y, hidden: 3 * channels, norm: "norm", in: g))
  }

  /// Attention makes three quarters of the channels, and convolutions make the rest of those.
  private func buildTransformer(
    _ x: Value, _ channels: Int, stride: Int, keyStride: Int, in g: Scope
  ) -> Value {
    let attended = makeDivisible(0.75 * Double(channels), by: 32)
    var y = embed(x, attended, stride: stride, in: g / "patch_embed")
    y = g.add(y, attend((g / "norm1").normalize(y, .batch()), keyStride: keyStride, in: g / "e_mhsa"))
    let rest = mixGroups(embed(y, channels - attended, in: g / "projection"), in: g / "mhca")
    return g.output(mixChannels(g.concatenate([y, rest]), hidden: 2 * channels, norm: "norm2", in: g))
  }

  /// Convolutions within heads, added to their input.
  private func mixGroups(_ x: Value, in g: Scope) -> Value {
    let y = (g / "group_conv3x3").convolution(x, x.channels, kernel: 3, groups: x.channels / Self.headWidth)
    let activated = (g / "act").act((g / "norm").normalize(y, .batch()))
    return g.add(x, g.output((g / "projection").convolution(activated, x.channels)))
  }

  private func mixChannels(_ x: Value, hidden: Int, norm: String, in g: Scope) -> Value {
    let mlp = FeedForward(hidden: hidden, activation: .relu, convolves: true)
    return g.add(x, mlp((g / norm).normalize(x, .batch()), in: g / "mlp"))
  }

  /// Attention of a map's pixels to means of neighbours along its lines.
  private func attend(_ map: Value, keyStride: Int, in g: Scope) -> Value {
    let x = g.tokens(of: map), width = map.channels
    let q = (g / "q").linear(x, width)
    var others = x
    if keyStride > 1 {
      let (sr, norm, count) = (g / "sr", g / "norm", keyStride * keyStride)
      let line = g.reshape(x, [x.shape[0], 1, x.shape[1], width])
      let means = sr.pool(line, .average, kernel: ImageSize(1, count), stride: count, dilates: false, alwaysSteps: true)
      let tokens = g.tokens(of: means)
      others = norm.normalize(tokens, .batch())
      // timm has channels before tokens there.
      sr.output(sr.transposeTokens(tokens))
      norm.output(norm.transposeTokens(others))
    }
    let y = g.attention(
      q, (g / "k").linear(others, width), (g / "v").linear(others, width), heads: width / Self.headWidth,
      scale: Float(1 / Double(Self.headWidth).squareRoot()))
    return g.map(of: g.output((g / "proj").linear(y, width)), map.shape.extent)
  }
}
