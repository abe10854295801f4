internal import BackbonesGraphs

// The papers' tables: a stage a row; its runs of blocks, each with its number, its channels and what differs from the
// usual: 3x3, stride 1.
extension MobileNetV3 {
  static let largeStages: [[MobileBlock]] = [
    [.separable(1, 16, activation: .relu)],
    [
      .inverted(1, 24, stride: 2, expansion: 4, activation: .relu), .inverted(1, 24, expansion: 3, activation: .relu),
    ],
    [.inverted(3, 40, kernel: 5, stride: 2, expansion: 3, seRatio: 0.25, activation: .relu)],
    [
      .inverted(1, 80, stride: 2, expansion: 6), .inverted(1, 80, expansion: 2.5), .inverted(2, 80, expansion: 2.3),
    ],
    [.inverted(2, 112, expansion: 6, seRatio: 0.25)],
    [.inverted(3, 160, kernel: 5, stride: 2, expansion: 6, seRatio: 0.25)],
    [.convolution(1, 960, kernel: 1)],
  ]

  static let smallStages: [[MobileBlock]] = [
    [.separable(1, 16, stride: 2, seRatio: 0.25, activation: .relu)],
    [
      .inverted(1, 24, stride: 2, expansion: 4.5, activation: .relu),
      .inverted(1, 24, expansion: 3.67, activation: .relu),
    ],
    [
      .inverted(1, 40, kernel: 5, stride: 2, expansion: 4, seRatio: 0.25),
      .inverted(2, 40, kernel: 5, expansion: 6, seRatio: 0.25),
    ],
    [.inverted(2, 48, kernel: 5, expansion: 3, seRatio: 0.25)],
    [.inverted(3, 96, kernel: 5, stride: 2, expansion: 6, seRatio: 0.25)],
    [.convolution(1, 576, kernel: 1)],
  ]

  /// The same of 3x3 kernels, without squeeze-and-excitation.
  static func minimal(_ stages: [[MobileBlock]]) -> [[MobileBlock]] {
    stages.map { runs in
      runs.map { run in
        var run = run
        if run.kind != .convolution { run.kernel = 3 }
        run.seRatio = 0
        return run
      }
    }
  }

  static let lcStages: [[MobileBlock]] = {
    func separable(_ count: Int, _ channels: Int, _ kernel: MobileBlock.KernelSizes, _ stride: Int, seRatio: Double = 0)
      -> MobileBlock
    {
      .separable(
        count, channels, kernel: kernel, stride: stride, seRatio: seRatio, skips: false, activatesOutput: true)
    }
    return [
      [separable(1, 32, 3, 1)],
      [separable(2, 64, 3, 2)],
      [separable(2, 128, 3, 2)],
      [separable(1, 256, 3, 2), separable(1, 256, 5, 1)],
      [separable(4, 256, 5, 1)],
      [separable(2, 512, 5, 2, seRatio: 0.25)],
    ]
  }()

  // MARK: FBNetV3

  static let fbSmallStages: [[MobileBlock]] = [
    [.separable(2, 16)],
    [.inverted(1, 24, kernel: 5, stride: 2, expansion: 4), .inverted(3, 24, kernel: 5, expansion: 2)],
    [
      .inverted(1, 40, kernel: 5, stride: 2, expansion: 5, seRatio: 0.25),
      .inverted(4, 40, kernel: 5, expansion: 3, seRatio: 0.25),
    ],
    [.inverted(1, 72, kernel: 5, stride: 2, expansion: 5), .inverted(4, 72, expansion: 3)],
    [
      .inverted(1, 120, expansion: 5, seRatio: 0.25), .inverted(5, 120, kernel: 5, expansion: 3, seRatio: 0.25),
    ],
    [
      .inverted(1, 184, stride: 2, expansion: 6, seRatio: 0.25),
      .inverted(5, 184, kernel: 5, expansion: 4, seRatio: 0.25),
      .inverted(1, 224, kernel: 5, expansion: 6, seRatio: 0.25),
    ],
    [.convolution(1, 1344, kernel: 1)],
  ]

  static let fbMediumStages: [[MobileBlock]] = [
    [.separable(2, 16)],
    [.inverted(1, 24, stride: 2, expansion: 5), .inverted(5, 24, expansion: 2)],
    [
      .inverted(1, 40, kernel: 5, stride: 2, expansion: 4, seRatio: 0.25),
      .inverted(4, 40, expansion: 3, seRatio: 0.25),
    ],
    [.inverted(1, 72, stride: 2, expansion: 5), .inverted(4, 72, expansion: 3)],
    [
      .inverted(1, 128, expansion: 5, seRatio: 0.25), .inverted(6, 128, kernel: 5, expansion: 3, seRatio: 0.25),
    ],
    [
      .inverted(1, 208, stride: 2, expansion: 6, seRatio: 0.25),
      .inverted(5, 208, kernel: 5, expansion: 5, seRatio: 0.25),
      .inverted(1, 240, kernel: 5, expansion: 6, seRatio: 0.25),
    ],
    [.convolution(1, 1440, kernel: 1)],
  ]

  static let fbLargeStages: [[MobileBlock]] = [
    [.separable(3, 24)],
    [.inverted(1, 40, kernel: 5, stride: 2, expansion: 4), .inverted(4, 40, kernel: 5, expansion: 2)],
    [
      .inverted(1, 56, kernel: 5, stride: 2, expansion: 4, seRatio: 0.25),
      .inverted(4, 56, kernel: 5, expansion: 3, seRatio: 0.25),
    ],
    [.inverted(1, 104, kernel: 5, stride: 2, expansion: 5), .inverted(4, 104, expansion: 3)],
    [
      .inverted(1, 160, expansion: 5, seRatio: 0.25), .inverted(8, 160, kernel: 5, expansion: 3, seRatio: 0.25),
    ],
    [
      .inverted(1, 264, stride: 2, expansion: 6, seRatio: 0.25),
      .inverted(6, 264, kernel: 5, expansion: 5, seRatio: 0.25),
      .inverted(2, 288, kernel: 5, expansion: 6, seRatio: 0.25),
    ],
    [.convolution(1, 1728, kernel: 1)],
  ]

