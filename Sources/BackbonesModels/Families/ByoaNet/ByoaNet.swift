internal import BackbonesGraphs
internal import BackbonesTensors

/// "Bring your own attention": ByobNets some of whose blocks have attention of pixels to each other for a convolution.
/// BoTNet (Srinivas et al. 2021, arXiv:2101.11605), HaloNet (Vaswani et al. 2021, arXiv:2103.12731) and LambdaResNet (Bello
/// 2021, arXiv:2102.08602). timm 1.0.31, `models/byoanet.py`.
enum ByoaNet: Family {
  static let module = "byoanet"

  static let variants = Variants<ByobNet> { table in
    botNets(&table)
    haloNets(&table)
    lambdaResNets(&table)
    mixed(&table)
  }

  private static let tiered = ByobNet.Stem.stack([24, 32, 64])
  private static let pooled = ByobNet.Stem.stack([24, 32, 64], pool: .maximum)
  private static let widths = [256.0, 512, 1024, 2048]

  /// A stage of bottlenecks, whose blocks of the given numbers have attention; the first stage has no stride.
  private static func stage(
    _ depth: Int, _ channels: Double, groupSize: Int? = nil, ratio: Double = 0.25, stride: Int = 2,
    attending: [Int] = [], _ attention: MapAttention? = nil
  ) -> [ByobNet.Block] {
    (0..<depth).map { index in
      var block = ByobNet.Block(
        kind: .bottleneck, channels: channels, stride: stride, groupSize: groupSize, ratio: ratio)
      if let attention, attending.contains(index) { block.kind = .selfAttention(attention) }
      return block
    }
  }

  /// ResNet-26: attention in the second block of the third stage, and in the last stage.
  private static func resNet26(
    _ attention: MapAttention, gate: ByobNet.Attention = .none, activation: Activation = .relu, groupSize: Int? = nil
  ) -> ByobNet {
    let attending = [[], [], [1], [0, 1]]
    let stages = widths.indices.map {
      stage(2, widths[$0], groupSize: groupSize, stride: $0 == 0 ? 1 : 2, attending: attending[$0], attention)
    }
    return ByobNet(stem: pooled, stages: stages, attention: gate, activation: activation)
  }

  /// ResNet-33: attention in the last blocks of the second and third stage, and in the last stage.
  private static func resNet33(_ attention: MapAttention) -> ByobNet {
    ByobNet(
      stem: tiered,
      stages: [
        stage(2, 256, stride: 1), stage(3, 512, attending: [2], attention), stage(3, 1024, attending: [2], attention),
        stage(2, 1536, ratio: 0.333, attending: [0, 1], attention),
      ], final: 1280, attention: .channel(.squeezeExcite()), activation: .silu)
  }

  /// ResNet-50: attention in the given blocks of the second stage, and in every second one of the last two.
  private static func resNet50(
    stem: ByobNet.Stem = pooled, second: [Int] = [3], _ attention: (MapAttention, MapAttention, MapAttention)
  ) -> ByobNet {
    ByobNet(
      stem: stem,
      stages: [
        stage(3, 256, stride: 1), stage(4, 512, attending: second, attention.0),
        stage(6, 1024, attending: [1, 3, 5], attention.1), stage(3, 2048, attending: [1], attention.2),
      ], activation: .silu)
  }

  private static func botNets(_ table: inout Variants<ByobNet>) {
    let attention = MapAttention.bottleneck(BottleneckAttention())
    table["botnet26t_256"] = resNet26(attention)
    table["sebotnet33ts_256"] = resNet33(attention)
    table["botnet50ts_256"] = resNet50((attention, attention, attention))
    table["eca_botnext26ts_256"] = resNet26(
      .bottleneck(BottleneckAttention(headSize: 16)), gate: .channel(.efficient), activation: .silu, groupSize: 16)
  }

  private static func haloNets(_ table: inout Variants<ByobNet>) {
    let attention = MapAttention.halo(HaloAttention())
    let stages = zip([3, 3, 10, 3], [64.0, 128, 256, 512]).enumerated().map { index, row in
      stage(row.0, row.1, ratio: 1, stride: index == 0 ? 1 : 2, attending: Array(0..<row.0), attention)
    }
    table["halonet_h1"] = ByobNet(stem: .stack([64], kernel: 7, pool: .maximum), stages: stages)
    table["halonet26t"] = resNet26(.halo(HaloAttention(halo: 2)))
    table["sehalonet33ts"] = resNet33(attention)
    table["halonet50ts"] = resNet50((.halo(HaloAttention(heads: 4)), attention, attention))
    table["eca_halonext26ts"] = resNet26(
      .halo(HaloAttention(headSize: 16, halo: 2)), gate: .channel(.efficient), activation: .silu, groupSize: 16)

    // RegNetZ-B16.
    let small = MapAttention.halo(HaloAttention(keyRatio: 0.33, block: 7, halo: 2))
    let rows: [(depth: Int, channels: Double, attending: [Int])] = [
      (2, 48, []), (6, 96, []), (12, 192, [3, 7, 11]), (2, 288, [0, 1]),
    ]
    table["haloregnetz_b"] = ByobNet(
      stem: .convolution(32),
      stages: rows.map { stage($0.depth, $0.channels, groupSize: 16, ratio: 3, attending: $0.attending, small) },
      final: 1536, shortcut: .none, attention: .channel(.squeezeExcite(ratio: 0.25)), activation: .silu,
      widensInput: true, linear: true)
  }

  private static func lambdaResNets(_ table: inout Variants<ByobNet>) {
    let layer = MapAttention.lambda(LambdaLayer(neighbourhood: 9))
    table["lambda_resnet26t"] = resNet26(layer)
    table["lambda_resnet50ts"] = resNet50((layer, layer, layer))
    table["lambda_resnet26rpt_256"] = resNet26(.lambda(LambdaLayer()))
  }

  private static func mixed(_ table: inout Variants<ByobNet>) {
    let (halo, bottleneck) = (MapAttention.halo(HaloAttention()), MapAttention.bottleneck(BottleneckAttention()))
    table["lamhalobotnet50ts_256"] = resNet50(
      stem: tiered, second: [1, 3], (.lambda(LambdaLayer(neighbourhood: 13)), halo, bottleneck))
    table["halo2botnet50ts_256"] = resNet50(stem: tiered, second: [1, 3], (halo, halo, bottleneck))
  }
}
