internal import BackbonesGraphs
internal import BackbonesTensors

/// EfficientNet (Tan & Le 2019, arXiv:1905.11946) and the mobile networks that are tables of the same blocks.
/// timm 1.0.31, `models/efficientnet.py`.
struct EfficientNet: Architecture, Family, Hashable {
  static let module = "efficientnet"

  var trunk: MobileTrunk
  var style = MobileStyle()
  /// Channels and taps of the first convolution.
  var stem = MobileTrunk.Channels.scaled(32)
  var stemKernel = 3
  /// Channels of the 1x1 convolution after the stages; nil for none.
  var top: MobileTrunk.Channels? = .scaled(1280)

  func build(_ image: Value, head: Head, in g: Scope) {
    let (activation, norm) = (style.activation, style.norm)
    let stem = (g / "bn1").normalize(
      (g / "conv_stem").convolution(
        image, trunk.count(stem), kernel: ImageSize(stemKernel), stride: 2, padding: style.padding),
      norm, activation: activation)
    let levels = trunk.levels(from: stem, style: style, in: g / "blocks")
    let last = levels[levels.count - 1]
    var x = last.map
    if let top {
      x = (g / "bn2").normalize((g / "conv_head").convolution(x, trunk.count(top)), norm, activation: activation)
    }
    if trunk.startsByHalving { (g / "bn1").feature(stem) }
    for level in levels.dropLast() { level.stage.feature(level.map) }
    last.stage.feature(last.map, hidden: x)
    g.hidden(x)
    g.classifierHead(x, head, classifier: g / "classifier")
  }
}
