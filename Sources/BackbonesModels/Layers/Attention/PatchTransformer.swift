internal import BackbonesGraphs
internal import BackbonesTensors

/// The block of MobileViT (Mehta & Rastegari 2021, arXiv:2110.02178): a transformer between convolutions, whose tokens are the
/// pixels that have the same place in patches of 2x2 pixels.
struct PatchTransformer: Sendable, Hashable {
  var kind: Kind
  var depth: Int

  enum Kind: Sendable, Hashable {
    /// Softmax attention of so many channels; the map joins the block's input at the end.
    case softmax(width: Int)
    /// Separable attention (Mehta & Rastegari 2022, arXiv:2206.02680) of half the channels: one query for all keys.
    case separable
  }

  private static let side = 2

  /// The block as a module `g`.
  func callAsFunction(_ x: Value, _ norm: Normalization, _ activation: Activation, in g: Scope) -> Value {
    func multiple(_ extent: Int) -> Int { (extent + Self.side - 1) / Self.side * Self.side }
    let size = ImageSize(multiple(x.shape[1]), multiple(x.shape[2]))
    let transformer = g / "transformer"
    switch kind {
    case .softmax(let width):
      var y = (g / "conv_kxk").convNormAct(x, x.channels, kernel: 3, norm: norm, activation: activation)
      y = g.resize((g / "conv_1x1").convolution(y, width), to: size, .bilinear())
      let grid = ImageSize(size.height / Self.side, size.width / Self.side)
      let block = TransformerBlock(
        attention: SelfAttention(heads: 4, partition: .grid(grid)),
        mlp: FeedForward(hidden: 2 * width, activation: activation), norm: .layer(epsilon: 1e-5))
      for index in 0..<depth { y = block(y, in: transformer / index) }
      y = (g / "norm").normalize(transformer.output(y), .layer(epsilon: 1e-5))
      y = g.resize(y, like: x, .bilinear())
      y = (g / "conv_proj").convNormAct(y, x.channels, norm: norm, activation: activation)
      // timm does not dilate it where a stride became dilation.
      return g.output(
        (g / "conv_fusion").convNormAct(
          g.concatenate([x, y]), x.channels, kernel: 3, norm: norm, activation: activation, dilates: false))
    case .separable:
      var y = g.resize(x, to: size, .bilinear(alignCorners: true))
      y = (g / "conv_kxk").convNormAct(
        y, x.channels, kernel: 3, groups: x.channels, norm: norm, activation: activation)
      y = (g / "conv_1x1").convolution(y, makeDivisible(Double(x.channels) / 2))
      let map = y.shape
      y = unfold(y, in: g)
      for index in 0..<depth { y = transform(y, activation, in: transformer / index) }
      y = (g / "norm").normalize(transformer.output(y), .group(groups: 1))
      y = fold(y, to: map, in: g)
      return g.output((g / "conv_proj").convNormAct(y, x.channels, norm: norm, activation: .identity))
    }
  }

  /// A map as `[N, places of a patch, patches, C]`.
  private func unfold(_ x: Value, in g: Scope) -> Value {
    let (n, lines, columns, side) = (x.shape[0], x.shape[1] / Self.side, x.shape[2] / Self.side, Self.side)
    let cut = g.reshape(x, [n, lines, side, columns, side, x.channels])
    return g.reshape(g.permute(cut, [0, 2, 4, 1, 3, 5]), [n, side * side, lines * columns, x.channels])
  }

  /// The inverse, to a map of the given shape.
  private func fold(_ x: Value, to map: TensorShape, in g: Scope) -> Value {
    let (n, lines, columns, side) = (map[0], map[1] / Self.side, map[2] / Self.side, Self.side)
    let cut = g.reshape(x, [n, side, side, lines, columns, x.channels])
    return g.reshape(g.permute(cut, [0, 3, 1, 4, 2, 5]), map)
  }

  private func transform(_ x: Value, _ activation: Activation, in g: Scope) -> Value {
    let y = g.add(x, attend((g / "norm1").normalize(x, .group(groups: 1)), in: g / "attn"))
    let mlp = FeedForward(hidden: 2 * x.channels, activation: activation, convolves: true)
    return g.output(g.add(y, mlp((g / "norm2").normalize(y, .group(groups: 1)), in: g / "mlp")))
  }

  /// Separable attention: of each place, values are multiplied by the mean of keys, weighted by the softmax of queries of one
  /// channel.
  private func attend(_ x: Value, in g: Scope) -> Value {
    let width = x.channels
    let qkv = (g / "qkv_proj").convolution(x, 1 + 2 * width, bias: true)
    /// Channels of each place's patches.
    func part(_ channels: Range<Int>) -> Value {
      g.reshape(g.slice(qkv, channels), [x.shape[0] * x.shape[1], x.shape[2], 1, channels.count])
    }
    let context = g.contextPool(part(1..<1 + width), part(0..<1))
    let values = g.activate(part(1 + width..<1 + 2 * width), .relu)
    let gated = g.reshape(g.gate(values, by: context), x.shape)
    return g.output((g / "out_proj").convolution(gated, width, bias: true))
  }
}
