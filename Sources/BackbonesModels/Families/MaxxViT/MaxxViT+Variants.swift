internal import BackbonesGraphs

extension MaxxViT {
  /// Blocks as they are configured together.
  private typealias Style = (convolution: Convolution, attention: Attention)

  static let variants = Variants<MaxxViT> { table in
    func add(_ name: String, _ sizes: Int..., variant: MaxxViT, _ change: (inout MaxxViT) -> Void = { _ in }) {
      var variant = variant
      change(&variant)
      for size in sizes { table["\(name)_\(size)"] = variant }
    }
    let network = Attention.Positions.network(hidden: 512)
    let tiny = [2, 2, 5, 2], short = [1, 2, 3, 1], large = [2, 6, 14, 2]

    // The CoAtNets of the paper.
    let sizes: [(width: Int, depths: [Int], stem: Int)] = [
      (96, [2, 3, 5, 2], 64), (96, large, 64), (128, large, 128), (192, large, 192), (192, [2, 12, 28, 2], 192),
      (256, [2, 12, 28, 2], 192),
    ]
    for (number, row) in sizes.enumerated() {
      add("coatnet_\(number)", 224, variant: coatnet(row.width, row.depths, stem: row.stem, paper)) {
        if number == 5 { $0.widths[2] = 1280 }
        ($0.stem, $0.headWidth) = ([row.stem, row.stem], $0.widths[3])
      }
    }

    // CoAtNets of timm's own, made as Ross Wightman read the paper, and later as his MaxViTs are.
    let nano = [3, 4, 6, 3], deeper = [2, 3, 7, 2]
    add("coatnet_0_rw", 224, variant: coatnet(96, deeper, stem: 32, first(isEarly: true, poolsFirst: true)))
    add("coatnet_1_rw", 224, variant: coatnet(96, large, stem: 32, first(isEarly: true)))
    add("coatnet_2_rw", 224, variant: coatnet(128, large, stem: 64, first(.silu)))
    add("coatnet_3_rw", 224, variant: coatnet(192, large, stem: 96, first(.silu))) { $0.attention.layerScale = true }
    add("coatnet_bn_0_rw", 224, variant: coatnet(96, deeper, stem: 32, first(isEarly: true))) {
      $0.attention.norm = .batch(epsilon: 1e-6)
    }
    add("coatnet_rmlp_0_rw", 224, variant: coatnet(96, deeper, stem: 32, first())) {
      $0.attention.positions = network
    }
    add("coatnet_rmlp_1_rw", 224, variant: coatnet(96, large, stem: 32, first(isEarly: true, poolsFirst: true))) {
      $0.attention.positions = .network(hidden: 384)
      ($0.convolution.pool, $0.attention.pool) = (.maximum, .maximum)
    }
    add("coatnet_rmlp_1_rw2", 224, variant: coatnet(96, large, stem: 32, first())) { $0.attention.positions = network }
    add("coatnet_rmlp_2_rw", 224, 384, variant: coatnet(128, large, stem: 64, first(.silu))) {
      ($0.attention.layerScale, $0.attention.positions) = (true, network)
    }
    add("coatnet_rmlp_3_rw", 224, variant: coatnet(192, large, stem: 96, first(.silu))) {
      ($0.attention.layerScale, $0.attention.positions) = (true, network)
    }
    add("coatnet_nano_cc", 224, variant: coatnet(64, nano, stem: 32, first(poolsFirst: true))) {
      for stage in [2, 3] { $0.stages[stage] = [.convolution, .transformer] }
    }
    let later = second(bias: true, squeezeRatio: 0.25)
    add("coatnet_pico_rw", 224, variant: coatnet(64, [2, 3, 5, 2], stem: 32, later))
    add("coatnet_nano_rw", 224, variant: coatnet(64, nano, stem: 32, later)) { $0.convolution.poolsFirst = true }
    add("coatnet_rmlp_nano_rw", 224, variant: coatnet(64, nano, stem: 32, later)) {
      $0.attention.positions = .network(hidden: 384)
    }
    add("coatnext_nano_rw", 224, variant: coatnet(64, nano, stem: 32, next))

    // The MaxViTs of the paper, with TensorFlow's layers.
    let names = ["tiny", "small", "base", "large", "xlarge"]
    let papers: [(width: Int, depths: [Int], stem: Int)] = [
      (64, tiny, 64), (96, tiny, 64), (96, large, 64), (128, large, 128), (192, large, 192),
    ]
    for (name, row) in zip(names, papers) {
      add("maxvit_\(name)_tf", 224, 384, 512, variant: maxvit(row.width, row.depths, stem: row.stem, tensorFlow)) {
        ($0.stem, $0.stemBias, $0.headWidth) = ([row.stem, row.stem], true, 8 * row.width)
      }
    }

    // MaxViTs of timm's own.
    add("maxvit_pico_rw", 256, variant: maxvit(32, tiny, stem: 24, second())) { $0.stem[1] = 32 }
    add("maxvit_nano_rw", 256, variant: maxvit(64, short, stem: 32, second()))
    add("maxvit_tiny_rw", 224, 256, variant: maxvit(64, tiny, stem: 32, second()))
    add("maxvit_tiny_pm", 256, variant: maxvit(64, tiny, stem: 32, second())) {
      $0.stages = Array(repeating: [.parallel], count: 4)
    }
    add("maxvit_rmlp_pico_rw", 256, variant: maxvit(32, tiny, stem: 24, second())) {
      ($0.stem[1], $0.attention.positions) = (32, network)
    }
    add("maxvit_rmlp_nano_rw", 256, variant: maxvit(64, short, stem: 32, second())) { $0.attention.positions = network }
    add("maxvit_rmlp_tiny_rw", 256, variant: maxvit(64, tiny, stem: 32, second())) { $0.attention.positions = network }
    add("maxvit_rmlp_small_rw", 224, 256, variant: maxvit(96, tiny, stem: 32, second())) {
      ($0.attention.layerScale, $0.attention.positions) = (true, network)
    }
    add("maxvit_rmlp_base_rw", 224, 384, variant: maxvit(96, large, stem: 32, second())) {
      ($0.attention.positions, $0.headWidth) = (network, 768)
    }

    // With ConvNeXt's blocks, and in the second version without windows.
    func scaled(_ variant: inout MaxxViT) {
      (variant.attention.layerScale, variant.attention.positions) = (true, network)
    }
    add("maxxvit_rmlp_nano_rw", 256, variant: maxvit(64, short, stem: 32, next), scaled)
    add("maxxvit_rmlp_tiny_rw", 256, variant: maxvit(64, tiny, stem: 32, next), scaled)
    add("maxxvit_rmlp_small_rw", 256, variant: maxvit(96, tiny, stem: 48, next), scaled)
    func withoutWindows(_ variant: inout MaxxViT) {
      scaled(&variant)
      variant.attention.skipsWindows = true
    }
    add("maxxvitv2_nano_rw", 256, variant: maxvit(96, short, stem: 48, next)) {
      withoutWindows(&$0)
      $0.attention.positions = .table
    }
    add("maxxvitv2_rmlp_base_rw", 224, 384, variant: maxvit(128, [2, 6, 12, 2], stem: 64, next), withoutWindows)
    add("maxxvitv2_rmlp_large_rw", 224, variant: maxvit(160, [2, 6, 16, 2], stem: 80, next)) {
      withoutWindows(&$0)
      $0.headWidth = 1280
    }

    for (name, var variant) in [
      ("test_maxvit", maxvit(32, [1, 1, 1, 1], stem: 16, second())),
      ("test_coatnet", coatnet(32, [1, 1, 2, 1], stem: 16, later)),
    ] {
      variant.widths = [32, 64, 96, 128]
      variant.convolution.poolsFirst = name == "test_coatnet"
      table[name] = variant
    }
  }

