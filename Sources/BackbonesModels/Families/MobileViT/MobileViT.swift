internal import BackbonesGraphs

/// MobileViT: ByobNets with transformers among inverted bottlenecks, in which the pixels that have the same place in their
/// patches attend to each other (Mehta & Rastegari 2021, arXiv:2110.02178); in the second version attention is separable (Mehta &
/// Rastegari 2022, arXiv:2206.02680). timm 1.0.31, `models/mobilevit.py`.
enum MobileViT: Family {
  static let module = "mobilevit"

  static let variants = Variants<ByobNet> { table in
    table["mobilevit_xxs"] = first([16, 24, 48, 64, 80], transformers: [64, 80, 96], ratio: 2, final: 320)
    table["mobilevit_xs"] = first([32, 48, 64, 80, 96], transformers: [96, 120, 144], ratio: 4, final: 384)
    table["mobilevit_s"] = first([32, 64, 96, 128, 160], transformers: [144, 192, 240], ratio: 4, final: 640)
    for percent in [50, 75, 100, 125, 150, 175, 200] {
      table["mobilevitv2_" + (percent < 100 ? "0" : "") + "\(percent)"] = second(width: Double(percent) / 100)
    }
  }

  private static func first(
    _ channels: [Double], transformers: [Int], ratio: Double, final: Int
  ) -> ByobNet {
    let blocks = zip(transformers, depths).map { PatchTransformer(kind: .softmax(width: $0), depth: $1) }
    return ByobNet(
      stem: .convolution(16), stages: stages(channels, counts: [1, 3, 1, 1, 1], ratio: ratio, blocks), final: final,
      shortcut: .none, activation: .silu, widensInput: true, linear: true)
  }

  private static func second(width: Double) -> ByobNet {
    let channels = [64, 128, 256, 384, 512].map { (Double($0) * width).rounded(.down) }
    let blocks = depths.map { PatchTransformer(kind: .separable, depth: $0) }
    return ByobNet(
      stem: .convolution(Int(32 * width)), stages: stages(channels, counts: [1, 2, 1, 1, 1], ratio: 2, blocks),
      shortcut: .none, activation: .silu, widensInput: true, linear: true)
  }

  /// Transformer blocks of the last three stages.
  private static let depths = [2, 4, 3]

  /// Stages of inverted bottlenecks, a transformer behind those of the last three; the first has no stride.
  private static func stages(
    _ channels: [Double], counts: [Int], ratio: Double, _ transformers: [PatchTransformer]
  ) -> [[ByobNet.Block]] {
    channels.indices.map { index in
      let inverted = ByobNet.Block(
        kind: .bottleneck, count: counts[index], channels: channels[index], stride: index == 0 ? 1 : 2, groupSize: 1,
        ratio: ratio)
      guard index >= 2 else { return [inverted] }
      return [inverted, ByobNet.Block(kind: .patches(transformers[index - 2]), channels: channels[index])]
    }
  }
}
