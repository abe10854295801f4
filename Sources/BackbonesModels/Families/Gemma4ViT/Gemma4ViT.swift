internal import BackbonesGraphs
internal import BackbonesTensors

/// The vision encoder of Gemma 4 (arXiv:2607.02770), with a classifier or with the pooling that gives tokens to the language
/// model: norms before and after each branch, and queries and keys that turn by columns and lines. timm 1.0.31,
/// `models/gemma4_vit.py`.
struct Gemma4ViT: Architecture, Family, Hashable {
  static let module = "gemma4_vit"

  var size: VisionTransformer.Size
  /// Whether operands and results of a block's products are brought between bounds.
  var clamps = false
  /// Whether the language model's tokens are standardised, by a mean and a factor of each channel.
  var standardizes = false
  /// Whether the model has no classifier, and gives the language model's tokens.
  var isEncoder = false

  static let variants = Variants<Gemma4ViT> { table in
    for (suffix, isEncoder) in [("", false), ("_enc", true)] {
      table["gemma4_vit_167m" + suffix] = Gemma4ViT(
        size: .init(width: 768, depth: 16, heads: 12), clamps: true, isEncoder: isEncoder)
      table["gemma4_vit_570m" + suffix] = Gemma4ViT(size: .so400m, standardizes: true, isEncoder: isEncoder)
    }
  }

  var pooling: Pooling { isEncoder ? .unpooled : .average }
  var takesOutputStride: Bool { false }

  private static let patch = 16
  /// Patches along a side of a token for the language model.
  private static let cell = 3
  private var norm: Normalization { .rms() }

  func build(_ image: Value, head: Head, in root: Scope) {
    let g = isEncoder ? root : root / "encoder"
    guard root.takes(image, inPatchesOf: isEncoder ? Self.cell * Self.patch : Self.patch) else { return }
    let map = buildPatches(image, in: g / "patch_embed")
    var x = g.tokens(of: map)
    (g / "patch_embed").output(x)
    let positions = RotaryPositions(frequencies: .series(temperature: 100), columnsFirst: true, pairs: .halvesOfAxes)
    let rotation = positions.rotations(
      grid: map.shape.extent, heads: size.heads, headWidth: size.width / size.heads, blocks: 1, in: g / "rotary_emb")[0]
    for index in 0..<size.depth {
      let block = g / "blocks" / index
      x = buildBlock(x, rotation, in: block)
      block.tokenFeature(x, normalized: x, grid: map.shape, prefix: 0, module: "blocks.\(index)")
    }
    root.defaultFeatures(Array(size.depth - 3..<size.depth))
    root.hidden(x)
    if !isEncoder && standardizes {
      for name in ["std_bias", "std_scale"] { g.unusedBuffer(name, [size.width]) }
    }
    root.towerHead(x, head, norm: isEncoder ? nil : norm) { pool(g.map(of: x, map.shape.extent), in: g) }
  }

  /// A map with a pixel for each patch: the product of pixels between -1 and 1, and the sum of a learned row for the column
  /// and one for the line.
  private func buildPatches(_ image: Value, in g: Scope) -> Value {
    let channels = image.channels
    let doubling = (0..<channels * channels).map { Float($0 % (channels + 1) == 0 ? 2 : 0) }
    let centred = g.fixedConvolution(
      image, kernel: 1, stride: 1, weight: doubling, bias: Array(repeating: -1, count: channels))
    let patches = g.spaceToDepth(centred, block: Self.patch, channelsFirst: true)
    let map = (g / "input_proj").linear(patches, size.width, bias: false)
    let table = g.learned("position_embedding_table", [1, 2, 10240, size.width], batched: false)
    let grid = map.shape.extent
    /// The first rows of an axis's table, as a map.
    func places(_ axis: Int, _ map: ImageSize) -> Value {
      let rows = g.slice(g.slice(table, axis..<axis + 1, axis: 1), 0..<map.area, axis: 2)
      return g.tile(g.reshape(rows, [1, map.height, map.width, size.width]), to: grid)
    }
    return g.add(map, g.add(places(0, ImageSize(1, grid.width)), places(1, ImageSize(grid.height, 1))))
  }

  private func buildBlock(_ x: Value, _ rotation: Rotation, in g: Scope) -> Value {
    func branch(_ x: Value, _ number: Int, _ body: (Value) -> Value) -> Value {
      let y = body((g / "norm\(number)").normalize(x, norm))
      return g.add(x, (g / "norm\(number + 1)").normalize(y, norm))
    }
    let y = branch(x, 1) { attend($0, rotation, in: g / "attn") }
    return g.output(branch(y, 3) { mixChannels($0, in: g / "mlp") })
  }

  /// Attention of normalised queries, keys and values.
  private func attend(_ x: Value, _ rotation: Rotation, in g: Scope) -> Value {
    let width = size.width / size.heads
    func normalized(_ name: String, isLearned: Bool = true) -> Value {
      let y = product(x, size.width, in: g / "\(name)_proj")
      return (g / "\(name)_norm").normalizeHeads(y, width: width, norm, isLearned: isLearned)
    }
    func turned(_ x: Value) -> Value {
      g.rotate(x, heads: size.heads, headWidth: width, span: rotation.span, by: rotation.table)
    }
    let y = g.attention(
      turned(normalized("q")), turned(normalized("k")), normalized("v", isLearned: false), heads: size.heads, scale: 1)
    return g.output(product(y, size.width, in: g / "o_proj"))
  }

  private func mixChannels(_ x: Value, in g: Scope) -> Value {
    let hidden = size.hidden ?? 4 * size.width
    let gate = (g / "act").act(product(x, hidden, in: g / "gate_proj"), .geluTanh)
    return g.output(product(g.multiply(gate, product(x, hidden, in: g / "up_proj")), size.width, in: g / "down_proj"))
  }

  private func product(_ x: Value, _ channels: Int, in g: Scope) -> Value {
    let operand = clamps ? g.clamp(x, low: "input_min", high: "input_max") : x
    let y = (g / "linear").linear(operand, channels, bias: false)
    return g.output(clamps ? g.clamp(y, low: "output_min", high: "output_max") : y)
  }

  /// The language model's tokens: means of cells of patches, as long as they would be if all channels were of size 1.
  private func pool(_ map: Value, in g: Scope) -> Value {
    let means = g.tokens(of: g.pool(map, .average, kernel: ImageSize(Self.cell), stride: Self.cell))
    let scaled = (g / "pooler").output(g.scale(means, by: Float(Double(size.width).squareRoot())))
    guard standardizes else { return scaled }
    return g.standardize(scaled, mean: "std_bias", factor: "std_scale")
  }
}
