internal import BackbonesGraphs
internal import BackbonesTensors

/// Hierarchical vision transformers of plain parts: pixels attend within mask units, then to the whole map, and stages begin by
/// taking maxima of queries (Ryali et al. 2023, arXiv:2306.00989); with position embeddings of windows (Bolya et al. 2023,
/// arXiv:2311.05613). timm 1.0.31, `models/hiera.py`.
struct Hiera: Architecture, Family, Hashable {
  static let module = "hiera"

  /// Channels and heads of the first stage; they double from stage to stage.
  var width = 96
  var heads = 1
  var depths: [Int]
  /// The side of a map of position embeddings that is resampled to the image's, with one for the pixels of a mask unit added;
  /// nil where there is an embedding for every pixel.
  var positionSide: Int?
  /// Whether a branch's result is scaled by a learned factor per channel.
  var layerScale = false
  /// Whether a product makes the channels of the next stage; maxima and means beside each other otherwise.
  var projectsShortcut = true

  static let variants = Variants<Hiera> { table in
    let base = [2, 3, 16, 3], large = [2, 6, 36, 4]
    table["hiera_tiny_224"] = Hiera(depths: [1, 2, 7, 2])
    table["hiera_small_224"] = Hiera(depths: [1, 2, 11, 2])
    table["hiera_base_224"] = Hiera(depths: base)
    table["hiera_base_plus_224"] = Hiera(width: 112, heads: 2, depths: base)
    table["hiera_large_224"] = Hiera(width: 144, heads: 2, depths: large)
    table["hiera_huge_224"] = Hiera(width: 256, heads: 4, depths: large)
    table["hiera_small_abswin_256"] = Hiera(
      depths: [1, 2, 11, 2], positionSide: 16, layerScale: true, projectsShortcut: false)
    table["hiera_base_abswin_256"] = Hiera(depths: base, positionSide: 14, layerScale: true)
  }

  var takesOutputStride: Bool { false }
  /// Stages that begin with pooling, and the side of a mask unit, which shrinks to a pixel with them.
  private static let pools = 3, unit = 1 << pools

  func build(_ image: Value, head: Head, in g: Scope) {
    let side = 4 * Self.unit
    guard image.shape[1] % side == 0, image.shape[2] % side == 0 else {
      return g.fail(
        .shape,
        "images of \(image.shape.extent) are not made of mask units of \(side)x\(side) pixels; their sides are multiples of "
          + "\(side)")
    }
    let map = (g / "patch_embed" / "proj").convolution(
      image, width, kernel: 7, stride: 4, bias: true, padding: .explicit(3))
    (g / "patch_embed").output(map)
    var x = unroll(embed(map, in: g), in: g)
    var size = map.shape.extent
    var number = 0
    for (stage, depth) in depths.enumerated() {
      for index in 0..<depth {
        let pools = stage > 0 && index == 0
        // A stage's first block attends as the stage before did.
        let isLocal = stage < 2 || stage == 2 && index == 0
        let keys = isLocal ? unitArea(stage - (pools ? 1 : 0)) : nil
        x = buildBlock(x, heads: heads << stage, pools: pools, unit: keys, in: g / "blocks" / number)
        number += 1
      }
      if stage > 0 { size = ImageSize(size.height / 2, size.width / 2) }
      let end = g / "blocks" / (number - 1)
      end.feature(roll(x, to: size, levels: Self.pools - stage, in: end), reduction: 4 << stage, hidden: x)
    }
    g.hidden(x)
    NormHead(norm: .layer(), convolvesUnpooled: false)(x, head, in: g / "head")
  }

  /// Tokens of a mask unit in a stage.
  private func unitArea(_ stage: Int) -> Int { (Self.unit >> stage) * (Self.unit >> stage) }

  /// Adds position embeddings to a map.
  private func embed(_ map: Value, in g: Scope) -> Value {
    let size = map.shape.extent
    guard let positionSide else {
      let table = g.learned(
        "pos_embed", [1, size.area, width], fit: .positions(rows: size.height, columns: size.width, prefixTokens: 0))
      return g.add(map, g.reshape(table, [1, size.height, size.width, width]))
    }
    let whole = g.learnedMap("pos_embed", width, ImageSize(positionSide))
    let unit = g.learnedMap("pos_embed_win", width, ImageSize(Self.unit))
    return g.add(map, g.add(g.resize(whole, to: size, .antialiasedBicubic), g.tile(unit, to: size)))
  }

