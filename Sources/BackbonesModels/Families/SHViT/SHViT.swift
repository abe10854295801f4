internal import BackbonesGraphs
internal import BackbonesTensors

/// SHViT: a single head of attention over a part of the channels, between convolutions (Yun & Ro 2024, arXiv:2401.16456).
/// timm 1.0.31, `models/shvit.py`.
struct SHViT: Architecture, Family, Hashable {
  static let module = "shvit"

  var widths: [Int]
  /// Channels of each stage that attention mixes; the first stage has none.
  var mixed: [Int]
  var depths: [Int]

  static let variants = Variants<SHViT> { table in
    table["shvit_s1"] = SHViT(widths: [128, 224, 320], mixed: [0, 48, 68], depths: [2, 4, 5])
    table["shvit_s2"] = SHViT(widths: [128, 308, 448], mixed: [0, 66, 96], depths: [2, 4, 5])
    table["shvit_s3"] = SHViT(widths: [192, 352, 448], mixed: [0, 75, 96], depths: [3, 5, 5])
    table["shvit_s4"] = SHViT(widths: [224, 336, 448], mixed: [0, 72, 96], depths: [4, 7, 6])
  }

  /// Channels of queries and keys.
  private static let keyWidth = 16

  func build(_ image: Value, head: Head, in g: Scope) {
    let patches = g / "patch_embed"
    var x = image
    for layer in 0..<4 {
      x = convolve(x, widths[0] >> (3 - layer), kernel: 3, stride: 2, in: patches / (2 * layer))
      if layer < 3 { x = (patches / (2 * layer + 1)).act(x) }
    }
    patches.output(x)
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index
      x = index == 0 ? (stage / "downsample").output(x) : shrink(x, widths[index], in: stage / "downsample")
      for number in 0..<depth { x = buildBlock(x, mixed: mixed[index], in: stage / "blocks" / number) }
      x = stage.output((stage / "blocks").output(x))
      stage.feature(x)
    }
    g.hidden((g / "stages").output(x))
    buildHead(x, head, in: g)
  }

  private func convolve(
    _ x: Value, _ channels: Int, kernel: ImageSize = 1, stride: Int = 1, groups: Int = 1, in g: Scope
  ) -> Value {
    g.convNormAct(
      x, channels, kernel: kernel, stride: stride, groups: groups, activation: .identity, named: "c")
  }

  /// A module `g` whose part `m` is added to what enters it.
  private func residual(_ x: Value, in g: Scope, _ body: (_ m: Scope) -> Value) -> Value {
    g.output(g.add(x, body(g / "m")))
  }

  private func mixPixels(_ x: Value, in g: Scope) -> Value {
    residual(x, in: g) { convolve(x, x.channels, kernel: 3, groups: x.channels, in: $0) }
  }

  private func mixChannels(_ x: Value, in g: Scope) -> Value {
    residual(x, in: g) { m in
      let inner = (m / "act").act(convolve(x, 2 * x.channels, in: m / "pw1"))
      return m.output(convolve(inner, x.channels, in: m / "pw2"))
    }
  }

  /// An inverted bottleneck of stride 2 with squeeze-and-excitation, between convolutions that keep the shape.
  private func shrink(_ x: Value, _ width: Int, in g: Scope) -> Value {
    let (merge, inner) = (g / 2, 4 * x.channels)
    var y = mixChannels(mixPixels(x, in: g / 0), in: g / 1)
    y = (merge / "act1").act(convolve(y, inner, in: merge / "conv1"))
    y = (merge / "act2").act(convolve(y, inner, kernel: 3, stride: 2, groups: inner, in: merge / "conv2"))
    y = (merge / "se").squeezeExcite(y, reduced: makeDivisible(Double(inner) * 0.25, roundLimit: 0))
    y = merge.output(convolve(y, width, in: merge / "conv3"))
    return g.output(mixChannels(mixPixels(y, in: g / 3), in: g / 4))
  }

  private func buildBlock(_ x: Value, mixed: Int, in g: Scope) -> Value {
    var y = mixPixels(x, in: g / "conv")
    let mixer = g / "mixer"
    y = mixed == 0 ? mixer.output(y) : residual(y, in: mixer) { attend(y, mixed, in: $0) }
    return g.output(mixChannels(y, in: g / "ffn"))
  }

  /// Attention over the first channels; the product after it takes all.
  private func attend(_ x: Value, _ mixed: Int, in g: Scope) -> Value {
    let keys = Self.keyWidth
    let first = (g / "pre_norm").normalize(g.slice(x, 0..<mixed), .group(groups: 1))
    let qkv = convolve(first, 2 * keys + mixed, in: g / "qkv")
    let y = g.attention(
      g.slice(qkv, 0..<keys), g.slice(qkv, keys..<2 * keys), g.slice(qkv, 2 * keys..<2 * keys + mixed), heads: 1,
      scale: Float(1 / Double(keys).squareRoot()))
    let proj = g / "proj"
    let joined = (proj / 0).act(g.concatenate([y, g.slice(x, mixed..<x.channels)]))
    return g.output(proj.output(convolve(joined, x.channels, in: proj / 1)))
  }

  private func buildHead(_ x: Value, _ head: Head, in g: Scope) {
    guard g.takes(head.pooling, of: [.average, .maximum, .averageMaximum, .unpooled]) else { return }
    let pooled = g.poolMap(x, head, flattens: false)
    let vector = head.pooling == .unpooled ? pooled : (g / "flatten").output(g.flatten(pooled))
    g.prelogits(vector)
    let linear = g / "head"
    g.logits(
      head.classes == 0
        ? vector : linear.output((linear / "l").linear((linear / "bn").normalize(vector, .batch()), head.classes)))
  }
}
