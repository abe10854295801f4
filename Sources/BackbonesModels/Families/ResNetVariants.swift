internal import BackbonesGraphs

extension ResNet {
  static let variants: [String: ResNet] = [
    plain, grouped, efficientAttention, squeezeExcitation, antiAliased, revisited,
  ]
  .reduce(into: [:]) { $0.merge($1) { first, _ in first } }

  private static let plain: [String: ResNet] = [
    "resnet10t": ResNet(block: .basic, depths: [1, 1, 1, 1], stem: .tiered(width: 32), downsample: .average),
    "resnet14t": ResNet(block: .bottleneck, depths: [1, 1, 1, 1], stem: .tiered(width: 32), downsample: .average),
    "resnet18": ResNet(block: .basic, depths: [2, 2, 2, 2]),
    "resnet18d": ResNet(block: .basic, depths: [2, 2, 2, 2], stem: .deep(width: 32), downsample: .average),
    "resnet26": ResNet(block: .bottleneck, depths: [2, 2, 2, 2]),
    "resnet26d": ResNet(block: .bottleneck, depths: [2, 2, 2, 2], stem: .deep(width: 32), downsample: .average),
    "resnet26t": ResNet(block: .bottleneck, depths: [2, 2, 2, 2], stem: .tiered(width: 32), downsample: .average),
    "resnet34": ResNet(block: .basic, depths: [3, 4, 6, 3]),
    "resnet34d": ResNet(block: .basic, depths: [3, 4, 6, 3], stem: .deep(width: 32), downsample: .average),
    "resnet50": ResNet(block: .bottleneck, depths: [3, 4, 6, 3]),
    "resnet50_gn": ResNet(block: .bottleneck, depths: [3, 4, 6, 3], norm: .group()),
    "resnet50c": ResNet(block: .bottleneck, depths: [3, 4, 6, 3], stem: .deep(width: 32)),
    "resnet50d": ResNet(block: .bottleneck, depths: [3, 4, 6, 3], stem: .deep(width: 32), downsample: .average),
    "resnet50s": ResNet(block: .bottleneck, depths: [3, 4, 6, 3], stem: .deep(width: 64)),
    "resnet50t": ResNet(block: .bottleneck, depths: [3, 4, 6, 3], stem: .tiered(width: 32), downsample: .average),
    "resnet101": ResNet(block: .bottleneck, depths: [3, 4, 23, 3]),
    "resnet101c": ResNet(block: .bottleneck, depths: [3, 4, 23, 3], stem: .deep(width: 32)),
    "resnet101d": ResNet(block: .bottleneck, depths: [3, 4, 23, 3], stem: .deep(width: 32), downsample: .average),
    "resnet101s": ResNet(block: .bottleneck, depths: [3, 4, 23, 3], stem: .deep(width: 64)),
    "resnet152": ResNet(block: .bottleneck, depths: [3, 8, 36, 3]),
    "resnet152c": ResNet(block: .bottleneck, depths: [3, 8, 36, 3], stem: .deep(width: 32)),
    "resnet152d": ResNet(block: .bottleneck, depths: [3, 8, 36, 3], stem: .deep(width: 32), downsample: .average),
    "resnet152s": ResNet(block: .bottleneck, depths: [3, 8, 36, 3], stem: .deep(width: 64)),
    "resnet200": ResNet(block: .bottleneck, depths: [3, 24, 36, 3]),
    "resnet200d": ResNet(block: .bottleneck, depths: [3, 24, 36, 3], stem: .deep(width: 32), downsample: .average),
    "test_resnet": ResNet(
      block: .basic, otherBlocks: [2: .bottleneck], depths: [1, 1, 1, 1], widths: [32, 48, 48, 96],
      stem: .deep(width: 16), downsample: .average),
    "wide_resnet50_2": ResNet(block: .bottleneck, depths: [3, 4, 6, 3], baseWidth: 128),
    "wide_resnet101_2": ResNet(block: .bottleneck, depths: [3, 4, 23, 3], baseWidth: 128),
  ]

  private static let grouped: [String: ResNet] = [
    "resnext50_32x4d": ResNet(block: .bottleneck, depths: [3, 4, 6, 3], groups: 32, baseWidth: 4),
    "resnext50d_32x4d": ResNet(
      block: .bottleneck, depths: [3, 4, 6, 3], stem: .deep(width: 32), downsample: .average, groups: 32, baseWidth: 4),
    "resnext101_32x4d": ResNet(block: .bottleneck, depths: [3, 4, 23, 3], groups: 32, baseWidth: 4),
    "resnext101_32x8d": ResNet(block: .bottleneck, depths: [3, 4, 23, 3], groups: 32, baseWidth: 8),
    "resnext101_32x16d": ResNet(block: .bottleneck, depths: [3, 4, 23, 3], groups: 32, baseWidth: 16),
    "resnext101_32x32d": ResNet(block: .bottleneck, depths: [3, 4, 23, 3], groups: 32, baseWidth: 32),
    "resnext101_64x4d": ResNet(block: .bottleneck, depths: [3, 4, 23, 3], groups: 64, baseWidth: 4),
  ]

