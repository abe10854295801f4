internal import BackbonesGraphs
internal import BackbonesTensors

/// NesT: Zhang et al. 2021 (arXiv:2105.12723). Three levels of blocks of tokens that attend within themselves; from level to level
/// a convolution and a maximum make one block of four. timm 1.0.31, `models/nest.py`.
struct NesT: Architecture, Family, Hashable {
  static let module = "nest"

  /// Channels of the first level; they double from level to level. A head has 32.
  var width: Int
  /// Transformers in the last level.
  var depth: Int
  /// Whether convolutions and maxima are padded as in JAX.
  var padding = Padding.symmetric

  // Blocks follow the size of the image.
  var takesOutputStride: Bool { false }

  static let variants = Variants<NesT> { table in
    for (name, width, depth) in [("tiny", 96, 8), ("small", 96, 20), ("base", 128, 20)] {
      table["nest_\(name)"] = NesT(width: width, depth: depth)
      table["nest_\(name)_jx"] = NesT(width: width, depth: depth, padding: .same)
    }
  }

  private static let levels = 3, patch = 4

  func build(_ image: Value, head: Head, in g: Scope) {
    // Blocks along a side of the first level.
    let blocks = 1 << (Self.levels - 1), multiple = Self.patch * blocks, size = image.shape.extent
    guard size.height == size.width, size.height > 0, size.height % multiple == 0 else {
      return g.fail(.shape, "images of \(size); it takes square ones, whose sides are multiples of \(multiple)")
    }
    let block = ImageSize(size.height / multiple)
    var x = (g / "patch_embed" / "proj").convolution(
      image, width, kernel: ImageSize(Self.patch), stride: Self.patch, bias: true, padding: .none)
    x = (g / "patch_embed").output(x)
    for level in 0..<Self.levels {
      let module = g / "levels" / level
      x = level > 0 ? halve(x, width << level, in: module / "pool") : (module / "pool").output(x)
      x = buildLevel(x, block, depth: level == Self.levels - 1 ? depth : 2, in: module)
      if level < Self.levels - 1 { module.feature(x) }
    }
    let y = (g / "norm").normalize((g / "levels").output(x), .layer())
    (g / "levels" / (Self.levels - 1)).feature(x, taps: .init(normalized: y, tokens: x, normalizedTokens: y))
    g.hidden(y)
    g.classifierHead(y, head, classifier: g / "head")
  }

  private func halve(_ x: Value, _ channels: Int, in g: Scope) -> Value {
    let y = (g / "conv").convolution(x, channels, kernel: 3, bias: true, padding: padding)
    let normalized = (g / "norm").normalize(y, .layer())
    return g.output((g / "pool").output((g / "pool").pool(normalized, .max, kernel: 3, stride: 2, padding: padding)))
  }

  /// Transformers over a map, whose blocks are lines of tokens for them.
  private func buildLevel(_ map: Value, _ block: ImageSize, depth: Int, in g: Scope) -> Value {
    let (images, size, channels) = (map.shape[0], map.shape.extent, map.channels)
    let blocks = size.area / block.area
    let lines = g.reshape(g.windows(map, of: block), [images, blocks, block.area, channels])
    var x = g.add(lines, g.learned("pos_embed", [1, blocks, block.area, channels]))
    let encoder = g / "transformer_encoder"
    for number in 0..<depth { x = buildTransformer(x, in: encoder / number) }
    let windows = g.reshape(encoder.output(x), [images * blocks, block.height, block.width, channels])
    return g.output(g.map(ofWindows: windows, size))
  }

  private func buildTransformer(_ x: Value, in g: Scope) -> Value {
    let y = g.add(x, attend((g / "norm1").normalize(x, .layer()), in: g / "attn"))
    return g.output(g.add(y, FeedForward()((g / "norm2").normalize(y, .layer()), in: g / "mlp")))
  }

  private func attend(_ x: Value, in g: Scope) -> Value {
    let (width, headWidth) = (x.channels, 32)
    let qkv = (g / "qkv").linear(x, 3 * width)
    let parts = (0..<3).map { g.slice(qkv, $0 * width..<($0 + 1) * width) }
    let attended = g.attention(
      parts[0], parts[1], parts[2], heads: width / headWidth, scale: Float(1 / Double(headWidth).squareRoot()),
      partition: x.shape[1] == 1 ? .whole : .windows(ImageSize(1, x.shape[2])))
    // The last product reads the first channels of all heads, then the second ones, and so on.
    return g.output((g / "proj").linear(g.shuffleChannels(attended, groups: width / headWidth), width))
  }
}
