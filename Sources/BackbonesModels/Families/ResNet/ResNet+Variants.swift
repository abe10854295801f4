internal import BackbonesGraphs

extension ResNet {
  static let variants = Variants<ResNet> { table in
    plain(&table)
    grouped(&table)
    efficientAttention(&table)
    squeezeExcitation(&table)
    antiAliased(&table)
    revisited(&table)
  }

  private static func plain(_ table: inout Variants<ResNet>) {
    table["resnet10t"] = ResNet(block: .basic, depths: [1, 1, 1, 1], stem: .tiered(width: 32), downsample: .average)
    table["resnet14t"] = ResNet(
      block: .bottleneck, depths: [1, 1, 1, 1], stem: .tiered(width: 32), downsample: .average)
    table["resnet18"] = ResNet(block: .basic, depths: [2, 2, 2, 2])
    table["resnet18d"] = ResNet(block: .basic, depths: [2, 2, 2, 2], stem: .deep(width: 32), downsample: .average)
    table["resnet26"] = ResNet(block: .bottleneck, depths: [2, 2, 2, 2])
    table["resnet26d"] = ResNet(block: .bottleneck, depths: [2, 2, 2, 2], stem: .deep(width: 32), downsample: .average)
    table["resnet26t"] = ResNet(
      block: .bottleneck, depths: [2, 2, 2, 2], stem: .tiered(width: 32), downsample: .average)
    table["resnet34"] = ResNet(block: .basic, depths: [3, 4, 6, 3])
    table["resnet34d"] = ResNet(block: .basic, depths: [3, 4, 6, 3], stem: .deep(width: 32), downsample: .average)
    table["resnet50"] = ResNet(block: .bottleneck, depths: [3, 4, 6, 3])
    table["resnet50_gn"] = ResNet(block: .bottleneck, depths: [3, 4, 6, 3], norm: .group())
    table["resnet50c"] = ResNet(block: .bottleneck, depths: [3, 4, 6, 3], stem: .deep(width: 32))
    table["resnet50d"] = ResNet(block: .bottleneck, depths: [3, 4, 6, 3], stem: .deep(width: 32), downsample: .average)
    table["resnet50s"] = ResNet(block: .bottleneck, depths: [3, 4, 6, 3], stem: .deep(width: 64))
    table["resnet50t"] = ResNet(
      block: .bottleneck, depths: [3, 4, 6, 3], stem: .tiered(width: 32), downsample: .average)
    table["resnet101"] = ResNet(block: .bottleneck, depths: [3, 4, 23, 3])
    table["resnet101c"] = ResNet(block: .bottleneck, depths: [3, 4, 23, 3], stem: .deep(width: 32))
    table["resnet101d"] = ResNet(
      block: .bottleneck, depths: [3, 4, 23, 3], stem: .deep(width: 32), downsample: .average)
    table["resnet101s"] = ResNet(block: .bottleneck, depths: [3, 4, 23, 3], stem: .deep(width: 64))
    table["resnet152"] = ResNet(block: .bottleneck, depths: [3, 8, 36, 3])
    table["resnet152c"] = ResNet(block: .bottleneck, depths: [3, 8, 36, 3], stem: .deep(width: 32))
    table["resnet152d"] = ResNet(
      block: .bottleneck, depths: [3, 8, 36, 3], stem: .deep(width: 32), downsample: .average)
    table["resnet152s"] = ResNet(block: .bottleneck, depths: [3, 8, 36, 3], stem: .deep(width: 64))
    table["resnet200"] = ResNet(block: .bottleneck, depths: [3, 24, 36, 3])
    table["resnet200d"] = ResNet(
      block: .bottleneck, depths: [3, 24, 36, 3], stem: .deep(width: 32), downsample: .average)
    table["test_resnet"] = ResNet(
      block: .basic, otherBlocks: [2: .bottleneck], depths: [1, 1, 1, 1], widths: [32, 48, 48, 96],
      stem: .deep(width: 16), downsample: .average)
    table["wide_resnet50_2"] = ResNet(block: .bottleneck, depths: [3, 4, 6, 3], baseWidth: 128)
    table["wide_resnet101_2"] = ResNet(block: .bottleneck, depths: [3, 4, 23, 3], baseWidth: 128)
  }

  private static func grouped(_ table: inout Variants<ResNet>) {
    table["resnext50_32x4d"] = ResNet(block: .bottleneck, depths: [3, 4, 6, 3], groups: 32, baseWidth: 4)
    table["resnext50d_32x4d"] = ResNet(
      block: .bottleneck, depths: [3, 4, 6, 3], stem: .deep(width: 32), downsample: .average, groups: 32, baseWidth: 4)
    table["resnext101_32x4d"] = ResNet(block: .bottleneck, depths: [3, 4, 23, 3], groups: 32, baseWidth: 4)
    table["resnext101_32x8d"] = ResNet(block: .bottleneck, depths: [3, 4, 23, 3], groups: 32, baseWidth: 8)
    table["resnext101_32x16d"] = ResNet(block: .bottleneck, depths: [3, 4, 23, 3], groups: 32, baseWidth: 16)
    table["resnext101_32x32d"] = ResNet(block: .bottleneck, depths: [3, 4, 23, 3], groups: 32, baseWidth: 32)
    table["resnext101_64x4d"] = ResNet(block: .bottleneck, depths: [3, 4, 23, 3], groups: 64, baseWidth: 4)
  }

