internal import BackbonesGraphs
internal import BackbonesTensors

/// RepViT: a mobile network laid out as a vision transformer (Wang et al. 2023, arXiv:2307.09283). timm 1.0.31,
/// `models/repvit.py`.
struct RepViT: Architecture, Family, Hashable {
  static let module = "repvit"

  /// Channels of the first stage; each has twice those of the one before.
  var width: Int
  var depths: [Int]
  /// Where the norms of a depthwise convolution of several branches stand.
  var norms = Norms.behindSum

  enum Norms: Sendable, Hashable {
    /// Behind the sum of the branches too; the 1x1 branch has none but a bias.
    case behindSum
    /// One in each branch.
    case inBranches
  }

  static let variants = Variants<RepViT> { table in
    table["repvit_m1"] = RepViT(width: 48, depths: [2, 2, 14, 2], norms: .inBranches)
    table["repvit_m2"] = RepViT(width: 64, depths: [2, 2, 12, 2], norms: .inBranches)
    table["repvit_m3"] = RepViT(width: 64, depths: [4, 4, 18, 2], norms: .inBranches)
    table["repvit_m0_9"] = RepViT(width: 48, depths: [2, 2, 14, 2])
    table["repvit_m1_0"] = RepViT(width: 56, depths: [2, 2, 14, 2])
    table["repvit_m1_1"] = RepViT(width: 64, depths: [2, 2, 12, 2])
    table["repvit_m1_5"] = RepViT(width: 64, depths: [4, 4, 24, 4])
    table["repvit_m2_3"] = RepViT(width: 80, depths: [6, 6, 34, 2])
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    let stem = g / "stem"
    var x = convolve(image, width / 2, kernel: 3, stride: 2, in: stem / "conv1")
    x = (stem / "act1").act(x, .gelu)
    x = stem.output(convolve(x, width, kernel: 3, stride: 2, in: stem / "conv2"))
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index
      if index > 0 { x = buildDownsample(x, width << index, in: stage / "downsample") }
      for number in 0..<depth {
        x = buildBlock(x, squeezes: number % 2 == 0, in: stage / "blocks" / number)
      }
      (stage / "blocks").output(x)
      stage.feature(stage.output(x))
    }
    (g / "head").distilledHead((g / "stages").output(x), head, linear: "l")
  }

  private func buildDownsample(_ x: Value, _ channels: Int, in g: Scope) -> Value {
    let before = buildBlock(x, squeezes: false, in: g / "pre_block")
    let smaller = convolve(
      before, x.channels, kernel: 3, stride: 2, groups: x.channels, in: g / "spatial_downsample")
    let wider = convolve(smaller, channels, in: g / "channel_downsample")
    return g.output(g.add(mixChannels(wider, in: g / "ffn"), wider))
  }

  private func buildBlock(_ x: Value, squeezes: Bool, in g: Scope) -> Value {
    var y = mixTokens(x, in: g / "token_mixer")
    if squeezes { y = ChannelAttention.squeezeExcite(ratio: 1.0 / 4)(y, in: g / "se") }
    return g.output(g.add(y, mixChannels(y, in: g / "channel_mixer")))
  }

  /// RepVGG's sum (Ding et al. 2021, arXiv:2101.03697) of depthwise branches: 3x3, 1x1 and the identity.
  private func mixTokens(_ x: Value, in g: Scope) -> Value {
    let wide = convolve(x, x.channels, kernel: 3, groups: x.channels, in: g / "conv")
    switch norms {
    case .behindSum:
      let narrow = (g / "conv1").convolution(x, x.channels, groups: x.channels, bias: true)
      return g.output((g / "bn").normalize(g.add(g.add(wide, narrow), x), .batch()))
    case .inBranches:
      let narrow = convolve(x, x.channels, groups: x.channels, in: g / "conv1")
      return g.output(g.add(g.add(wide, narrow), x))
    }
  }

  private func mixChannels(_ x: Value, in g: Scope) -> Value {
    let wide = convolve(x, 2 * x.channels, in: g / "conv1")
    return g.output(convolve((g / "act").act(wide, .gelu), x.channels, in: g / "conv2"))
  }

  private func convolve(
    _ x: Value, _ channels: Int, kernel: ImageSize = 1, stride: Int = 1, groups: Int = 1, in g: Scope
  ) -> Value {
    g.convNormAct(
      x, channels, kernel: kernel, stride: stride, groups: groups, activation: .identity, named: "c")
  }
}
