internal import BackbonesGraphs
internal import BackbonesTensors

/// MobileNetV3 (Howard et al. 2019, arXiv:1905.02244) and V4 (Qin et al. 2024, arXiv:2404.10518), and the networks that
/// have their head behind the pooling: LCNet (Cui et al. 2021, arXiv:2109.15099) and FBNetV3 (Dai et al. 2020,
/// arXiv:2006.02049). timm 1.0.31, `models/mobilenetv3.py`.
struct MobileNetV3: Architecture, Family, Hashable {
  static let module = "mobilenetv3"

  var trunk: MobileTrunk
  var style = MobileStyle(activation: .hardSwish)
  /// Channels of the first convolution.
  var stem = MobileTrunk.Channels.scaled(16)
  /// Channels of the convolution behind the pooling, and whether it has a bias.
  var headWidth = 1280
  var headBias = true
  /// Whether a norm follows it.
  var normalizesHead = false

  func build(_ image: Value, head: Head, in g: Scope) {
    let stem = (g / "bn1").normalize(
      (g / "conv_stem").convolution(image, trunk.count(stem), kernel: 3, stride: 2, padding: style.padding),
      style.norm, activation: style.activation)
    let levels = trunk.levels(from: stem, style: style, in: g / "blocks")
    if trunk.startsByHalving { (g / "bn1").feature(stem) }
    for level in levels { level.stage.feature(level.map) }
    g.convolutionHead(
      levels[levels.count - 1].map, head, width: headWidth, bias: headBias, norm: normalizesHead ? style.norm : nil,
      activation: style.activation)
  }
}