  // MARK: MobileNetV4

  /// Universal blocks of one number of channels, as sides of their two kernels; the first run has the stride.
  private static func universal(
    _ channels: Int, _ runs: [(count: Int, start: Int, middle: Int, expansion: Double)]
  ) -> [MobileBlock] {
    runs.enumerated().map { index, run in
      .universal(
        run.count, channels, kernels: (run.start, run.middle), stride: index == 0 ? 2 : 1, expansion: run.expansion)
    }
  }

  /// The same, and as many blocks of attention as said, each before one of the last universal blocks.
  private static func hybrid(
    _ channels: Int, _ runs: [(count: Int, start: Int, middle: Int, expansion: Double)], _ attention: MobileBlock
  ) -> [MobileBlock] {
    let blocks = universal(channels, runs)
    return blocks.dropLast(4) + blocks.suffix(4).flatMap { [attention, $0] }
  }

  static let v4SmallStages: [[MobileBlock]] = {
    func halving(_ channels: Int) -> MobileBlock {
      var block = MobileBlock.convolution(1, channels)
      block.stride = 2
      return block
    }
    return [
      [halving(32), .convolution(1, 32, kernel: 1)],
      [halving(96), .convolution(1, 64, kernel: 1)],
      universal(96, [(1, 5, 5, 3), (4, 0, 3, 2), (1, 3, 0, 4)]),
      universal(128, [(1, 3, 3, 6), (1, 5, 5, 4), (1, 0, 5, 4), (1, 0, 5, 3), (2, 0, 3, 4)]),
      [.convolution(1, 960, kernel: 1)],
    ]
  }()

  static let v4MediumStages: [[MobileBlock]] = [
    [.edge(1, 48, stride: 2, expansion: 4)],
    universal(80, [(1, 3, 5, 4), (1, 3, 3, 2)]),
    universal(
      160, [(1, 3, 5, 6), (2, 3, 3, 4), (1, 3, 5, 4), (1, 3, 3, 4), (1, 3, 0, 4), (1, 0, 0, 2), (1, 3, 0, 4)]),
    universal(
      256,
      [
        (1, 5, 5, 6), (1, 5, 5, 4), (2, 3, 5, 4), (1, 0, 0, 4), (1, 3, 0, 4), (1, 3, 5, 2), (1, 5, 5, 4), (2, 0, 0, 4),
        (1, 5, 0, 2),
      ]),
    [.convolution(1, 960, kernel: 1)],
  ]

  static let v4LargeStages: [[MobileBlock]] = [
    [.edge(1, 48, stride: 2, expansion: 4)],
    universal(96, [(1, 3, 5, 4), (1, 3, 3, 4)]),
    universal(192, [(1, 3, 5, 4), (3, 3, 3, 4), (1, 3, 5, 4), (5, 5, 3, 4), (1, 3, 0, 4)]),
    universal(
      512,
      [(1, 5, 5, 4), (3, 5, 5, 4), (1, 5, 0, 4), (1, 5, 3, 4), (2, 5, 0, 4), (1, 5, 3, 4), (1, 5, 5, 4), (3, 5, 0, 4)]),
    [.convolution(1, 960, kernel: 1)],
  ]

  static let v4HybridMediumStages: [[MobileBlock]] = [
    [.edge(1, 48, stride: 2, expansion: 4)],
    universal(80, [(1, 3, 5, 4), (1, 3, 3, 2)]),
    hybrid(
      160,
      [
        (1, 3, 5, 6), (1, 0, 0, 2), (1, 3, 3, 4), (1, 3, 5, 4), (1, 3, 3, 4), (1, 3, 0, 4), (1, 3, 3, 4), (1, 3, 0, 4),
      ], .attention(160, heads: 4, width: 64, keyStride: 2)),
    hybrid(
      256,
      [
        (1, 5, 5, 6), (1, 5, 5, 4), (2, 3, 5, 4), (1, 0, 0, 2), (1, 3, 5, 2), (1, 0, 0, 2), (1, 0, 0, 4), (1, 3, 0, 4),
        (1, 5, 5, 4), (1, 5, 0, 4), (1, 5, 0, 4),
      ], .attention(256, heads: 4, width: 64)),
    [.convolution(1, 960, kernel: 1)],
  ]

  static let v4HybridLargeStages: [[MobileBlock]] = [
    [.edge(1, 48, stride: 2, expansion: 4)],
    universal(96, [(1, 3, 5, 4), (1, 3, 3, 4)]),
    hybrid(
      192,
      [
        (1, 3, 5, 4), (3, 3, 3, 4), (1, 3, 5, 4), (2, 5, 3, 4), (1, 5, 3, 4), (1, 5, 3, 4), (1, 5, 3, 4), (1, 3, 0, 4),
      ], .attention(192, heads: 8, width: 48, keyStride: 2)),
    hybrid(
      512,
      [
        (1, 5, 5, 4), (3, 5, 5, 4), (1, 5, 0, 4), (1, 5, 3, 4), (2, 5, 0, 4), (1, 5, 3, 4), (1, 5, 5, 4), (1, 5, 0, 4),
        (1, 5, 0, 4), (1, 5, 0, 4), (1, 5, 0, 4),
      ], .attention(512, heads: 8, width: 64)),
    [.convolution(1, 960, kernel: 1)],
  ]
}