  private static let efficientAttention: [String: ResNet] = [
    "ecaresnet26t": ResNet(
      block: .bottleneck, depths: [2, 2, 2, 2], stem: .tiered(width: 32), downsample: .average, attention: .efficient),
    "ecaresnet50d": ResNet(
      block: .bottleneck, depths: [3, 4, 6, 3], stem: .deep(width: 32), downsample: .average, attention: .efficient),
    "ecaresnet50d_pruned": ResNet(
      block: .bottleneck, depths: [3, 4, 6, 3], stem: .deep(width: 32), downsample: .average, attention: .efficient,
      pruned: pruned50),
    "ecaresnet50t": ResNet(
      block: .bottleneck, depths: [3, 4, 6, 3], stem: .tiered(width: 32), downsample: .average, attention: .efficient),
    "ecaresnet101d": ResNet(
      block: .bottleneck, depths: [3, 4, 23, 3], stem: .deep(width: 32), downsample: .average, attention: .efficient),
    "ecaresnet101d_pruned": ResNet(
      block: .bottleneck, depths: [3, 4, 23, 3], stem: .deep(width: 32), downsample: .average, attention: .efficient,
      pruned: pruned101),
    "ecaresnet200d": ResNet(
      block: .bottleneck, depths: [3, 24, 36, 3], stem: .deep(width: 32), downsample: .average, attention: .efficient),
    "ecaresnet269d": ResNet(
      block: .bottleneck, depths: [3, 30, 48, 8], stem: .deep(width: 32), downsample: .average, attention: .efficient),
    "ecaresnetlight": ResNet(block: .bottleneck, depths: [1, 1, 11, 3], downsample: .average, attention: .efficient),
    "ecaresnext26t_32x4d": ResNet(
      block: .bottleneck, depths: [2, 2, 2, 2], stem: .tiered(width: 32), downsample: .average, groups: 32,
      baseWidth: 4, attention: .efficient),
    "ecaresnext50t_32x4d": ResNet(
      block: .bottleneck, depths: [3, 4, 6, 3], stem: .tiered(width: 32), downsample: .average, groups: 32,
      baseWidth: 4, attention: .efficient),
  ]

  private static let squeezeExcitation: [String: ResNet] = [
    "senet154": ResNet(
      block: .bottleneck, depths: [3, 8, 36, 3], stem: .deep(width: 64), downsample: .convolution(kernel: 3),
      groups: 64, baseWidth: 4, narrowing: 2, attention: .squeezeExcite()),
    "seresnet18": ResNet(block: .basic, depths: [2, 2, 2, 2], attention: .squeezeExcite()),
    "seresnet34": ResNet(block: .basic, depths: [3, 4, 6, 3], attention: .squeezeExcite()),
    "seresnet50": ResNet(block: .bottleneck, depths: [3, 4, 6, 3], attention: .squeezeExcite()),
    "seresnet50t": ResNet(
      block: .bottleneck, depths: [3, 4, 6, 3], stem: .tiered(width: 32), downsample: .average,
      attention: .squeezeExcite()),
    "seresnet101": ResNet(block: .bottleneck, depths: [3, 4, 23, 3], attention: .squeezeExcite()),
    "seresnet152": ResNet(block: .bottleneck, depths: [3, 8, 36, 3], attention: .squeezeExcite()),
    "seresnet152d": ResNet(
      block: .bottleneck, depths: [3, 8, 36, 3], stem: .deep(width: 32), downsample: .average,
      attention: .squeezeExcite()),
    "seresnet200d": ResNet(
      block: .bottleneck, depths: [3, 24, 36, 3], stem: .deep(width: 32), downsample: .average,
      attention: .squeezeExcite()),
    "seresnet269d": ResNet(
      block: .bottleneck, depths: [3, 30, 48, 8], stem: .deep(width: 32), downsample: .average,
      attention: .squeezeExcite()),
    "seresnext26d_32x4d": ResNet(
      block: .bottleneck, depths: [2, 2, 2, 2], stem: .deep(width: 32), downsample: .average, groups: 32, baseWidth: 4,
      attention: .squeezeExcite()),
    "seresnext26t_32x4d": ResNet(
      block: .bottleneck, depths: [2, 2, 2, 2], stem: .tiered(width: 32), downsample: .average, groups: 32,
      baseWidth: 4, attention: .squeezeExcite()),
    "seresnext50_32x4d": ResNet(
      block: .bottleneck, depths: [3, 4, 6, 3], groups: 32, baseWidth: 4, attention: .squeezeExcite()),
    "seresnext101_32x4d": ResNet(
      block: .bottleneck, depths: [3, 4, 23, 3], groups: 32, baseWidth: 4, attention: .squeezeExcite()),
    "seresnext101_32x8d": ResNet(
      block: .bottleneck, depths: [3, 4, 23, 3], groups: 32, baseWidth: 8, attention: .squeezeExcite()),
    "seresnext101_64x4d": ResNet(
      block: .bottleneck, depths: [3, 4, 23, 3], groups: 64, baseWidth: 4, attention: .squeezeExcite()),
    "seresnext101d_32x8d": ResNet(
      block: .bottleneck, depths: [3, 4, 23, 3], stem: .deep(width: 32), downsample: .average, groups: 32, baseWidth: 8,
      attention: .squeezeExcite()),
  ]

