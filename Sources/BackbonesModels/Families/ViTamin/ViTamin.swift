internal import BackbonesGraphs
internal import BackbonesTensors

/// ViTamin: two stages of inverted bottlenecks in front of a vision transformer with gated MLPs (Chen et al. 2024,
/// arXiv:2404.02132). timm 1.0.31, `models/vitamin.py`.
enum ViTamin: Family {
  static let module = "vitamin"

  static let variants = Variants<VisionTransformer> { table in
    table["vitamin_small_224"] = vitamin(64, 384, depth: 14, heads: 6)
    table["vitamin_base_224"] = vitamin(128, 768, depth: 14, heads: 12)
    for size in [224, 256, 336, 384] {
      table["vitamin_large_\(size)"] = vitamin(160, 1024, depth: 31, heads: 16)
      table["vitamin_large2_\(size)"] = vitamin(160, 1024, depth: 31, heads: 16)
    }
    for size in [256, 336, 384] {
      table["vitamin_xlarge_\(size)"] = vitamin(192, 1152, depth: 32, heads: 16, positions: .none)
    }
  }

  private static func vitamin(
    _ stem: Int, _ width: Int, depth: Int, heads: Int, positions: VisionTransformer.Positions = .allTokens
  ) -> VisionTransformer {
    .init(
      size: .init(width: width, depth: depth, heads: heads, hidden: 2 * width), patch: 1,
      backbone: MobileStages(stem: stem, width: width), projectsPatches: false, mlp: .normGatedApart,
      classToken: false, positions: positions, pooling: .average)
  }

  /// A stem, two stages of inverted bottlenecks, and a convolution to the tokens' channels, each of which halves the map.
  private struct MobileStages: PatchBackbone {
    /// Channels of the stem and the first stage; the second stage has twice as many.
    var stem: Int
    var width: Int

    func map(_ image: Value, in g: Scope) -> Value {
      let (first, stages, last) = (g / "stem", g / "stages", g / "pool")
      var x = (first / "conv1").convolution(image, stem, kernel: 3, stride: 2, bias: true)
      x = (first / "norm1").normalize(x, .layer(), activation: .gelu)
      x = first.output((first / "conv2").convolution(x, stem, kernel: 3, bias: true))
      for (stage, depth) in [2, 4].enumerated() {
        for index in 0..<depth { x = buildBlock(x, stem << stage, isFirst: index == 0, in: stages / stage / index) }
        (stages / stage).output(x)
      }
      x = (last / "norm").normalize(x, .layer())
      return g.output(last.output((last / "proj").convolution(x, width, kernel: 3, stride: 2, bias: true)))
    }

    /// An inverted bottleneck with a norm in front; the first of a stage halves the map.
    private func buildBlock(_ x: Value, _ channels: Int, isFirst: Bool, in g: Scope) -> Value {
      let inner = 4 * channels
      var y = (g / "pre_norm").normalize(x, .layer())
      y = (g / "act1").act((g / "conv1_1x1").convolution(y, inner, bias: true), .gelu)
      y = (g / "conv2_kxk").convolution(y, inner, kernel: 3, stride: isFirst ? 2 : 1, groups: inner, bias: true)
      y = (g / "conv3_1x1").convolution((g / "act2").act(y, .gelu), channels, bias: true)
      guard isFirst else { return g.output(g.add(y, x)) }
      let s = g / "shortcut"
      var shortcut = (s / "pool").output(s.pool(x, .average, kernel: 3, stride: 2, padding: .symmetric))
      if x.channels != channels { shortcut = (s / "expand").convolution(shortcut, channels, bias: true) }
      return g.output(g.add(y, s.output(shortcut)))
    }
  }
}