  /// - Parameter stem: channels of the stem's first convolution; the second has twice as many.
  private static func coatnet(_ width: Int, _ depths: [Int], stem: Int, _ style: Style) -> MaxxViT {
    MaxxViT(
      widths: (0..<4).map { width << $0 }, depths: depths, stem: [stem, 2 * stem],
      stages: [[.convolution], [.convolution], [.transformer], [.transformer]], convolution: style.convolution,
      attention: style.attention)
  }

  private static func maxvit(_ width: Int, _ depths: [Int], stem: Int, _ style: Style) -> MaxxViT {
    var variant = coatnet(width, depths, stem: stem, style)
    variant.stages = Array(repeating: [.multiAxis], count: 4)
    return variant
  }

  private static var paper: Style { (Convolution(), Attention()) }

  /// timm's first models. Where squeeze-and-excitation stands before the norm, transformers' shortcuts have no bias.
  private static func first(
    _ squeezeActivation: Activation = .relu, isEarly: Bool = false, poolsFirst: Bool = false
  ) -> Style {
    (
      Convolution(
        expandsOutput: false, activatesInput: true, bias: false, poolsFirst: poolsFirst,
        squeeze: .init(activation: squeezeActivation, isEarly: isEarly), activation: .silu),
      Attention(expandsFirst: false, shortcutBias: !isEarly)
    )
  }

  /// Its later ones.
  private static func second(bias: Bool = false, squeezeRatio: Double = 1.0 / 16) -> Style {
    (
      Convolution(expandsOutput: false, bias: bias, squeeze: .init(ratio: squeezeRatio), activation: .silu),
      Attention(expandsFirst: false)
    )
  }

  private static var next: Style {
    (Convolution(kind: .next, norm: .layer()), Attention(expandsFirst: false))
  }

  private static var tensorFlow: Style {
    (
      Convolution(activation: .geluTanh, norm: .batch(epsilon: 1e-3), padding: .same),
      Attention(positions: .keyTable, norm: .layer(epsilon: 1e-5), activation: .geluTanh, hasHeadsLast: true)
    )
  }
}
