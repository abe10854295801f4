internal import BackbonesGraphs
internal import BackbonesTensors

/// Visformer: a stage of grouped convolutions, then two of attention, over maps with batch norms (Chen et al. 2021,
/// arXiv:2104.12533). timm 1.0.31, `models/visformer.py`.
struct Visformer: Architecture, Family, Hashable {
  static let module = "visformer"

  /// Channels of the stem and of the second stage; the first has half of that, the third twice as many.
  var stem: Int
  var width: Int
  var depths = [7, 4, 4]
  var heads: Int
  /// Groups of the first stage's 3x3 convolutions.
  var groups = 8

  static let variants = Variants<Visformer> { table in
    table["visformer_tiny"] = Visformer(stem: 16, width: 192, heads: 3)
    table["visformer_small"] = Visformer(stem: 32, width: 384, heads: 6)
  }

  /// Each stage has a table of positions of its resolution.
  var takesOutputStride: Bool { false }

  func build(_ image: Value, head: Head, in g: Scope) {
    let entrance = g / "stem"
    var x = (entrance / 0).convolution(image, stem, kernel: 7, stride: 2, padding: .explicit(3))
    x = entrance.output((entrance / 2).act((entrance / 1).normalize(x, .batch())))
    for stage in depths.indices {
      let (number, side) = (stage + 1, stage == 0 ? 4 : 2)
      let embed = g / "patch_embed\(number)"
      x = (embed / "proj").convolution(
        x, (width << stage) / 2, kernel: ImageSize(side), stride: side, bias: true, padding: .none)
      x = embed.output((embed / "norm").normalize(x, .batch()))
      x = g.add(x, g.learnedMap("pos_embed\(number)", like: x))
      let module = g / "stage\(number)"
      for index in 0..<depths[stage] { x = buildBlock(x, attends: stage > 0, in: module / index) }
      module.output(x)
      if stage < depths.count - 1 { module.feature(x) }
    }
    let normalized = (g / "norm").normalize(x, .batch())
    (g / "stage\(depths.count)").feature(
      x, taps: .init(normalized: normalized, tokens: x, normalizedTokens: normalized))
    g.hidden(normalized)
    g.classifierHead(normalized, head, classifier: g / "head")
  }

  private func buildBlock(_ x: Value, attends: Bool, in g: Scope) -> Value {
    let mlp = g / "mlp"
    func processed(_ x: Value) -> Value {
      var y = (g / "norm2").normalize(x, .batch())
      y = (mlp / "act1").act((mlp / "conv1").convolution(y, (attends ? 4 : 2) * x.channels), .gelu)
      if !attends {
        y = (mlp / "act2").act((mlp / "conv2").convolution(y, y.channels, kernel: 3, groups: groups), .gelu)
      }
      return mlp.output((mlp / "conv3").convolution(y, x.channels))
    }
    guard attends else { return g.output(g.add(x, processed(x))) }
    let y = g.add(x, attend((g / "norm1").normalize(x, .batch()), in: g / "attn"))
    return g.output(g.add(y, processed(y)))
  }

  /// Self-attention of the pixels of a map, whose products are 1x1 convolutions in the state dict.
  private func attend(_ x: Value, in g: Scope) -> Value {
    let width = x.channels
    let qkv = (g / "qkv").convolution(x, 3 * width)
    let tokens = g.reshape(qkv, [x.shape[0], x.shape[1] * x.shape[2], 3 * width])
    let parts = (0..<3).map { g.slice(tokens, $0 * width..<($0 + 1) * width) }
    let mixed = SelfAttention(heads: heads).attend(parts[0], parts[1], parts[2], layer: 0, in: g)
    return g.output((g / "proj").convolution(g.reshape(mixed, x.shape), width))
  }
}
