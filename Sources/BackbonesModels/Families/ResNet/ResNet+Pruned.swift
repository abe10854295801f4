// The channels that knapsack pruning (Aflalo et al. 2020, arXiv:2002.08258) left of ecaresnet50d and ecaresnet101d.
// timm 1.0.31, `models/_pruned`.

extension ResNet {
  /// What pruning left of a stage: the channels that all its blocks share, and those inside each block.
  struct PrunedStage: Hashable {
    var channels: Int
    var inner: [Inner]

    /// Channels of the first and the second convolution of a bottleneck.
    struct Inner: Hashable {
      var first: Int
      var second: Int
    }

    init(_ channels: Int, _ inner: (Int, Int)...) {
      self.channels = channels
      self.inner = inner.map { Inner(first: $0.0, second: $0.1) }
    }
  }

  static let pruned50 = [
    PrunedStage(19, (47, 18), (52, 22), (64, 35)),
    PrunedStage(171, (85, 37), (107, 80), (120, 85), (125, 87)),
    PrunedStage(818, (198, 126), (255, 232), (256, 233), (253, 235), (256, 225), (256, 239)),
    PrunedStage(2022, (492, 237), (512, 500), (512, 490)),
  ]

  static let pruned101 = [
    PrunedStage(26, (45, 25), (53, 20), (60, 27)),
    PrunedStage(142, (81, 24), (93, 49), (102, 54), (122, 78)),
    PrunedStage(
      278, (101, 25), (239, 160), (234, 156), (250, 176), (253, 191), (251, 175), (230, 128), (244, 154), (244, 159),
      (238, 97), (244, 149), (253, 181), (245, 119), (255, 216), (256, 201), (253, 149), (254, 141), (256, 190),
      (256, 217), (255, 156), (256, 155), (256, 232), (256, 214)),
    PrunedStage(2042, (499, 289), (512, 512), (512, 502)),
  ]
}
