/// What knapsack pruning (Aflalo et al. 2020, arXiv:2002.08258) left of EfficientNet's blocks: channels inside, between
/// the layers of squeeze-and-excitation, and out; a stage a row.
extension EfficientNet {
  static let b1Pruned: [[MobileBlock.Widths]] = [
    [.init(32, 8, 16), .init(16, 4, 16)],
    [.init(48, 4, 12), .init(62, 6, 12), .init(48, 6, 12)],
    [.init(70, 6, 35), .init(61, 10, 35), .init(51, 10, 35)],
    [.init(175, 10, 74), .init(188, 20, 74), .init(137, 20, 74), .init(164, 20, 74)],
    [.init(399, 20, 67), .init(201, 28, 67), .init(160, 28, 67), .init(213, 28, 67)],
    [.init(637, 27, 192), .init(806, 48, 192), .init(798, 48, 192), .init(891, 48, 192), .init(990, 48, 192)],
    [.init(1152, 48, 320), .init(1912, 80, 320)],
  ]

  static let b2Pruned: [[MobileBlock.Widths]] = [
    [.init(32, 8, 16), .init(16, 4, 16)],
    [.init(54, 4, 17), .init(69, 6, 17), .init(61, 6, 17)],
    [.init(86, 6, 42), .init(72, 12, 42), .init(98, 12, 42)],
    [.init(245, 12, 85), .init(274, 22, 85), .init(254, 22, 85), .init(292, 22, 85)],
    [.init(502, 22, 116), .init(315, 30, 116), .init(354, 30, 116), .init(443, 30, 116)],
    [.init(719, 30, 208), .init(1148, 52, 208), .init(1160, 52, 208), .init(1182, 52, 208), .init(1228, 52, 208)],
    [.init(1248, 52, 352), .init(2112, 88, 352)],
  ]

  static let b3Pruned: [[MobileBlock.Widths]] = [
    [.init(40, 10, 24), .init(24, 6, 24)],
    [.init(27, 6, 12), .init(49, 8, 12), .init(48, 8, 12)],
    [.init(83, 8, 40), .init(90, 12, 40), .init(85, 12, 40)],
    [.init(215, 12, 93), .init(261, 24, 93), .init(219, 24, 93), .init(254, 24, 93), .init(236, 24, 93)],
    [.init(480, 24, 120), .init(235, 34, 120), .init(217, 34, 120), .init(226, 33, 120), .init(340, 34, 120)],
    [
      .init(802, 34, 232), .init(1030, 58, 232), .init(924, 58, 232), .init(1016, 58, 232), .init(1130, 58, 232),
      .init(1266, 58, 232),
    ],
    [.init(1392, 58, 384), .init(2301, 96, 384)],
  ]
}
