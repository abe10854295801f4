internal import BackbonesGraphs
internal import BackbonesTensors

/// The stages of LowFormer (Nottebaum et al. 2024, arXiv:2409.03460) and of CPUBone: inverted bottlenecks, and in the last two
/// stages blocks that attend, in the third at half the resolution.
struct LowFormerStages: Sendable, Hashable {
  /// Channels and blocks of the stem and of each stage.
  var widths: [Int], depths: [Int]
  /// Inner channels per channel, of the stem's blocks and of those that shrink a map.
  var stemExpansion = 2, shrinkingExpansion = 6
  /// Groups of the convolutions that widen a map.
  var groups = 1
  /// What brings attention's result to the size of the map.
  var upsampling = Upsampling.transposedConvolution
  /// Whether kernels of blocks that attend have two pixels along a side.
  var hasSmallKernels = false
  /// Which convolutions of the wide blocks that attend have a norm behind them; the others have a bias.
  var normed = [false, false, true]

  enum Upsampling: Sendable, Hashable {
    case transposedConvolution
    /// The nearest pixel, after a 1x1 convolution.
    case nearest
  }

  /// The stages from an image, each a feature; `block` builds one that attends, whose keys are `stride` pixels apart.
  func callAsFunction(
    _ image: Value, in g: Scope, block: (_ x: Value, _ stride: Int, _ g: Scope) -> Value
  ) -> Value {
    let stem = g / "stem"
    var x = (stem / 0).convolutionLayer(image, widths[0], kernel: 3, stride: 2, activation: .hardSwish)
    for number in 0..<depths[0] { x = buildResidual(x, bottleneck(stemExpansion), in: stem / (number + 1)) }
    stem.output(x)
    for index in 0..<4 {
      let stage = g / "stages" / index, attends = index >= 2
      x = (stage / 0).output(
        bottleneck(shrinkingExpansion, stride: 2)(x, widths[index + 1], in: stage / 0 / "main"))
      // A stage that attends does not count the block that shrinks the map.
      for number in 1..<depths[index + 1] + (attends ? 1 : 0) {
        let next = stage / number
        x = attends ? block(x, index == 2 ? 2 : 1, next) : buildResidual(x, bottleneck(4), in: next)
      }
      stage.feature(stage.output(x))
    }
    return (g / "stages").output(x)
  }

  private func bottleneck(_ expansion: Int, stride: Int = 1) -> InvertedBottleneck {
    InvertedBottleneck(kind: .fused, expansion: expansion, stride: stride, groups: groups, activation: .hardSwish)
  }

  private func buildResidual(_ x: Value, _ block: InvertedBottleneck, in g: Scope) -> Value {
    g.output(g.add(block(x, x.channels, in: g / "main"), x))
  }

  // MARK: - The parts of a block that attends, each added to its input

  /// Convolutions as a module `g`; a map of few channels is widened by one of all channels.
  func convolve(_ x: Value, in g: Scope) -> Value {
    var block = bottleneck(4)
    if hasSmallKernels { block.kernel = 2 }
    if x.channels < 256 {
      block.biased = [true, false]
    } else {
      (block.kind, block.normed, block.biased) = (.inverted, normed, normed.map(!))
    }
    return buildResidual(x, block, in: g)
  }

  /// An MLP as a module `g`.
  func mix(_ x: Value, in g: Scope) -> Value {
    let main = g / "main"
    var y = (main / 1).convolution((main / 0).normalize(x, .group(groups: 1)), 4 * x.channels, bias: true)
    y = (main / 3).convolution((main / 2).act(y, .gelu), x.channels, bias: true)
    return g.output(g.add(main.output((main / 4).output(y)), x))
  }

  /// Attention as a module `g`, in the order of its layers.
  func attend(_ x: Value, stride: Int, isNormed: Bool = true, in g: Scope) -> Value {
    let main = g / "main"
    guard isNormed else { return g.output(g.add(attention(x, stride: stride, in: main), x)) }
    let normalized = (main / 0).normalize(x, .group(groups: 1))
    return g.output(g.add(main.output(attention(normalized, stride: stride, in: main / 1)), x))
  }

  private func attention(_ x: Value, stride: Int, in g: Scope) -> Value {
    let size = x.shape.extent, width = x.channels
    let heads = max(1, width / 2 / 30)
    let headWidth = width / heads / 2
    let kernel = hasSmallKernels ? 2 : stride > 1 ? 5 : 3
    let padded = hasSmallKernels ? g.pad(x, toPartsOf: ImageSize(stride)) : x
    let smaller = (g / "conv_proj").convolutionLayer(
      padded, width, kernel: ImageSize(kernel), stride: stride, groups: width)
    let parts = g.splitHeads(
      (g / "pwise").convolution(smaller, 3 * heads * headWidth), heads: heads, [headWidth, headWidth, headWidth])
    let y = g.attention(
      parts[0], parts[1], parts[2], heads: heads, scale: Float(1 / Double(headWidth).squareRoot()), hasHeadAxis: true)
    let larger = upsample((g / "o_proj").output(y), like: padded, by: stride, in: g / "upsampling")
    // What was rounded up is cut off.
    return g.output(g.slice(g.slice(larger, 0..<size.height, axis: 1), 0..<size.width, axis: 2))
  }

  /// A map of the channels of another, and as large as it or a little larger.
  private func upsample(_ x: Value, like map: Value, by factor: Int, in g: Scope) -> Value {
    switch upsampling {
    case .transposedConvolution:
      return g.transposedConvolution(
        x, map.channels, kernel: factor == 1 ? 3 : ImageSize(2 * factor), stride: factor, padding: max(1, factor / 2))
    case .nearest:
      let y = (g / 0).convolution(x, map.channels, bias: true)
      return g.output((g / 1).output((g / 1).resize(y, like: map)))
    }
  }
}
