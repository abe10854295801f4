internal import BackbonesGraphs

// MixNet (Tan & Le 2019, arXiv:1907.09595): ReLU in the first two stages, SiLU after them.
extension EfficientNet {
  static let mixSmallStages: [[MobileBlock]] = [
    [.separable(1, 16)],
    [
      .inverted(1, 24, stride: 2, expansion: 6, expandingSplits: 2, projectingSplits: 2),
      .inverted(1, 24, expansion: 3, expandingSplits: 2, projectingSplits: 2),
    ],
    [
      .inverted(1, 40, kernel: [3, 5, 7], stride: 2, expansion: 6, seRatio: 0.5, activation: .silu),
      .inverted(
        3, 40, kernel: [3, 5], expansion: 6, seRatio: 0.5, activation: .silu, expandingSplits: 2, projectingSplits: 2),
    ],
    [
      .inverted(
        1, 80, kernel: [3, 5, 7], stride: 2, expansion: 6, seRatio: 0.25, activation: .silu, projectingSplits: 2),
      .inverted(2, 80, kernel: [3, 5], expansion: 6, seRatio: 0.25, activation: .silu, projectingSplits: 2),
    ],
    [
      .inverted(
        1, 120, kernel: [3, 5, 7], expansion: 6, seRatio: 0.5, activation: .silu, expandingSplits: 2,
        projectingSplits: 2),
      .inverted(
        2, 120, kernel: [3, 5, 7, 9], expansion: 3, seRatio: 0.5, activation: .silu, expandingSplits: 2,
        projectingSplits: 2),
    ],
    [
      .inverted(1, 200, kernel: [3, 5, 7, 9, 11], stride: 2, expansion: 6, seRatio: 0.5, activation: .silu),
      .inverted(2, 200, kernel: [3, 5, 7, 9], expansion: 6, seRatio: 0.5, activation: .silu, projectingSplits: 2),
    ],
  ]

  static let mixMediumStages: [[MobileBlock]] = [
    [.separable(1, 24)],
    [
      .inverted(1, 32, kernel: [3, 5, 7], stride: 2, expansion: 6, expandingSplits: 2, projectingSplits: 2),
      .inverted(1, 32, expansion: 3, expandingSplits: 2, projectingSplits: 2),
    ],
    [
      .inverted(1, 40, kernel: [3, 5, 7, 9], stride: 2, expansion: 6, seRatio: 0.5, activation: .silu),
      .inverted(
        3, 40, kernel: [3, 5], expansion: 6, seRatio: 0.5, activation: .silu, expandingSplits: 2, projectingSplits: 2),
    ],
    [
      .inverted(1, 80, kernel: [3, 5, 7], stride: 2, expansion: 6, seRatio: 0.25, activation: .silu),
      .inverted(
        3, 80, kernel: [3, 5, 7, 9], expansion: 6, seRatio: 0.25, activation: .silu, expandingSplits: 2,
        projectingSplits: 2),
    ],
    [
      .inverted(1, 120, expansion: 6, seRatio: 0.5, activation: .silu),
      .inverted(
        3, 120, kernel: [3, 5, 7, 9], expansion: 3, seRatio: 0.5, activation: .silu, expandingSplits: 2,
        projectingSplits: 2),
    ],
    [
      .inverted(1, 200, kernel: [3, 5, 7, 9], stride: 2, expansion: 6, seRatio: 0.5, activation: .silu),
      .inverted(3, 200, kernel: [3, 5, 7, 9], expansion: 6, seRatio: 0.5, activation: .silu, projectingSplits: 2),
    ],
  ]
}