  private static func efficientAttention(_ table: inout Variants<ResNet>) {
    table["ecaresnet26t"] = ResNet(
      block: .bottleneck, depths: [2, 2, 2, 2], stem: .tiered(width: 32), downsample: .average, attention: .efficient)
    table["ecaresnet50d"] = ResNet(
      block: .bottleneck, depths: [3, 4, 6, 3], stem: .deep(width: 32), downsample: .average, attention: .efficient)
    table["ecaresnet50d_pruned"] = ResNet(
      block: .bottleneck, depths: [3, 4, 6, 3], stem: .deep(width: 32), downsample: .average, attention: .efficient,
      pruned: pruned50)
    table["ecaresnet50t"] = ResNet(
      block: .bottleneck, depths: [3, 4, 6, 3], stem: .tiered(width: 32), downsample: .average, attention: .efficient)
    table["ecaresnet101d"] = ResNet(
      block: .bottleneck, depths: [3, 4, 23, 3], stem: .deep(width: 32), downsample: .average, attention: .efficient)
    table["ecaresnet101d_pruned"] = ResNet(
      block: .bottleneck, depths: [3, 4, 23, 3], stem: .deep(width: 32), downsample: .average, attention: .efficient,
      pruned: pruned101)
    table["ecaresnet200d"] = ResNet(
      block: .bottleneck, depths: [3, 24, 36, 3], stem: .deep(width: 32), downsample: .average, attention: .efficient)
    table["ecaresnet269d"] = ResNet(
      block: .bottleneck, depths: [3, 30, 48, 8], stem: .deep(width: 32), downsample: .average, attention: .efficient)
    table["ecaresnetlight"] = ResNet(
      block: .bottleneck, depths: [1, 1, 11, 3], downsample: .average, attention: .efficient)
    table["ecaresnext26t_32x4d"] = ResNet(
      block: .bottleneck, depths: [2, 2, 2, 2], stem: .tiered(width: 32), downsample: .average, groups: 32,
      baseWidth: 4, attention: .efficient)
    table["ecaresnext50t_32x4d"] = ResNet(
      block: .bottleneck, depths: [3, 4, 6, 3], stem: .tiered(width: 32), downsample: .average, groups: 32,
      baseWidth: 4, attention: .efficient)
  }

  private static func squeezeExcitation(_ table: inout Variants<ResNet>) {
    table["senet154"] = ResNet(
      block: .bottleneck, depths: [3, 8, 36, 3], stem: .deep(width: 64), downsample: .convolution(kernel: 3),
      groups: 64, baseWidth: 4, reduceFirst: 2, attention: .squeezeExcite())
    table["seresnet18"] = ResNet(block: .basic, depths: [2, 2, 2, 2], attention: .squeezeExcite())
    table["seresnet34"] = ResNet(block: .basic, depths: [3, 4, 6, 3], attention: .squeezeExcite())
    table["seresnet50"] = ResNet(block: .bottleneck, depths: [3, 4, 6, 3], attention: .squeezeExcite())
    table["seresnet50t"] = ResNet(
      block: .bottleneck, depths: [3, 4, 6, 3], stem: .tiered(width: 32), downsample: .average,
      attention: .squeezeExcite())
    table["seresnet101"] = ResNet(block: .bottleneck, depths: [3, 4, 23, 3], attention: .squeezeExcite())
    table["seresnet152"] = ResNet(block: .bottleneck, depths: [3, 8, 36, 3], attention: .squeezeExcite())
    table["seresnet152d"] = ResNet(
      block: .bottleneck, depths: [3, 8, 36, 3], stem: .deep(width: 32), downsample: .average,
      attention: .squeezeExcite())
    table["seresnet200d"] = ResNet(
      block: .bottleneck, depths: [3, 24, 36, 3], stem: .deep(width: 32), downsample: .average,
      attention: .squeezeExcite())
    table["seresnet269d"] = ResNet(
      block: .bottleneck, depths: [3, 30, 48, 8], stem: .deep(width: 32), downsample: .average,
      attention: .squeezeExcite())
    table["seresnext26d_32x4d"] = ResNet(
      block: .bottleneck, depths: [2, 2, 2, 2], stem: .deep(width: 32), downsample: .average, groups: 32, baseWidth: 4,
      attention: .squeezeExcite())
    table["seresnext26t_32x4d"] = ResNet(
      block: .bottleneck, depths: [2, 2, 2, 2], stem: .tiered(width: 32), downsample: .average, groups: 32,
      baseWidth: 4, attention: .squeezeExcite())
    table["seresnext50_32x4d"] = ResNet(
      block: .bottleneck, depths: [3, 4, 6, 3], groups: 32, baseWidth: 4, attention: .squeezeExcite())
    table["seresnext101_32x4d"] = ResNet(
      block: .bottleneck, depths: [3, 4, 23, 3], groups: 32, baseWidth: 4, attention: .squeezeExcite())
    table["seresnext101_32x8d"] = ResNet(
      block: .bottleneck, depths: [3, 4, 23, 3], groups: 32, baseWidth: 8, attention: .squeezeExcite())
    table["seresnext101_64x4d"] = ResNet(
      block: .bottleneck, depths: [3, 4, 23, 3], groups: 64, baseWidth: 4, attention: .squeezeExcite())
    table["seresnext101d_32x8d"] = ResNet(
      block: .bottleneck, depths: [3, 4, 23, 3], stem: .deep(width: 32), downsample: .average, groups: 32, baseWidth: 8,
      attention: .squeezeExcite())
  }

