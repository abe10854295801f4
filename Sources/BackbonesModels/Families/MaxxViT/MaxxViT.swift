internal import BackbonesGraphs
internal import BackbonesTensors

/// Stages of convolutions and of attention. CoAtNet: Dai et al. 2021 (arXiv:2106.04803), whose last two stages are transformers
/// over all pixels. MaxViT: Tu et al. 2022 (arXiv:2204.01697), in whose blocks a convolution, windows of neighbours and grids of
/// distant pixels take turns; MaxxViT has ConvNeXt's blocks for its convolutions, and the second version no windows.
/// timm 1.0.31, `models/maxxvit.py`.
struct MaxxViT: Architecture, Family, Hashable {
  static let module = "maxxvit"

  var widths: [Int]
  var depths: [Int]
  /// Channels of the stem's two convolutions, and whether these have biases.
  var stem: [Int]
  var stemBias = false
  /// The blocks that each stage begins with; the last one is repeated.
  var stages: [[Block]]
  var convolution = Convolution()
  var attention = Attention()
  /// Channels of a layer before the classifier, with its norm behind the pooling, where there is one.
  var headWidth: Int?

  enum Block: Sendable {
    case convolution
    /// Attention of all pixels to each other.
    case transformer
    /// A convolution, windows, a grid.
    case multiAxis
    /// Two convolutions, then windows and a grid at once.
    case parallel
  }

  // Windows and tables of positions follow the size of the image.
  var takesOutputStride: Bool { false }

  /// What images' sides are multiples of, so that every map is made of windows.
  private static let imageMultiple = 32

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = (g / "stem" / "conv1").convolution(
      image, stem[0], kernel: 3, stride: 2, bias: stemBias, padding: convolution.padding)
    x = (g / "stem" / "norm1").normalize(x, convolution.norm, activation: convolution.activation)
    x = (g / "stem" / "conv2").convolution(x, stem[1], kernel: 3, bias: stemBias, padding: convolution.padding)
    (g / "stem").feature((g / "stem").output(x))
    let size = image.shape.extent
    let window = ImageSize(size.height / Self.imageMultiple, size.width / Self.imageMultiple)
    var map = ImageSize(size.height / 2, size.width / 2)
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index
      map = ImageSize((map.height - 1) / 2 + 1, (map.width - 1) / 2 + 1)
      for number in 0..<depth {
        let block = stages[index][min(number, stages[index].count - 1)]
        x = build(block, x, widths[index], stride: number == 0 ? 2 : 1, window, in: stage / "blocks" / number)
        guard x.shape.extent == map else { return refuse(size, in: g) }
      }
      x = stage.output((stage / "blocks").output(x))
      if index < depths.count - 1 { stage.feature(x) }
    }
    buildHead((g / "stages").output(x), head, last: g / "stages" / (depths.count - 1), in: g)
  }

  private func buildHead(_ x: Value, _ head: Head, last: Scope, in g: Scope) {
    if let headWidth {
      last.feature(x)
      g.hidden((g / "norm").output(x))
      NormHead(norm: attention.norm, width: headWidth, activation: .tanh)(x, head, in: g / "head")
    } else {
      let y = (g / "norm").normalize(x, attention.norm)
      last.feature(x, taps: .init(normalized: y, tokens: x, normalizedTokens: y))
      g.hidden(y)
      (g / "head").classifierHead(y, head, classifier: g / "head" / "fc")
    }
  }

  private func refuse(_ size: ImageSize, in g: Scope) {
    g.fail(
      .shape,
      "images of \(size) have maps that halve to no whole number; it takes sides that are multiples of "
        + "\(Self.imageMultiple)")
  }

  /// A block; `window` is that of windows, and the number of pixels in a grid.
  private func build(
    _ block: Block, _ x: Value, _ channels: Int, stride: Int, _ window: ImageSize, in g: Scope
  ) -> Value {
    guard block == .multiAxis || block == .parallel else {
      return block == .convolution
        ? convolution.build(x, channels, stride: stride, in: g)
        : attention.buildTransformer(x, channels, stride: stride, in: g)
    }
    var y: Value
    if block == .parallel {
      y = convolution.build(x, channels, stride: stride, in: g / "conv" / 0)
      y = (g / "conv").output(convolution.build(y, channels, stride: 1, in: g / "conv" / 1))
    } else {
      y = convolution.build(x, channels, stride: stride, in: g / "conv")
    }
    let map = y.shape.extent
    guard window.area > 0, map.height % window.height == 0, map.width % window.width == 0 else {
      g.fail(
        .shape,
        "windows of \(window) do not divide a map of \(map); it takes images whose sides are multiples of "
          + "\(Self.imageMultiple)")
      return y
    }
    if block == .parallel { return g.output(attention.buildParallel(y, window, in: g / "attn")) }
    if !attention.skipsWindows { y = attention.build(y, .windows(window), in: g / "attn_block") }
    return g.output(attention.build(y, .grid(window), in: g / "attn_grid"))
  }
}
