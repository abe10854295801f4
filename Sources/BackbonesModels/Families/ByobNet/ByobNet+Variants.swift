internal import BackbonesGraphs

extension ByobNet {
  static let variants = Variants<ByobNet> { table in
    geNets(&table)
    repVGGs(&table)
    mobileOnes(&table)
    residual(&table)
    regNets(&table)
    clip(&table)
    table["test_byobnet"] = ByobNet(
      stem: .convolution(24),
      stages: [
        [Block(kind: .edge, channels: 32, ratio: 0.5)], [Block(kind: .dark, channels: 64, ratio: 0.5)],
        [Block(kind: .basic, channels: 128, groupSize: 32, ratio: 0.25)],
        [Block(kind: .bottleneck, channels: 256, groupSize: 64, ratio: 0.25)],
      ], shortcut: .average, attention: .channel(.squeezeExcite(ratio: 0.25)))
  }

  /// Stages of bottlenecks; the first has no stride.
  private static func bottlenecks(
    _ depths: [Int], _ channels: [Double] = [256, 512, 1024, 2048], groupSize: Int? = nil, ratio: Double = 0.25,
    strides: Bool = false
  ) -> [[Block]] {
    zip(depths, channels).enumerated().map { index, stage in
      [
        Block(
          kind: .bottleneck, count: stage.0, channels: stage.1, stride: index == 0 && !strides ? 1 : 2,
          groupSize: groupSize, ratio: ratio)
      ]
    }
  }

  private static func geNets(_ table: inout Variants<ByobNet>) {
    func geNet(_ stem: Int, _ depths: [Int], _ channels: [Double], final: Int) -> ByobNet {
      let kinds: [(kind: Kind, stride: Int, groupSize: Int?, ratio: Double)] = [
        (.basic, 2, nil, 1), (.basic, 2, nil, 1), (.bottleneck, 2, nil, 0.25), (.bottleneck, 2, 1, 3),
        (.bottleneck, 1, 1, 3),
      ]
      let stages = kinds.enumerated().map { index, row in
        [
          Block(
            kind: row.kind, count: depths[index], channels: channels[index], stride: row.stride,
            groupSize: row.groupSize, ratio: row.ratio)
        ]
      }
      return ByobNet(stem: .convolution(stem), stages: stages, final: final)
    }
    table["gernet_s"] = geNet(13, [1, 3, 7, 2, 1], [48, 48, 384, 560, 256], final: 1920)
    table["gernet_m"] = geNet(32, [1, 2, 6, 4, 1], [128, 192, 640, 640, 640], final: 2560)
    table["gernet_l"] = geNet(32, [1, 2, 6, 5, 4], [128, 192, 640, 640, 640], final: 2560)
  }

  private static func repVGGs(_ table: inout Variants<ByobNet>) {
    /// - Parameter groups: of every second block of a stage.
    func repVGG(
      _ widths: [Double], depths: [Int] = [4, 6, 16, 1], stem: Int = 64, groups: Int = 0,
      attention: Attention = .none
    ) -> ByobNet {
      let stages = zip(depths, widths).enumerated().map { index, stage in
        let channels = Double(64 << index) * stage.1
        return (0..<stage.0).map { block in
          Block(
            kind: .repVGG, channels: channels, groupSize: groups > 0 && block % 2 == 1 ? Int(channels) / groups : nil)
        }
      }
      return ByobNet(stem: .block(.repVGG, stem), stages: stages, attention: attention)
    }
    table["repvgg_a0"] = repVGG([0.75, 0.75, 0.75, 2.5], depths: [2, 4, 14, 1], stem: 48)
    table["repvgg_a1"] = repVGG([1, 1, 1, 2.5], depths: [2, 4, 14, 1])
    table["repvgg_a2"] = repVGG([1.5, 1.5, 1.5, 2.75], depths: [2, 4, 14, 1])
    table["repvgg_b0"] = repVGG(widths(1, 2.5))
    for (name, widths) in [("b1", widths(2, 4)), ("b2", widths(2.5, 5)), ("b3", widths(3, 5))] {
      table["repvgg_" + name] = repVGG(widths)
      table["repvgg_\(name)g4"] = repVGG(widths, groups: 4)
    }
    table["repvgg_d2se"] = repVGG(
      widths(2.5, 5), depths: [8, 14, 24, 1], attention: .channel(.squeezeExcite(ratio: 0.0625, divisor: 1)))
    func widths(_ first: Double, _ last: Double) -> [Double] { [first, first, first, last] }
  }

  private static func mobileOnes(_ table: inout Variants<ByobNet>) {
    /// Each layer is a depthwise block and a 1x1 one.
    ///
    /// - Parameter gated: layers at the end of each stage that have squeeze-and-excitation.
    func mobileOne(_ widths: [Double], stem: Int = 64, branches: Int = 1, gated: [Int] = [0, 0, 0, 0]) -> ByobNet {
      var entering = min(64, 64 * widths[0])
      let stages = [2, 8, 10, 1].enumerated().map { index, depth in
        (0..<depth).flatMap { layer in
          let attention: Attention? = layer >= depth - gated[index] ? .channel(.squeezeExcite()) : nil
          let channels = Double(64 << index) * widths[index]
          defer { entering = channels }
          return [
            Block(kind: .mobileOne, channels: entering, groupSize: 1, branches: branches, attention: attention),
            Block(kind: .mobileOne, channels: channels, kernel: 1, branches: branches, attention: attention),
          ]
        }
      }
      return ByobNet(stem: .block(.mobileOne, stem), stages: stages)
    }
    table["mobileone_s0"] = mobileOne([0.75, 1, 1, 2], stem: 48, branches: 4)
    table["mobileone_s1"] = mobileOne([1.5, 1.5, 2, 2.5])
    table["mobileone_s2"] = mobileOne([1.5, 2, 2.5, 4])
    table["mobileone_s3"] = mobileOne([2, 2.5, 3, 4])
    table["mobileone_s4"] = mobileOne([3, 3.5, 3.5, 4], gated: [0, 0, 5, 1])
  }

