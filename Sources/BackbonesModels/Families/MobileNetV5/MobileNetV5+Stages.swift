internal import BackbonesGraphs

// The tables: a stage a row; its blocks, each with its channels, kernels and expansion.
extension MobileNetV5 {
  /// Universal blocks of one number of channels, the first with the stride, then as many pairs of attention and a universal
  /// block without kernels as said.
  private static func stage(
    _ channels: Int, _ blocks: [(start: Int, middle: Int, expansion: Double)], pairs: Int = 0,
    _ attention: MobileBlock? = nil
  ) -> [MobileBlock] {
    let universal = blocks.enumerated().map { index, block in
      MobileBlock.universal(
        1, channels, kernels: (block.start, block.middle), stride: index == 0 ? 2 : 1, expansion: block.expansion)
    }
    let pair = attention.map { [$0, .universal(1, channels, kernels: (0, 0), expansion: 2)] } ?? []
    return universal + (0..<pairs).flatMap { _ in pair }
  }

  private static let early: [[MobileBlock]] = [
    [.edge(3, 128, stride: 2, expansion: 4)],
    stage(256, [(3, 5, 6), (5, 0, 4), (3, 0, 4), (5, 0, 4), (3, 0, 4)]),
  ]

  static let baseStages: [[MobileBlock]] =
    early + [
      stage(
        512, [(5, 5, 6), (5, 0, 4), (5, 0, 4), (0, 0, 1)], pairs: 6, .attention(512, heads: 8, width: 64)),
      stage(1024, [(5, 5, 6)], pairs: 7, .attention(1024, heads: 16, width: 64)),
    ]

  static let largeStages: [[MobileBlock]] =
    early + [
      stage(
        640, [(5, 5, 6)] + Array(repeating: (5, 0, 4), count: 7) + [(0, 0, 1)], pairs: 14,
        .attention(640, heads: 12, width: 64, keyStride: 2)),
      stage(1280, [(5, 5, 6)], pairs: 19, .attention(1280, heads: 16, width: 96)),
    ]
}