  private static func antiAliased(_ table: inout Variants<ResNet>) {
    table["resnetaa34d"] = ResNet(
      block: .basic, depths: [3, 4, 6, 3], stem: .deep(width: 32), downsample: .average, antiAliasing: .average)
    table["resnetaa50"] = ResNet(block: .bottleneck, depths: [3, 4, 6, 3], antiAliasing: .average)
    table["resnetaa50d"] = ResNet(
      block: .bottleneck, depths: [3, 4, 6, 3], stem: .deep(width: 32), downsample: .average, antiAliasing: .average)
    table["resnetaa101d"] = ResNet(
      block: .bottleneck, depths: [3, 4, 23, 3], stem: .deep(width: 32), downsample: .average, antiAliasing: .average)
    table["resnetblur18"] = ResNet(block: .basic, depths: [2, 2, 2, 2], antiAliasing: .blur)
    table["resnetblur50"] = ResNet(block: .bottleneck, depths: [3, 4, 6, 3], antiAliasing: .blur)
    table["resnetblur50d"] = ResNet(
      block: .bottleneck, depths: [3, 4, 6, 3], stem: .deep(width: 32), downsample: .average, antiAliasing: .blur)
    table["resnetblur101d"] = ResNet(
      block: .bottleneck, depths: [3, 4, 23, 3], stem: .deep(width: 32), downsample: .average, antiAliasing: .blur)
    table["seresnetaa50d"] = ResNet(
      block: .bottleneck, depths: [3, 4, 6, 3], stem: .deep(width: 32), downsample: .average,
      attention: .squeezeExcite(), antiAliasing: .average)
    table["seresnextaa101d_32x8d"] = ResNet(
      block: .bottleneck, depths: [3, 4, 23, 3], stem: .deep(width: 32), downsample: .average, groups: 32, baseWidth: 8,
      attention: .squeezeExcite(), antiAliasing: .average)
    table["seresnextaa201d_32x8d"] = ResNet(
      block: .bottleneck, depths: [3, 24, 36, 4], stem: .deep(width: 64), downsample: .average, groups: 32,
      baseWidth: 8, attention: .squeezeExcite(), antiAliasing: .average)
  }

  private static func revisited(_ table: inout Variants<ResNet>) {
    table["resnetrs50"] = ResNet(
      block: .bottleneck, depths: [3, 4, 6, 3], stem: .deep(width: 32), stemPool: .convolution, downsample: .average,
      attention: .squeezeExcite(ratio: 0.25))
    table["resnetrs101"] = ResNet(
      block: .bottleneck, depths: [3, 4, 23, 3], stem: .deep(width: 32), stemPool: .convolution, downsample: .average,
      attention: .squeezeExcite(ratio: 0.25))
    table["resnetrs152"] = ResNet(
      block: .bottleneck, depths: [3, 8, 36, 3], stem: .deep(width: 32), stemPool: .convolution, downsample: .average,
      attention: .squeezeExcite(ratio: 0.25))
    table["resnetrs200"] = ResNet(
      block: .bottleneck, depths: [3, 24, 36, 3], stem: .deep(width: 32), stemPool: .convolution, downsample: .average,
      attention: .squeezeExcite(ratio: 0.25))
    table["resnetrs270"] = ResNet(
      block: .bottleneck, depths: [4, 29, 53, 4], stem: .deep(width: 32), stemPool: .convolution, downsample: .average,
      attention: .squeezeExcite(ratio: 0.25))
    table["resnetrs350"] = ResNet(
      block: .bottleneck, depths: [4, 36, 72, 4], stem: .deep(width: 32), stemPool: .convolution, downsample: .average,
      attention: .squeezeExcite(ratio: 0.25))
    table["resnetrs420"] = ResNet(
      block: .bottleneck, depths: [4, 44, 87, 4], stem: .deep(width: 32), stemPool: .convolution, downsample: .average,
      attention: .squeezeExcite(ratio: 0.25))
  }
}