  private static let antiAliased: [String: ResNet] = [
    "resnetaa34d": ResNet(
      block: .basic, depths: [3, 4, 6, 3], stem: .deep(width: 32), downsample: .average, antiAliasing: .average),
    "resnetaa50": ResNet(block: .bottleneck, depths: [3, 4, 6, 3], antiAliasing: .average),
    "resnetaa50d": ResNet(
      block: .bottleneck, depths: [3, 4, 6, 3], stem: .deep(width: 32), downsample: .average, antiAliasing: .average),
    "resnetaa101d": ResNet(
      block: .bottleneck, depths: [3, 4, 23, 3], stem: .deep(width: 32), downsample: .average, antiAliasing: .average),
    "resnetblur18": ResNet(block: .basic, depths: [2, 2, 2, 2], antiAliasing: .blur),
    "resnetblur50": ResNet(block: .bottleneck, depths: [3, 4, 6, 3], antiAliasing: .blur),
    "resnetblur50d": ResNet(
      block: .bottleneck, depths: [3, 4, 6, 3], stem: .deep(width: 32), downsample: .average, antiAliasing: .blur),
    "resnetblur101d": ResNet(
      block: .bottleneck, depths: [3, 4, 23, 3], stem: .deep(width: 32), downsample: .average, antiAliasing: .blur),
    "seresnetaa50d": ResNet(
      block: .bottleneck, depths: [3, 4, 6, 3], stem: .deep(width: 32), downsample: .average,
      attention: .squeezeExcite(), antiAliasing: .average),
    "seresnextaa101d_32x8d": ResNet(
      block: .bottleneck, depths: [3, 4, 23, 3], stem: .deep(width: 32), downsample: .average, groups: 32, baseWidth: 8,
      attention: .squeezeExcite(), antiAliasing: .average),
    "seresnextaa201d_32x8d": ResNet(
      block: .bottleneck, depths: [3, 24, 36, 4], stem: .deep(width: 64), downsample: .average, groups: 32,
      baseWidth: 8, attention: .squeezeExcite(), antiAliasing: .average),
  ]

  private static let revisited: [String: ResNet] = [
    "resnetrs50": ResNet(
      block: .bottleneck, depths: [3, 4, 6, 3], stem: .deep(width: 32), stemPool: .convolution, downsample: .average,
      attention: .squeezeExcite(ratio: 0.25)),
    "resnetrs101": ResNet(
      block: .bottleneck, depths: [3, 4, 23, 3], stem: .deep(width: 32), stemPool: .convolution, downsample: .average,
      attention: .squeezeExcite(ratio: 0.25)),
    "resnetrs152": ResNet(
      block: .bottleneck, depths: [3, 8, 36, 3], stem: .deep(width: 32), stemPool: .convolution, downsample: .average,
      attention: .squeezeExcite(ratio: 0.25)),
    "resnetrs200": ResNet(
      block: .bottleneck, depths: [3, 24, 36, 3], stem: .deep(width: 32), stemPool: .convolution, downsample: .average,
      attention: .squeezeExcite(ratio: 0.25)),
    "resnetrs270": ResNet(
      block: .bottleneck, depths: [4, 29, 53, 4], stem: .deep(width: 32), stemPool: .convolution, downsample: .average,
      attention: .squeezeExcite(ratio: 0.25)),
    "resnetrs350": ResNet(
      block: .bottleneck, depths: [4, 36, 72, 4], stem: .deep(width: 32), stemPool: .convolution, downsample: .average,
      attention: .squeezeExcite(ratio: 0.25)),
    "resnetrs420": ResNet(
      block: .bottleneck, depths: [4, 44, 87, 4], stem: .deep(width: 32), stemPool: .convolution, downsample: .average,
      attention: .squeezeExcite(ratio: 0.25)),
  ]
}
