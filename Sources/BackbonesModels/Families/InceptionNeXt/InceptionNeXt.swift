internal import BackbonesGraphs
internal import BackbonesTensors

/// InceptionNeXt: Yu et al. 2023 (arXiv:2303.16900), ConvNeXt with depthwise convolutions over squares and bands of some
/// channels. timm 1.0.31, `models/inception_next.py`.
struct InceptionNeXt: Architecture, Family, Hashable {
  static let module = "inception_next"

  var depths: [Int]
  var widths: [Int]
  /// The length of bands, and the part of the channels that each kind of kernel has.
  var band = 11
  var branch = 0.125

  static let variants = Variants<InceptionNeXt> { table in
    table["inception_next_atto"] = InceptionNeXt(
      depths: [2, 2, 6, 2], widths: [40, 80, 160, 320], band: 9, branch: 0.25)
    table["inception_next_tiny"] = InceptionNeXt(depths: [3, 3, 9, 3], widths: [96, 192, 384, 768])
    table["inception_next_small"] = InceptionNeXt(depths: [3, 3, 27, 3], widths: [96, 192, 384, 768])
    table["inception_next_base"] = InceptionNeXt(depths: [3, 3, 27, 3], widths: [128, 256, 512, 1024])
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    let stem = g / "stem"
    var x = (stem / 0).convolution(image, widths[0], kernel: 4, stride: 4, bias: true, padding: .none)
    x = stem.output((stem / 1).normalize(x, .batch()))
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index
      x =
        index > 0
        ? (stage / "downsample").normDownsample(x, widths[index], norm: .batch()) : (stage / "downsample").output(x)
      for number in 0..<depth { x = buildBlock(x, isLast: index == 3, in: stage / "blocks" / number) }
      stage.feature(stage.output((stage / "blocks").output(x)))
    }
    g.hidden((g / "stages").output(x))
    buildHead(x, head, in: g / "head")
  }

  private func buildBlock(_ x: Value, isLast: Bool, in g: Scope) -> Value {
    var y = mixTokens(x, in: g / "token_mixer")
    y = (g / "norm").normalize(y, .batch())
    // The paper's last stage widens by three.
    y = FeedForward(hidden: (isLast ? 3 : 4) * x.channels, convolves: true)(y, in: g / "mlp")
    return g.output(g.add(x, g.channelScale(y)))
  }

  /// Depthwise convolutions of the last channels: over squares, rows and columns. The first channels stay.
  private func mixTokens(_ x: Value, in g: Scope) -> Value {
    let width = Int(Double(x.channels) * branch)
    let kept = x.channels - 3 * width
    let kernels: [(String, ImageSize)] = [("hw", 3), ("w", ImageSize(1, band)), ("h", ImageSize(band, 1))]
    let branches = kernels.enumerated().map { index, branch in
      let part = g.slice(x, kept + index * width..<kept + (index + 1) * width)
      return (g / "dwconv_\(branch.0)").convolution(part, width, kernel: branch.1, groups: width, bias: true)
    }
    return g.output(g.concatenate([g.slice(x, 0..<kept)] + branches))
  }

  /// A layer of three times the channels before the classifier.
  private func buildHead(_ x: Value, _ head: Head, in g: Scope) {
    if head.pooling == .unpooled {
      return g.fail(.invalidOption, "this head cannot be without a pooling; it takes avg, max, avgmax or catavgmax")
    }
    var y = (g / "fc1").linear(g.poolMap(x, head), 3 * x.channels)
    y = (g / "norm").normalize((g / "act").act(y, .gelu), .layer())
    g.prelogits(y)
    g.logits(head.classes == 0 ? y : (g / "fc2").linear(y, head.classes))
  }
}