  private static func residual(_ table: inout Variants<ByobNet>) {
    let tiered = Stem.stack([24, 32, 64])
    let pooled = Stem.stack([24, 32, 64], pool: .maximum)
    for (prefix, attention) in [
      ("", .none), ("gc", .context), ("se", .channel(.squeezeExcite())), ("eca_", .channel(.efficient)),
      ("bat_", .bilinear(8)),
    ] as [(String, Attention)] {
      table[prefix + "resnext26ts"] = ByobNet(
        stem: pooled, stages: bottlenecks([2, 2, 2, 2], groupSize: 32), attention: attention, activation: .silu)
      if prefix == "bat_" { continue }
      table[prefix + "resnet33ts"] = ByobNet(
        stem: tiered, stages: bottlenecks([2, 3, 3, 2], [256, 512, 1536, 1536]), final: 1280, attention: attention,
        activation: .silu)
    }
    table["resnet32ts"] = ByobNet(
      stem: tiered, stages: bottlenecks([2, 3, 3, 2], [256, 512, 1536, 1536]), activation: .silu)
    table["gcresnet50t"] = ByobNet(stem: tiered, stages: bottlenecks([3, 4, 6, 3]), attention: .context)
    table["gcresnext50ts"] = ByobNet(
      stem: pooled, stages: bottlenecks([3, 4, 6, 3], groupSize: 32), attention: .context, activation: .silu)

    let last = Block(kind: .bottleneck, count: 4, channels: 1536, groupSize: 1)
    let quad = [16, 32, 64, 128]
    var stages = bottlenecks([2, 4, 6], [256, 512, 1536], groupSize: 32) + [[last]]
    table["resnet51q"] = ByobNet(stem: .stack(quad, bare: 2), stages: stages, final: 2048, activation: .silu)
    stages[0] = [Block(kind: .edge, channels: 256, stride: 1)]
    for index in 1...3 { stages[index][0].doubles = true }
    table["resnet61q"] = ByobNet(stem: .stack(quad), stages: stages, final: 2048, activation: .silu)
  }

  private static func regNets(_ table: inout Variants<ByobNet>) {
    /// - Parameter stem: a convolution, before stages that all have strides; or several.
    func regNetZ(
      _ depths: [Int], _ channels: [Double], group: Int, ratio: Double, stem: Stem, final: Int, evolved: Bool = false
    ) -> ByobNet {
      let strides = if case .convolution = stem { true } else { false }
      return ByobNet(
        stem: stem, stages: bottlenecks(depths, channels, groupSize: group, ratio: ratio, strides: strides),
        final: final, shortcut: .none, attention: .channel(.squeezeExcite(ratio: 0.25)), activation: .silu,
        norm: evolved ? .evoNormGroupsS0a(of: 16) : .batch(), widensInput: true, linear: true)
    }
    for evolved in [false, true] {
      let suffix = evolved ? "_evos" : ""
      for (name, ratio) in [("b16", 3.0), ("c16", 4.0)] {
        table["regnetz_" + name + suffix] = regNetZ(
          [2, 6, 12, 2], [48, 96, 192, 288], group: 16, ratio: ratio, stem: .convolution(32), final: 1536,
          evolved: evolved)
      }
      table["regnetz_d8" + suffix] = regNetZ(
        [3, 6, 12, 3], [64, 128, 256, 384], group: 8, ratio: 4, stem: .stack(evolved ? [64, 64, 64] : [24, 32, 64]),
        final: 1792, evolved: evolved)
    }
    table["regnetz_d32"] = regNetZ(
      [3, 6, 12, 3], [64, 128, 256, 384], group: 32, ratio: 4, stem: .stack([24, 32, 64]), final: 1792)
    table["regnetz_e8"] = regNetZ(
      [3, 8, 16, 3], [96, 192, 384, 512], group: 8, ratio: 4, stem: .stack([24, 32, 64]), final: 2048)
  }

  private static func clip(_ table: inout Variants<ByobNet>) {
    func resNet(_ depths: [Int], width: Double = 1, head: HeadKind) -> ByobNet {
      ByobNet(
        stem: .stack([32, 32, 64], pool: .average), stages: bottlenecks(depths), width: width, shortcut: .average,
        averages: true, head: head)
    }
    for (name, depths, width) in [
      ("50", [3, 4, 6, 3], 1), ("101", [3, 4, 23, 3], 1), ("50x4", [4, 6, 10, 6], 1.25), ("50x16", [6, 8, 18, 8], 1.5),
      ("50x64", [3, 15, 36, 10], 2),
    ] {
      table["resnet\(name)_clip"] = resNet(depths, width: width, head: .attention)
      table["resnet\(name)_clip_gap"] = resNet(depths, width: width, head: .classifier)
    }
    table["resnet50_mlp"] = resNet([3, 4, 6, 3], head: .mlp)
  }
}
