internal import BackbonesGraphs
internal import BackbonesTensors

/// Res2Net: ResNets whose 3x3 convolutions are a hierarchy of narrow ones, Gao et al. 2019 (arXiv:1904.01169).
/// timm 1.0.31, `models/res2net.py`.
enum Res2Net: Family {
  static let module = "res2net"

  static let variants = Variants<ResNet> { table in
    table["res2net50_14w_8s"] = ResNet(block: .scales(8), depths: [3, 4, 6, 3], baseWidth: 14)
    table["res2net50_26w_4s"] = ResNet(block: .scales(4), depths: [3, 4, 6, 3], baseWidth: 26)
    table["res2net50_26w_6s"] = ResNet(block: .scales(6), depths: [3, 4, 6, 3], baseWidth: 26)
    table["res2net50_26w_8s"] = ResNet(block: .scales(8), depths: [3, 4, 6, 3], baseWidth: 26)
    table["res2net50_48w_2s"] = ResNet(block: .scales(2), depths: [3, 4, 6, 3], baseWidth: 48)
    table["res2net50d"] = ResNet(
      block: .scales(4), depths: [3, 4, 6, 3], stem: .deep(width: 32), downsample: .average, baseWidth: 26)
    table["res2net101_26w_4s"] = ResNet(block: .scales(4), depths: [3, 4, 23, 3], baseWidth: 26)
    table["res2net101d"] = ResNet(
      block: .scales(4), depths: [3, 4, 23, 3], stem: .deep(width: 32), downsample: .average, baseWidth: 26)
    table["res2next50"] = ResNet(block: .scales(4), depths: [3, 4, 6, 3], groups: 8, baseWidth: 4)
  }
}