  /// A map's pixels as tokens: those that have the same place in all blocks of 2x2 pixels lie together, in the order of blocks;
  /// so do blocks within blocks of 4x4, and so on up to mask units. Maxima of blocks are those of the tokens' quarters.
  private func unroll(_ map: Value, in g: Scope) -> Value {
    let size = map.shape.extent
    let cut = g.reshape(map, TensorShape(cuts(of: map, size, levels: Self.pools)))
    return (g / "unroll").output(
      g.reshape(g.permute(cut, order(levels: Self.pools)), [map.shape[0], size.area, map.channels]))
  }

  /// The map that tokens are of, where `levels` blocks within each other order them.
  private func roll(_ x: Value, to size: ImageSize, levels: Int, in g: Scope) -> Value {
    let order = order(levels: levels)
    let cut = cuts(of: x, size, levels: levels)
    let unrolled = g.reshape(x, TensorShape(order.map { cut[$0] }))
    let inverse = order.indices.map { order.firstIndex(of: $0)! }
    return g.reshape(g.permute(unrolled, inverse), [x.shape[0], size.height, size.width, x.channels])
  }

  /// A map's axes with lines and columns cut: the largest blocks first, then halves of halves.
  private func cuts(of x: Value, _ size: ImageSize, levels: Int) -> [Int] {
    let halves = Array(repeating: 2, count: levels)
    return [x.shape[0], size.height >> levels] + halves + [size.width >> levels] + halves + [x.channels]
  }

  /// The axes of `cuts` in the order of tokens: the smallest blocks' lines and columns first.
  private func order(levels: Int) -> [Int] {
    let (lines, columns) = (1, 2 + levels)
    return [0] + (0...levels).reversed().flatMap { [lines + $0, columns + $0] } + [3 + 2 * levels]
  }

  /// The maximum, or mean, of each block of 2x2 pixels.
  private func pool(_ x: Value, _ kind: Scope.PoolKind, in g: Scope) -> Value {
    let quarters = g.reshape(x, [x.shape[0], 4, x.shape[1] / 4, x.channels])
    let pooled = g.pool(quarters, kind, kernel: ImageSize(4, 1), stride: 1)
    return g.reshape(pooled, [x.shape[0], x.shape[1] / 4, x.channels])
  }

  /// A block over tokens. Tokens attend to those of their mask unit, `unit` of them before pooling, or to all.
  private func buildBlock(_ x: Value, heads: Int, pools: Bool, unit: Int?, in g: Scope) -> Value {
    let normalized = (g / "norm1").normalize(x, .layer())
    var shortcut = x
    if pools && projectsShortcut {
      shortcut = pool((g / "proj").linear(normalized, 2 * x.channels), .max, in: g)
    } else if pools {
      shortcut = g.concatenate([pool(x, .max, in: g), pool(x, .average, in: g)])
    }
    let attended = attend(normalized, shortcut.channels, heads, pools: pools, unit: unit, in: g / "attn")
    let y = g.add(shortcut, scaled(attended, in: g / "ls1"))
    let processed = FeedForward()((g / "norm2").normalize(y, .layer()), in: g / "mlp")
    return g.output(g.add(y, scaled(processed, in: g / "ls2")))
  }

  private func scaled(_ x: Value, in g: Scope) -> Value { layerScale ? g.channelScale(x) : g.output(x) }

  private func attend(_ x: Value, _ width: Int, _ heads: Int, pools: Bool, unit: Int?, in g: Scope) -> Value {
    let qkv = (g / "qkv").linear(x, 3 * width)
    var parts = (0..<3).map { g.slice(qkv, $0 * width..<($0 + 1) * width) }
    if pools { parts[0] = pool(parts[0], .max, in: g) }
    let tokens: TensorShape = [x.shape[0], parts[0].shape[1], width]
    if let unit {
      // The tokens of a mask unit are a column.
      let units = x.shape[1] / unit
      parts = parts.map { g.reshape($0, [x.shape[0], $0.shape[1] / units, units, width]) }
    }
    let attended = g.attention(
      parts[0], parts[1], parts[2], heads: heads, scale: Float(1 / Double(width / heads).squareRoot()),
      partition: unit.map { .grid(ImageSize($0, 1)) } ?? .whole)
    return g.output((g / "proj").linear(g.reshape(attended, tokens), width))
  }
}
