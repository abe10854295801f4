internal import BackbonesGraphs
internal import BackbonesTensors

/// Dual path networks: Chen et al. 2017 (arXiv:1707.01629), a residual path and a dense path side by side in one map.
/// timm 1.0.31, `models/dpn.py`.
struct DPN: Architecture, Family, Hashable {
  static let module = "dpn"

  var stem = 64
  /// A stem of 3x3 and a quarter of the residual channels.
  var small = false
  var depths: [Int]
  /// Channels that each block adds to the dense path.
  var growth: [Int]
  /// Channels of the first stage's 3x3 convolutions, and their groups.
  var width: Int
  var groups = 32
  /// Whether the two paths' last convolutions are apart.
  var splits = false
  /// Of the stem and after the last stage.
  var activation = Activation.relu

  private static let norm = Normalization.batch(epsilon: 1e-3)

  static let variants = Variants<DPN> { table in
    table["dpn48b"] = DPN(
      stem: 10, small: true, depths: [3, 4, 6, 3], growth: [16, 32, 32, 64], width: 128, splits: true,
      activation: .silu)
    table["dpn68"] = DPN(stem: 10, small: true, depths: [3, 4, 12, 3], growth: [16, 32, 32, 64], width: 128)
    table["dpn68b"] = DPN(
      stem: 10, small: true, depths: [3, 4, 12, 3], growth: [16, 32, 32, 64], width: 128, splits: true)
    table["dpn92"] = DPN(depths: [3, 4, 20, 3], growth: [16, 32, 24, 128], width: 96)
    table["dpn98"] = DPN(stem: 96, depths: [3, 6, 20, 3], growth: [16, 32, 32, 128], width: 160, groups: 40)
    table["dpn107"] = DPN(stem: 128, depths: [4, 8, 20, 3], growth: [20, 64, 64, 128], width: 200, groups: 50)
    table["dpn131"] = DPN(stem: 128, depths: [4, 8, 28, 3], growth: [16, 32, 32, 128], width: 160, groups: 40)
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    let f = g / "features"
    let stemKernel: ImageSize = small ? 3 : 7
    var x = (f / "conv1_1").convNormAct(
      image, stem, kernel: stemKernel, stride: 2, norm: Self.norm, activation: activation)
    (f / "conv1_1").feature(x)
    x = (f / "conv1_pool").stemMaximum(x, blur: false)
    var last = f
    for (stage, depth) in depths.enumerated() {
      for index in 1...depth {
        last = f / "conv\(stage + 2)_\(index)"
        x = buildBlock(x, stage, isFirst: index == 1, in: last)
      }
      if stage < depths.count - 1 { last.feature(x) }
    }
    let final = f / "conv5_bn_ac"
    let normalized = final.output((final / "bn").normalize(x, Self.norm, activation: activation))
    last.feature(x, taps: .init(normalized: normalized, tokens: x, normalizedTokens: normalized))
    g.hidden(f.output(normalized))
    g.convolutionalHead(normalized, head, classifier: g / "classifier")
  }

  private func buildBlock(_ x: Value, _ stage: Int, isFirst: Bool, in g: Scope) -> Value {
    let stride = isFirst && stage > 0 ? 2 : 1
    let residual = (64 << stage) * (small ? 1 : 4)
    let (inner, growth) = (width << stage, growth[stage])
    func convolve(_ x: Value, _ channels: Int, kernel: ImageSize = 1, stride: Int = 1, groups: Int = 1, in g: Scope)
      -> Value
    {
      let y = (g / "bn").normalize(x, Self.norm, activation: .relu)
      return g.output((g / "conv").convolution(y, channels, kernel: kernel, stride: stride, groups: groups))
    }
    var shortcut = x
    if isFirst { shortcut = convolve(x, residual + 2 * growth, stride: stride, in: g / "c1x1_w_s\(stride)") }
    var y = convolve(x, inner, in: g / "c1x1_a")
    y = convolve(y, inner, kernel: 3, stride: stride, groups: groups, in: g / "c3x3_b")
    let (sum, added): (Value, Value)
    if splits {
      let c = g / "c1x1_c"
      y = c.output((c / "bn").normalize(y, Self.norm, activation: .relu))
      (sum, added) = ((g / "c1x1_c1").convolution(y, residual), (g / "c1x1_c2").convolution(y, growth))
    } else {
      y = convolve(y, residual + growth, in: g / "c1x1_c")
      (sum, added) = (g.slice(y, 0..<residual), g.slice(y, residual..<residual + growth))
    }
    return g.output(
      g.concatenate([
        g.add(g.slice(shortcut, 0..<residual), sum), g.slice(shortcut, residual..<shortcut.channels), added,
      ]))
  }
}
