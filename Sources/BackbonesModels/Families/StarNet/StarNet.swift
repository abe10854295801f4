internal import BackbonesGraphs
internal import BackbonesTensors

/// StarNet: the product of two linear maps of one input (Ma et al. 2024, arXiv:2403.19967). timm 1.0.31,
/// `models/starnet.py`.
struct StarNet: Architecture, Family, Hashable {
  static let module = "starnet"

  /// Channels of the first stage; each has twice those of the one before.
  var width: Int
  var depths: [Int]
  /// Inner channels per channel of a block.
  var expansion = 4

  static let variants = Variants<StarNet> { table in
    table["starnet_s050"] = StarNet(width: 16, depths: [1, 1, 3, 1], expansion: 3)
    table["starnet_s100"] = StarNet(width: 20, depths: [1, 2, 4, 1])
    table["starnet_s150"] = StarNet(width: 24, depths: [1, 2, 4, 2], expansion: 3)
    table["starnet_s1"] = StarNet(width: 24, depths: [2, 2, 8, 3])
    table["starnet_s2"] = StarNet(width: 32, depths: [1, 2, 6, 2])
    table["starnet_s3"] = StarNet(width: 32, depths: [2, 2, 8, 4])
    table["starnet_s4"] = StarNet(width: 32, depths: [3, 3, 12, 5])
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    let stem = g / "stem"
    var x = convolve(image, 32, kernel: 3, stride: 2, in: stem / 0)
    x = stem.output((stem / 1).act(x, .relu6))
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index
      x = convolve(x, width << index, kernel: 3, stride: 2, in: stage / 0)
      for number in 1...depth { x = buildBlock(x, in: stage / number) }
      stage.output(x)
      if index < depths.count - 1 { stage.feature(x) }
    }
    let normalized = (g / "norm").normalize(x, .batch())
    (g / "stages" / (depths.count - 1)).feature(
      x, taps: .init(normalized: normalized, tokens: x, normalizedTokens: normalized))
    g.hidden(normalized)
    g.classifierHead(normalized, head, classifier: g / "head", flattening: "flatten")
  }

  private func buildBlock(_ x: Value, in g: Scope) -> Value {
    let inner = expansion * x.channels
    let mixed = convolve(x, x.channels, kernel: 7, groups: x.channels, in: g / "dwconv")
    let left = convolve(mixed, inner, normalizes: false, in: g / "f1")
    let right = convolve(mixed, inner, normalizes: false, in: g / "f2")
    let star = g.multiply((g / "act").act(left, .relu6), right)
    let narrow = convolve(star, x.channels, in: g / "g")
    let y = convolve(narrow, x.channels, kernel: 7, groups: x.channels, normalizes: false, in: g / "dwconv2")
    return g.output(g.add(x, y))
  }

  /// A convolution with bias, and a norm where it has one.
  private func convolve(
    _ x: Value, _ channels: Int, kernel: ImageSize = 1, stride: Int = 1, groups: Int = 1, normalizes: Bool = true,
    in g: Scope
  ) -> Value {
    let y = (g / "conv").convolution(x, channels, kernel: kernel, stride: stride, groups: groups, bias: true)
    return g.output(normalizes ? (g / "bn").normalize(y, .batch()) : y)
  }
}
