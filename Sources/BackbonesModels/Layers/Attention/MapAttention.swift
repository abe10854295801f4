internal import BackbonesGraphs
internal import BackbonesTensors

/// Attention of a map's pixels to each other, in a convolution's place.
enum MapAttention: Sendable, Hashable {
  case bottleneck(BottleneckAttention)
  case halo(HaloAttention)
  case lambda(LambdaLayer)

  /// Attention as a module `g`.
  func callAsFunction(_ x: Value, stride: Int, in g: Scope) -> Value {
    switch self {
    case .bottleneck(let attention): g.output(attention(x, stride: stride, in: g))
    case .halo(let attention): g.output(attention(x, stride: stride, in: g))
    case .lambda(let layer): g.output(layer(x, stride: stride, in: g))
    }
  }
}

/// Attention of every pixel to all others, with learned relative positions: of BoTNet (Srinivas et al. 2021,
/// arXiv:2101.11605).
struct BottleneckAttention: Sendable, Hashable {
  var heads = 4
  /// Channels of a head's queries and keys; as many as of its values where nil.
  var headSize: Int?

  func callAsFunction(_ x: Value, stride: Int, in g: Scope) -> Value {
    let width = x.channels
    let headSize = headSize ?? makeDivisible(Double(width)) / heads
    let keys = heads * headSize
    let qkv = (g / "qkv").convolution(x, 2 * keys + width)
    let y = g.attention(
      g.slice(qkv, 0..<keys), g.slice(qkv, keys..<2 * keys), g.slice(qkv, 2 * keys..<2 * keys + width), heads: heads,
      in: g / "pos_embed")
    return (g / "pool").shrink(y, stride: stride)
  }
}

/// Attention of the pixels of a block to those of the block and of a halo around it: of HaloNet (Vaswani et al. 2021,
/// arXiv:2103.12731). Where a stride is taken, a part of the pixels asks.
struct HaloAttention: Sendable, Hashable {
  var heads = 8
  /// Channels of a head's queries and keys; where nil, `keyRatio` of its values'.
  var headSize: Int?
  var keyRatio = 1.0
  /// The side of a block, and pixels around it.
  var block = 8, halo = 3

  func callAsFunction(_ x: Value, stride: Int, in g: Scope) -> Value {
    let (n, size, width) = (x.shape[0], x.shape.extent, x.channels)
    guard size.height % block == 0, size.width % block == 0 else {
      g.fail(.shape, "halo attention takes maps of whole \(block)x\(block) blocks, not of \(size)")
      return x
    }
    let headSize = headSize ?? makeDivisible(Double(width) * keyRatio) / heads
    // Blocks of an odd number of pixels cannot be halved.
    let pools = stride > 1 && block % stride != 0
    let q = (g / "q").convolution(x, heads * headSize, stride: pools ? 1 : stride)
    let asking = ImageSize(block * q.shape[1] / size.height, block * q.shape[2] / size.width)

    // A head's keys and values are side by side.
    let valueSize = width / heads
    let kv = (g / "kv").convolution(x, heads * (headSize + valueSize))
    let ofHeads = g.reshape(kv, [n, size.height, size.width, heads, headSize + valueSize])
    func neighbourhoods(_ channels: Range<Int>) -> Value {
      let part = g.reshape(g.slice(ofHeads, channels), [n, size.height, size.width, heads * channels.count])
      return g.windows(part, of: ImageSize(block + 2 * halo), stride: block, padding: halo)
    }
    let y = g.attention(
      g.windows(q, of: asking), neighbourhoods(0..<headSize), neighbourhoods(headSize..<headSize + valueSize),
      heads: heads, in: g / "pos_embed")
    let map = g.map(ofWindows: y, q.shape.extent)
    return pools ? (g / "pool").shrink(map, stride: stride) : map
  }
}

extension Scope {
  /// Attention of maps, with a learned score for each distance in lines and in columns, multiplied by the query (Ramachandran
  /// et al. 2019, arXiv:1906.05909); `positions` is the module that holds `height_rel` and `width_rel`.
  fileprivate func attention(_ q: Value, _ k: Value, _ v: Value, heads: Int, in positions: Scope) -> Value {
    let (n, size, keys, width) = (q.shape[0], q.shape.extent, k.shape.extent, q.channels / heads)
    let queries = reshape(q, [n, size.height, size.width, heads, width])
    /// Scores of each query and each line, or column, of keys. `axes` puts that of the queries last but one; it is its own
    /// inverse.
    func scores(_ name: String, _ count: Int, _ axes: [Int]) -> Value {
      let distances = positions.products(of: permute(queries, axes), withTable: name, rows: [2 * count - 1])
      return reshape(permute(absolute(relative: distances), axes), [n, size.height, size.width, heads * count])
    }
    return attention(
      q, k, v, heads: heads, scale: 1 / Float(width).squareRoot(),
      lines: scores("height_rel", keys.height, [0, 3, 2, 1, 4]),
      columns: scores("width_rel", keys.width, [0, 1, 3, 2, 4]))
  }

  /// The 2x2 mean of what attention made of a map, where the stride is taken.
  func shrink(_ x: Value, stride: Int) -> Value {
    steps(x, stride: stride) ? output(pool(x, .average, kernel: ImageSize(stride), stride: stride)) : x
  }
}
