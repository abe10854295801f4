// The tables of mobile networks before and beside EfficientNet.
extension EfficientNet {
  /// MobileNet (Howard et al. 2017, arXiv:1704.04861).
  static let mobileNetV1Stages: [[MobileBlock]] = [
    [.separable(1, 64, skips: false, activatesOutput: true)],
    [.separable(2, 128, stride: 2, skips: false, activatesOutput: true)],
    [.separable(2, 256, stride: 2, skips: false, activatesOutput: true)],
    [.separable(6, 512, stride: 2, skips: false, activatesOutput: true)],
    [.separable(2, 1024, stride: 2, skips: false, activatesOutput: true)],
  ]

  /// MobileNetV2 (Sandler et al. 2018, arXiv:1801.04381).
  static let mobileNetV2Stages: [[MobileBlock]] = [
    [.separable(1, 16)],
    [.inverted(2, 24, stride: 2, expansion: 6)],
    [.inverted(3, 32, stride: 2, expansion: 6)],
    [.inverted(4, 64, stride: 2, expansion: 6)],
    [.inverted(3, 96, expansion: 6)],
    [.inverted(3, 160, stride: 2, expansion: 6)],
    [.inverted(1, 320, expansion: 6)],
  ]

  // MARK: MnasNet (Tan et al. 2018, arXiv:1807.11626)

  static let mnasA1Stages: [[MobileBlock]] = [
    [.separable(1, 16, skips: false)],
    [.inverted(2, 24, stride: 2, expansion: 6)],
    [.inverted(3, 40, kernel: 5, stride: 2, expansion: 3, seRatio: 0.25)],
    [.inverted(4, 80, stride: 2, expansion: 6)],
    [.inverted(2, 112, expansion: 6, seRatio: 0.25)],
    [.inverted(3, 160, kernel: 5, stride: 2, expansion: 6, seRatio: 0.25)],
    [.inverted(1, 320, expansion: 6)],
  ]

  static let mnasB1Stages: [[MobileBlock]] = [
    [.separable(1, 16, skips: false)],
    [.inverted(3, 24, stride: 2, expansion: 3)],
    [.inverted(3, 40, kernel: 5, stride: 2, expansion: 3)],
    [.inverted(3, 80, kernel: 5, stride: 2, expansion: 6)],
    [.inverted(2, 96, expansion: 6)],
    [.inverted(4, 192, kernel: 5, stride: 2, expansion: 6)],
    [.inverted(1, 320, expansion: 6, skips: false)],
  ]

  static let mnasSmallStages: [[MobileBlock]] = [
    [.separable(1, 8)],
    [.inverted(1, 16, stride: 2, expansion: 3)],
    [.inverted(2, 16, stride: 2, expansion: 6)],
    [.inverted(4, 32, kernel: 5, stride: 2, expansion: 6, seRatio: 0.25)],
    [.inverted(3, 32, expansion: 6, seRatio: 0.25)],
    [.inverted(3, 88, kernel: 5, stride: 2, expansion: 6, seRatio: 0.25)],
    [.inverted(1, 144, expansion: 6)],
  ]

  /// FBNet-C (Wu et al. 2018, arXiv:1812.03443).
  static let fbNetCStages: [[MobileBlock]] = [
    [.inverted(1, 16, expansion: 1)],
    [.inverted(1, 24, stride: 2, expansion: 6), .inverted(2, 24, expansion: 1)],
    [
      .inverted(1, 32, kernel: 5, stride: 2, expansion: 6), .inverted(1, 32, kernel: 5, expansion: 3),
      .inverted(1, 32, kernel: 5, expansion: 6), .inverted(1, 32, expansion: 6),
    ],
    [
      .inverted(1, 64, kernel: 5, stride: 2, expansion: 6), .inverted(1, 64, kernel: 5, expansion: 3),
      .inverted(2, 64, kernel: 5, expansion: 6),
    ],
    [.inverted(3, 112, kernel: 5, expansion: 6), .inverted(1, 112, kernel: 5, expansion: 3)],
    [.inverted(4, 184, kernel: 5, stride: 2, expansion: 6)],
    [.inverted(1, 352, expansion: 6)],
  ]

  /// Single-Path NAS (Stamoulis et al. 2019, arXiv:1904.02877).
  static let singlePathStages: [[MobileBlock]] = [
    [.separable(1, 16, skips: false)],
    [.inverted(3, 24, stride: 2, expansion: 3)],
    [.inverted(1, 40, kernel: 5, stride: 2, expansion: 6), .inverted(3, 40, expansion: 3)],
    [.inverted(1, 80, kernel: 5, stride: 2, expansion: 6), .inverted(3, 80, expansion: 3)],
    [.inverted(1, 96, kernel: 5, expansion: 6), .inverted(3, 96, kernel: 5, expansion: 3)],
    [.inverted(4, 192, kernel: 5, stride: 2, expansion: 6)],
    [.inverted(1, 320, expansion: 6, skips: false)],
  ]

  // MARK: MobileNet-EdgeTPU, and its second version (Akin et al. 2022, arXiv:2204.14007)

  static let edgeTPUStages: [[MobileBlock]] = [
    [.convolution(1, 16, kernel: 1)],
    [.edge(1, 32, stride: 2, expansion: 8), .edge(3, 32, expansion: 4)],
    [.edge(1, 48, stride: 2, expansion: 8), .edge(3, 48, expansion: 4)],
    [.inverted(1, 96, stride: 2, expansion: 8), .inverted(3, 96, expansion: 4)],
    [.inverted(1, 96, expansion: 8, skips: false), .inverted(3, 96, expansion: 4)],
    [.inverted(1, 160, kernel: 5, stride: 2, expansion: 8), .inverted(3, 160, kernel: 5, expansion: 4)],
    [.inverted(1, 192, expansion: 8)],
  ]

  /// - Parameters:
  ///   - c: the channels of the seven stages.
  ///   - groupSize: channels of a group in the cheaper blocks of the second and third stage.
  static func edgeTPUv2Stages(_ c: [Int], groupSize: Int) -> [[MobileBlock]] {
    [
      [.convolution(1, c[0], kernel: 1)],
      [.edge(1, c[1], stride: 2, expansion: 8), .edge(1, c[1], expansion: 4, groupSize: groupSize)],
      [
        .edge(1, c[2], stride: 2, expansion: 8), .edge(1, c[2], expansion: 4, groupSize: groupSize),
        .edge(1, c[2], expansion: 4), .edge(1, c[2], expansion: 4, groupSize: groupSize),
      ],
      [.edge(1, c[3], stride: 2, expansion: 8), .inverted(3, c[3], expansion: 4)],
      [.inverted(1, c[4], expansion: 8), .inverted(3, c[4], expansion: 4)],
      [.inverted(1, c[5], stride: 2, expansion: 8), .inverted(3, c[5], expansion: 4)],
      [.inverted(1, c[6], expansion: 8)],
    ]
  }
}
