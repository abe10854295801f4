internal import BackbonesGraphs
internal import BackbonesTensors

/// A lambda layer (Bello 2021, arXiv:2102.08602): a pixel's queries are multiplied by a linear function, its lambda, which
/// sums up the other pixels' values by what they are, alike for all pixels, and by where they are.
struct LambdaLayer: Sendable, Hashable {
  var heads = 4
  /// Channels of a head's queries, and of the keys that all heads share.
  var headSize = 16
  /// The side of the neighbourhood whose positions count; nil for the whole map.
  var neighbourhood: Int?

  func callAsFunction(_ x: Value, stride: Int, in g: Scope) -> Value {
    let (n, size, width) = (x.shape[0], x.shape.extent, x.channels / heads)
    let (keys, asking) = (headSize, heads * headSize)
    let qkv = (g / "qkv").convolution(x, asking + keys + width)
    let q = (g / "norm_q").normalize(g.slice(qkv, 0..<asking), .batch())
    let v = (g / "norm_v").normalize(g.slice(qkv, asking + keys..<asking + keys + width), .batch())
    let content = g.contextPool(v, g.slice(qkv, asking..<asking + keys))
    let ofContent = g.product(
      g.reshape(q, [n, size.area * heads, keys]), g.reshape(content, [n, keys, width]))
    let ofPositions = neighbourhood.map { local(q, v, side: $0, in: g) } ?? global(q, v, in: g)
    let y = g.reshape(g.add(ofContent, ofPositions), x.shape)
    return (g / "pool").shrink(y, stride: stride)
  }

  /// Position lambdas of a neighbourhood, made by one convolution of each channel of the values:
  /// `[N, pixels * heads, channels]`.
  private func local(_ q: Value, _ v: Value, side: Int, in g: Scope) -> Value {
    let (n, size, width) = (v.shape[0], v.shape.extent, v.channels)
    let module = g / "conv_lambda"
    let planes = g.reshape(g.permute(v, [0, 3, 1, 2]), [n * width, size.height, size.width, 1])
    let lambdas = module.convolution(
      planes, headSize, kernel: ImageSize(side), bias: true, dilates: false, axesBehind: 1)
    let ofImages = g.reshape(lambdas, [n, width, size.height, size.width, headSize])
    // The module's own value.
    module.output(g.permute(ofImages, [0, 4, 2, 3, 1]))
    let ofPixels = g.reshape(g.permute(ofImages, [0, 2, 3, 4, 1]), [n * size.area, headSize, width])
    let y = g.product(g.reshape(q, [n * size.area, heads, headSize]), ofPixels)
    return g.reshape(y, [n, size.area * heads, width])
  }

  /// Position lambdas of the whole map, multiplied the other way round: first the queries with the row of each distance, which
  /// are weights of the values then.
  private func global(_ q: Value, _ v: Value, in g: Scope) -> Value {
    let (n, h, w) = (v.shape[0], v.shape[1], v.shape[2])
    let queries = g.reshape(q, [n, h, w, heads, headSize])
    let (lines, columns) = (2 * h - 1, 2 * w - 1)
    let products = g.products(of: queries, withTable: "pos_emb", rows: [lines, columns])
    // Distances become places, first in columns, then in lines.
    var places = g.reshape(products, [n, h, w, heads, lines, columns])
    places = g.absolute(relative: g.permute(places, [0, 1, 3, 4, 2, 5]))
    places = g.absolute(relative: g.permute(places, [0, 2, 4, 5, 1, 3]))
    let weights = g.reshape(g.permute(places, [0, 4, 2, 1, 5, 3]), [n, h * w * heads, h * w])
    return g.product(weights, g.reshape(v, [n, h * w, v.channels]))
  }
}
