internal import BackbonesGraphs

/// RepGhostNet: features are reused by adding them to a cheap convolution's (Chen et al. 2022, arXiv:2211.06088). timm
/// 1.0.31, `models/repghost.py`.
enum RepGhost: Family {
  static let module = "repghost"

  private typealias Block = GhostNet.Block

  private static let stages = [
    [Block(3, 8, 16, 0, 1)],
    [Block(3, 24, 24, 0, 2)],
    [Block(3, 36, 24, 0, 1)],
    [Block(5, 36, 40, 0.25, 2)],
    [Block(5, 60, 40, 0.25, 1)],
    [Block(3, 120, 80, 0, 2)],
    [
      Block(3, 100, 80, 0, 1), Block(3, 120, 80, 0, 1), Block(3, 120, 80, 0, 1), Block(3, 240, 112, 0.25, 1),
      Block(3, 336, 112, 0.25, 1),
    ],
    [Block(5, 336, 160, 0.25, 2)],
    [Block(5, 480, 160, 0, 1), Block(5, 480, 160, 0.25, 1), Block(5, 480, 160, 0, 1), Block(5, 480, 160, 0.25, 1)],
  ]

  static let variants = Variants<GhostNet> { table in
    for (suffix, width) in [
      ("050", 0.5), ("058", 0.58), ("080", 0.8), ("100", 1), ("111", 1.11), ("130", 1.3), ("150", 1.5), ("200", 2),
    ] {
      table["repghostnet_\(suffix)"] = GhostNet(width: width, kind: .additive, stages: stages)
    }
  }
}
