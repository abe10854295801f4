internal import BackbonesGraphs
internal import BackbonesTensors

/// EdgeNeXt: ConvNeXt's blocks with kernels that grow from stage to stage, and at the end of a stage one whose channels attend
/// to each other (Maaz et al. 2022, arXiv:2206.10589). timm 1.0.31, `models/edgenext.py`.
struct EdgeNeXt: Architecture, Family, Hashable {
  static let module = "edgenext"

  var widths: [Int]
  var depths = [3, 3, 9, 3]
  var heads = 8
  /// Whether patches overlap, blocks themselves shrink maps, and convolutions have no biases (Wightman's variant).
  var overlaps = false

  static let variants = Variants<EdgeNeXt> { table in
    table["edgenext_xx_small"] = EdgeNeXt(widths: [24, 48, 88, 168], depths: [2, 2, 6, 2], heads: 4)
    table["edgenext_x_small"] = EdgeNeXt(widths: [32, 64, 100, 192], heads: 4)
    table["edgenext_small"] = EdgeNeXt(widths: [48, 96, 160, 304])
    table["edgenext_base"] = EdgeNeXt(widths: [80, 160, 288, 584])
    table["edgenext_small_rw"] = EdgeNeXt(widths: [48, 96, 192, 384], overlaps: true)
  }

  /// The side of a stage's kernels, and the slices of channels of its last block.
  private static let kernels = [3, 5, 7, 9], scales = [2, 2, 3, 4]
  private var norm: Normalization { .layer() }

  func build(_ image: Value, head: Head, in g: Scope) {
    let stem = g / "stem"
    var x = (stem / 0).convolution(
      image, widths[0], kernel: overlaps ? 9 : 4, stride: 4, bias: !overlaps, padding: .explicit(overlaps ? 4 : 0))
    x = stem.output((stem / 1).normalize(x, norm))
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index
      let (downsample, isFirst) = (stage / "downsample", index == 0)
      x = isFirst || overlaps ? downsample.output(x) : downsample.normDownsample(x, widths[index], norm: norm)
      for number in 0..<depth {
        let block = stage / "blocks" / number
        let stride = overlaps && !isFirst && number == 0 ? 2 : 1
        x =
          !isFirst && number == depth - 1
          ? attend(x, scales: Self.scales[index], isPlaced: index == 1, in: block)
          : convolve(x, widths[index], kernel: Self.kernels[index], stride: stride, in: block)
      }
      x = stage.output((stage / "blocks").output(x))
      stage.feature(x)
    }
    g.hidden((g / "norm_pre").output((g / "stages").output(x)))
    NormHead(norm: norm)(x, head, in: g / "head")
  }

  /// A depthwise convolution and an MLP; where the shape changes, the shortcut begins behind the convolution.
  private func convolve(_ x: Value, _ width: Int, kernel: Int, stride: Int, in g: Scope) -> Value {
    let y = (g / "conv_dw").convolution(
      x, width, kernel: ImageSize(kernel), stride: stride, groups: x.channels, bias: !overlaps)
    let keepsShape = stride == 1 && x.channels == width
    return g.output(g.add(keepsShape ? x : y, process(y, in: g)))
  }

  /// Slices of channels convolved one after the other, each with the one before added, then attention of channels, which are
  /// told where pixels lie where the block `isPlaced`.
  private func attend(_ x: Value, scales: Int, isPlaced: Bool, in g: Scope) -> Value {
    let (map, width) = (x.shape, (x.channels + scales - 1) / scales)
    let slices = (0..<scales).map { g.slice(x, $0 * width..<min(($0 + 1) * width, x.channels)) }
    var convolved: [Value] = []
    for (index, slice) in slices.dropLast().enumerated() {
      let input = index == 0 ? slice : g.add(convolved[index - 1], slice)
      convolved.append(
        (g / "convs" / index).convolution(input, width, kernel: 3, groups: width, bias: !overlaps))
    }
    var y = g.concatenate(convolved + slices.suffix(1))
    if isPlaced { y = g.add(y, (g / "pos_embd").fourierPositions(of: map.extent, x.channels)) }
    y = g.reshape(y, [map[0], map.extent.area, x.channels])
    let attended = g.transposedAttention((g / "norm_xca").normalize(y, norm), heads: heads, in: g / "xca")
    y = g.reshape(g.add(y, g.learnedChannelScale(attended, named: "gamma_xca")), map)
    return g.output(g.add(x, process(y, in: g)))
  }

  private func process(_ x: Value, in g: Scope) -> Value {
    let y = FeedForward()((g / "norm").normalize(x, norm), in: g / "mlp")
    return g.learnedChannelScale(y, named: "gamma")
  }
}
