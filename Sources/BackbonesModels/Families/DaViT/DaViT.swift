internal import BackbonesGraphs
internal import BackbonesTensors

/// Dual attention vision transformers: blocks whose pixels attend to each other within windows, and blocks whose channels do,
/// take turns (Ding et al. 2022, arXiv:2204.03645); also the image encoder of Florence-2 (Xiao et al. 2023,
/// arXiv:2311.06242). timm 1.0.31, `models/davit.py`.
struct DaViT: Architecture, Family, Hashable {
  static let module = "davit"

  /// Channels of the first stage; they double from stage to stage, as the heads of 32 channels do.
  var width: Int
  var depths = [1, 1, 9, 1]
  /// Whether windows are of 12 pixels instead of 7, maps are shrunk by 3x3 kernels instead of 2x2, and scores of channels
  /// fall with the number of pixels instead of channels.
  var isFlorence = false

  static let variants = Variants<DaViT> { table in
    table["davit_tiny"] = DaViT(width: 96, depths: [1, 1, 3, 1])
    table["davit_small"] = DaViT(width: 96)
    table["davit_base"] = DaViT(width: 128)
    table["davit_large"] = DaViT(width: 192)
    table["davit_huge"] = DaViT(width: 256)
    table["davit_giant"] = DaViT(width: 384, depths: [1, 1, 12, 3])
    table["davit_base_fl"] = DaViT(width: 128, isFlorence: true)
    table["davit_huge_fl"] = DaViT(width: 256, isFlorence: true)
  }

  private static let norm = Normalization.layer(epsilon: 1e-5)

  func build(_ image: Value, head: Head, in g: Scope) {
    let stem = g / "stem"
    var x = (stem / "conv").convolution(image, width, kernel: 7, stride: 4, bias: true, padding: .explicit(3))
    x = stem.output((stem / "norm").normalize(x, Self.norm))
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index
      let downsample = stage / "downsample"
      x = index == 0 ? downsample.output(x) : shrink(x, in: downsample)
      for number in 0..<depth {
        let pair = stage / "blocks" / number
        let names = isFlorence ? ["spatial_block", "channel_block"] : ["0", "1"]
        x = buildBlock(x, in: pair / names[0]) { attendWithinWindows($0, in: $1) }
        x = pair.output(buildBlock(x, in: pair / names[1]) { attendAcrossChannels($0, in: $1) })
      }
      x = stage.output((stage / "blocks").output(x))
      stage.feature(x)
    }
    g.hidden((g / "norm_pre").output((g / "stages").output(x)))
    NormHead(norm: Self.norm)(x, head, in: g / "head")
  }

  /// A norm and a convolution of stride 2; a map of an odd extent is continued by zeros.
  private func shrink(_ x: Value, in g: Scope) -> Value {
    let y = (g / "norm").normalize(x, Self.norm)
    return g.output(
      (g / "conv").convolution(
        y, 2 * x.channels, kernel: isFlorence ? 3 : 2, stride: 2, bias: true, padding: isFlorence ? .symmetric : .same))
  }

  /// Attention and an MLP, each behind a depthwise convolution that tells where pixels lie.
  private func buildBlock(_ x: Value, in g: Scope, attend: (_ x: Value, _ g: Scope) -> Value) -> Value {
    func place(_ x: Value, in g: Scope) -> Value {
      g.output(g.add(x, (g / "proj").convolution(x, x.channels, kernel: 3, groups: x.channels, bias: true)))
    }
    var y = place(x, in: g / "cpe1")
    y = g.add(y, attend((g / "norm1").normalize(y, Self.norm), g / "attn"))
    y = place(y, in: g / "cpe2")
    return g.output(g.add(y, FeedForward()((g / "norm2").normalize(y, Self.norm), in: g / "mlp")))
  }

  private func attendWithinWindows(_ x: Value, in g: Scope) -> Value {
    WindowAttention(heads: x.channels / 32, positions: nil)(x, ShiftedWindows(ImageSize(isFlorence ? 12 : 7)), in: g)
  }

  private func attendAcrossChannels(_ x: Value, in g: Scope) -> Value {
    let width = x.channels
    let qkv = (g / "qkv").linear(x, 3 * width)
    let (q, k, v) = (g.slice(qkv, 0..<width), g.slice(qkv, width..<2 * width), g.slice(qkv, 2 * width..<3 * width))
    // In the first version keys ask values for what queries hold.
    let operands = isFlorence ? (q, k, v) : (k, v, q)
    let terms = isFlorence ? x.shape.extent.area : 32
    let y = g.crossCovarianceAttention(
      operands.0, operands.1, operands.2, heads: width / 32, scale: Float(1 / Double(terms).squareRoot()))
    return g.output((g / "proj").linear(y, width))
  }
}
