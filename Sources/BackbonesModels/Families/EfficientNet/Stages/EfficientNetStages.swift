internal import BackbonesGraphs

// The papers' tables: a stage a row; its runs of blocks, each with its number, its channels and what differs from the
// usual: 3x3, stride 1.
extension EfficientNet {
  static let efficientStages: [[MobileBlock]] = [
    [.separable(1, 16, seRatio: 0.25)],
    [.inverted(2, 24, stride: 2, expansion: 6, seRatio: 0.25)],
    [.inverted(2, 40, kernel: 5, stride: 2, expansion: 6, seRatio: 0.25)],
    [.inverted(3, 80, stride: 2, expansion: 6, seRatio: 0.25)],
    [.inverted(3, 112, kernel: 5, expansion: 6, seRatio: 0.25)],
    [.inverted(4, 192, kernel: 5, stride: 2, expansion: 6, seRatio: 0.25)],
    [.inverted(1, 320, expansion: 6, seRatio: 0.25)],
  ]

  static let liteStages: [[MobileBlock]] = [
    [.separable(1, 16)],
    [.inverted(2, 24, stride: 2, expansion: 6)],
    [.inverted(2, 40, kernel: 5, stride: 2, expansion: 6)],
    [.inverted(3, 80, stride: 2, expansion: 6)],
    [.inverted(3, 112, kernel: 5, expansion: 6)],
    [.inverted(4, 192, kernel: 5, stride: 2, expansion: 6)],
    [.inverted(1, 320, expansion: 6)],
  ]

  static func conditionalStages(experts: Int) -> [[MobileBlock]] {
    Array(efficientStages.prefix(4)) + [
      [.inverted(3, 112, kernel: 5, expansion: 6, seRatio: 0.25, experts: experts)],
      [.inverted(4, 192, kernel: 5, stride: 2, expansion: 6, seRatio: 0.25, experts: experts)],
      [.inverted(1, 320, expansion: 6, seRatio: 0.25, experts: experts)],
    ]
  }

  static let edgeStages: [[MobileBlock]] = [
    [.edge(1, 24, expansion: 4, skips: false, expandedChannels: 24)],
    [.edge(2, 32, stride: 2, expansion: 8)],
    [.edge(4, 48, stride: 2, expansion: 8)],
    [.inverted(5, 96, kernel: 5, stride: 2, expansion: 8)],
    [.inverted(4, 144, kernel: 5, expansion: 8)],
    [.inverted(2, 192, kernel: 5, stride: 2, expansion: 8)],
  ]

  /// EfficientNet-X (Li et al. 2021, arXiv:2102.05610), whose first stages of wide blocks expand by `expansion`.
  static func datacenterStages(expansion: Double) -> [[MobileBlock]] {
    [
      [.separable(1, 16, seRatio: 0.25, spaceToDepth: true)],
      [.edge(2, 24, stride: 2, expansion: expansion, seRatio: 0.25, activation: .relu)],
      [.edge(2, 40, kernel: 5, stride: 2, expansion: expansion, seRatio: 0.25, activation: .relu)],
      [.inverted(3, 80, stride: 2, expansion: expansion, seRatio: 0.25)],
      [.inverted(3, 112, kernel: 5, expansion: 6, seRatio: 0.25)],
      [.inverted(4, 192, kernel: 5, stride: 2, expansion: 6, seRatio: 0.25)],
      [.inverted(1, 320, expansion: 6, seRatio: 0.25)],
    ]
  }

  // MARK: EfficientNetV2 (Tan & Le 2021, arXiv:2104.00298)

  static let v2BaseStages: [[MobileBlock]] = [
    [.convolution(1, 16, skips: true)],
    [.edge(2, 32, stride: 2, expansion: 4)],
    [.edge(2, 48, stride: 2, expansion: 4)],
    [.inverted(3, 96, stride: 2, expansion: 4, seRatio: 0.25)],
    [.inverted(5, 112, expansion: 6, seRatio: 0.25)],
    [.inverted(8, 192, stride: 2, expansion: 6, seRatio: 0.25)],
  ]

  static let v2SmallStages: [[MobileBlock]] = [
    [.convolution(2, 24, skips: true)],
    [.edge(4, 48, stride: 2, expansion: 4)],
    [.edge(4, 64, stride: 2, expansion: 4)],
    [.inverted(6, 128, stride: 2, expansion: 4, seRatio: 0.25)],
    [.inverted(9, 160, expansion: 6, seRatio: 0.25)],
    [.inverted(15, 256, stride: 2, expansion: 6, seRatio: 0.25)],
  ]

  /// timm's own reading of the paper, from before its code was released.
  static let v2EarlyStages: [[MobileBlock]] = [
    [.edge(2, 24, expansion: 1)],
    [.edge(4, 48, stride: 2, expansion: 4)],
    [.edge(4, 64, stride: 2, expansion: 4)],
    [.inverted(6, 128, stride: 2, expansion: 4, seRatio: 0.25)],
    [.inverted(9, 160, expansion: 6, seRatio: 0.25)],
    [.inverted(15, 272, stride: 2, expansion: 6, seRatio: 0.25)],
  ]

  static let v2MediumStages: [[MobileBlock]] = [
    [.convolution(3, 24, skips: true)],
    [.edge(5, 48, stride: 2, expansion: 4)],
    [.edge(5, 80, stride: 2, expansion: 4)],
    [.inverted(7, 160, stride: 2, expansion: 4, seRatio: 0.25)],
    [.inverted(14, 176, expansion: 6, seRatio: 0.25)],
    [.inverted(18, 304, stride: 2, expansion: 6, seRatio: 0.25)],
    [.inverted(5, 512, expansion: 6, seRatio: 0.25)],
  ]

  static let v2LargeStages: [[MobileBlock]] = [
    [.convolution(4, 32, skips: true)],
    [.edge(7, 64, stride: 2, expansion: 4)],
    [.edge(7, 96, stride: 2, expansion: 4)],
    [.inverted(10, 192, stride: 2, expansion: 4, seRatio: 0.25)],
    [.inverted(19, 224, expansion: 6, seRatio: 0.25)],
    [.inverted(25, 384, stride: 2, expansion: 6, seRatio: 0.25)],
    [.inverted(7, 640, expansion: 6, seRatio: 0.25)],
  ]

  static let v2ExtraLargeStages: [[MobileBlock]] = [
    [.convolution(4, 32, skips: true)],
    [.edge(8, 64, stride: 2, expansion: 4)],
    [.edge(8, 96, stride: 2, expansion: 4)],
    [.inverted(16, 192, stride: 2, expansion: 4, seRatio: 0.25)],
    [.inverted(24, 256, expansion: 6, seRatio: 0.25)],
    [.inverted(32, 512, stride: 2, expansion: 6, seRatio: 0.25)],
    [.inverted(8, 640, expansion: 6, seRatio: 0.25)],
  ]

  static let testStages: [[MobileBlock]] = [
    [.convolution(1, 16, skips: true)],
    [.edge(1, 24, stride: 2, expansion: 4)],
    [.edge(1, 32, stride: 2, expansion: 4)],
    [.inverted(1, 48, stride: 2, expansion: 4, seRatio: 0.25)],
    [.inverted(1, 64, stride: 2, expansion: 4, seRatio: 0.25)],
  ]
}
