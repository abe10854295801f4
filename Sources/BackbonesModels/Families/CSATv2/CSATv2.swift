internal import BackbonesGraphs
internal import BackbonesTensors

/// CSATv2: ConvNeXt's blocks over the frequencies of 8x8 pixels, gated at each pixel by what the channels say in common.
/// timm 1.0.31, `models/csatv2.py`.
struct CSATv2: Architecture, Family, Hashable {
  static let module = "csatv2"

  var widths = [32, 72, 168, 386]
  var depths = [2, 2, 8, 6]
  /// How many of a stage's blocks, the last ones, are transformers.
  var transformers = [0, 0, 2, 2]

  static let variants = Variants<CSATv2> { table in
    table["csatv2"] = CSATv2()
    table["csatv2_21m"] = CSATv2(
      widths: [48, 96, 224, 448], depths: [3, 3, 10, 8], transformers: [0, 0, 4, 3])
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = buildStem(image, in: g / "stem_dct")
    (g / "stem_dct").feature(x)
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index
      var module = 0
      /// The next module of the stage.
      func next() -> Scope {
        defer { module += 1 }
        return stage / module
      }
      if index > 0 {
        x = next().convolution(x, widths[index], kernel: 2, stride: 2, bias: true, padding: .none)
      }
      for number in 0..<depth {
        x = number < depth - transformers[index] ? buildBlock(x, in: next()) : buildTransformer(x, in: next())
      }
      if index < depths.count - 1 { x = next().normalize(x, .layer()) }
      stage.output(x)
      stage.feature(x)
    }
    g.defaultFeatures(Array(1...depths.count))
    g.hidden((g / "stages").output(x))
    NormHead(norm: .layer())(x, head, in: g / "head")
  }

  /// The blocks' frequencies, normalised, and a share of the channels made of each component's.
  private func buildStem(_ image: Value, in g: Scope) -> Value {
    let side = FrequencyStem.side
    guard image.channels == 3, image.shape[1] % side == 0, image.shape[2] % side == 0 else {
      let size = image.shape.extent
      g.fail(.shape, "\(image.channels) channels of \(size); it takes three, and sides that are multiples of \(side)")
      return g.learned("unavailable", [1, 1, 1, widths[0]])
    }
    g.unusedBuffer("transform.transform.weights", [side, side])
    let (weight, bias) = FrequencyStem.convolution
    let frequencies = g.fixedConvolution(image, kernel: ImageSize(side), stride: side, weight: weight, bias: bias)
    let count = side * side
    let parts = zip(["y", "cb", "cr"], [6, 1, 1]).enumerated().map { index, part in
      let component = g.slice(frequencies, index * count..<(index + 1) * count)
      return (g / "conv_\(part.0)").convolution(component, widths[0] / 8 * part.1, bias: true)
    }
    return g.output(g.concatenate(parts))
  }

  private func buildBlock(_ x: Value, in g: Scope) -> Value {
    var y = (g / "dwconv").convolution(x, x.channels, kernel: 7, groups: x.channels, bias: true)
    y = (g / "pwconv1").linear((g / "norm").normalize(y, .layer()), 4 * x.channels)
    y = (g / "grn").normalize((g / "act").act(y, .gelu), .globalResponse())
    y = (g / "pwconv2").linear(y, x.channels)
    let gate = g.resize(attendToPlaces(y, in: g / "attn"), like: y, .bilinear(alignCorners: true))
    return g.output(g.add(x, g.weightedSum([y], weights: gate)))
  }

  /// A number for each of 7x7 places, from the mean and the maximum over channels there.
  private func attendToPlaces(_ x: Value, in g: Scope) -> Value {
    let (images, size) = (x.shape[0], x.shape.extent)
    let channels = g.transposeTokens(g.reshape(x, [images, size.area, x.channels]))
    let statistics = [Scope.PoolKind.average, .max].map {
      g.reshape(g.globalPool(channels, $0), [images, size.height, size.width, 1])
    }
    let places = (g / "avgpool").output((g / "avgpool").adaptiveAveragePool(g.concatenate(statistics), 7))
    let y = (g / "conv").convolution(places, 1, kernel: 7, bias: true)
    // timm's attention is among the images of a batch. Its operands, from the norm of a single channel, are the same for
    // all images, so that it gives the values as they are.
    let attended = transform(y, norm: .layer(epsilon: 1e-5), in: g / "attn") { y, g in
      g.slice((g / "qkv").linear(y, 3, bias: false), 2..<3)
    }
    return g.output(attended)
  }

  private func buildTransformer(_ x: Value, in g: Scope) -> Value {
    transform(x, norm: .layer(epsilon: 1e-5), in: g) { y, g in
      SelfAttention(heads: 8, headWidth: 32, bias: false)(y, layer: 0, in: g / "attn")
    }
  }

  /// A transformer block over the pixels of a map, whose positions a convolution tells.
  private func transform(
    _ x: Value, norm: Normalization, in g: Scope, mixing: (_ tokens: Value, _ g: Scope) -> Value
  ) -> Value {
    let shape: TensorShape = [x.shape[0], x.shape.extent.area, x.channels]
    var tokens = g.reshape(x, shape)
    let map = g.reshape((g / "norm1").normalize(tokens, norm), x.shape)
    let positions = g / "pos_embed"
    let placed = positions.add(
      (positions / "proj").convolution(map, x.channels, kernel: 3, groups: x.channels, bias: true), map)
    tokens = g.add(tokens, mixing(positions.output(g.reshape(placed, shape)), g))
    tokens = g.add(tokens, FeedForward()((g / "norm2").normalize(tokens, norm), in: g / "mlp"))
    return g.output(g.reshape(tokens, x.shape))
  }
}
