import BackbonesGraphs
import BackbonesTensors

extension Generator {
  /// Operators that mix rows with each other.
  static let mixing: [Generator] = [
    .tokens("attention") { random, g, x, _ in
      let heads = random.int(1...3)
      let (keys, values) = (heads * random.pick([2, 8, 13]), heads * random.pick([2, 8, 11]))
      // Of one product, as transformers have it; of products of their own; or of one query for all images.
      switch random.int(0...3) {
      case 3:
        // A head's queries, keys and values side by side.
        let size = keys / heads, valueSize = values / heads
        let all = (g / "qkv").linear(x, heads * (2 * size + valueSize))
        let ofHeads = g.reshape(all, [x.shape[0], x.shape[1], heads, 2 * size + valueSize])
        return g.attention(
          g.slice(ofHeads, 0..<size), g.slice(ofHeads, size..<2 * size),
          g.slice(ofHeads, 2 * size..<2 * size + valueSize), heads: heads, scale: 0.4, hasHeadAxis: true)
      case 0:
        let all = (g / "qkv").linear(x, 3 * keys)
        return g.attention(
          g.slice(all, 0..<keys), g.slice(all, keys..<2 * keys), g.slice(all, 2 * keys..<3 * keys), heads: heads,
          scale: 0.3)
      case 1:
        return g.attention(
          (g / "q").linear(x, keys), (g / "k").linear(x, keys), (g / "v").linear(x, values), heads: heads, scale: 0.5)
      default:
        return g.attention(
          g.learned("query", [1, random.int(1...3), keys]), (g / "k").linear(x, keys), (g / "v").linear(x, values),
          heads: heads, scale: 0.5)
      }
    },
    .map(
      "attention of maps", over: [[2, 6, 8, 12], [1, 14, 14, 16], [3, 4, 6, 24]], fits: { $0[1] > 1 && $0[2] > 1 }
    ) { random, g, x, _ in g.attention(of: x, &random) },
    .map(
      "attention weights", over: [[2, 6, 8, 12], [1, 14, 14, 16], [3, 4, 6, 24]], fits: { $0[1] > 1 && $0[2] > 1 }
    ) { random, g, x, _ in
      let weights = g.weights(of: g.attention(of: x, &random))
      // The parts of an image below each other.
      return g.reshape(
        weights,
        [
          x.shape[0], weights.shape.count / x.shape[0] / weights.shape[2] / weights.channels,
          weights.shape[2], weights.channels,
        ])
    },
    .any("cross-covariance weights", over: maps + tokens, fits: { $0.rank > 2 }) { random, g, x, _ in
      let heads = random.int(1...3), width = heads * random.pick([1, 8, 13])
      let (all, isCosine) = ((g / "qk").linear(x, 2 * width + 1), random.chance(2))
      let (q, k) = (g.slice(all, 0..<width), g.slice(all, width..<2 * width))
      return g.weights(
        of: g.crossCovarianceAttention(
          q, k, k, heads: heads, scale: 0.3, isCosine: isCosine,
          headScales: random.chance(2) ? g.learned("scales", [1, heads]) : nil))
    },
    .map("pad", over: [[2, 5, 7, 3], [1, 9, 8, 16]]) { random, g, x, _ in
      g.pad(x, bottom: random.int(0...2), right: random.int(0...3))
    },
    // Pixels line by line, and perhaps a class token before them.
    .tokens("attention with relative positions", over: [[2, 12, 16], [1, 13, 24], [3, 35, 8], [1, 36, 8]]) {
      random, g, x, _ in
      let heads = random.int(1...3), count = x.shape[1], prefix = random.int(0...min(1, count - 1))
      let lines = random.pick((1...count - prefix).filter { (count - prefix) % $0 == 0 })
      let grid = ImageSize(lines, (count - prefix) / lines)
      let parts = ["q", "k", "v"].map { (g / $0).linear(x, heads * 8) }
      return g.attention(
        parts[0], parts[1], parts[2], heads: heads, scale: 0.4,
        positions: g.relativePositionTable(window: grid, heads: heads, hasClassToken: prefix == 1), grid: grid)
    },
    .tokens("attention of given scores") { random, g, x, _ in
      let heads = random.int(1...3), queries = random.int(1...9)
      let scores = (g / "scores").linear(g.flatten(x), heads * queries * x.shape[1])
      return g.attention(
        scores: g.reshape(scores, [x.shape[0], heads, queries, x.shape[1]]),
        (g / "v").linear(x, heads * random.pick([2, 8, 11])))
    },
    .tokens("attention to keys of all images") { random, g, x, _ in
      let heads = random.int(1...3)
      let keys = g.learned("keys", [1, x.shape[1], heads * 8])
      return g.attention(
        (g / "q").linear(x, heads * 8), keys, (g / "v").linear(x, heads * 5), heads: heads, scale: 0.5,
        isCosine: random.chance(2))
    },
    // A class token, which has no terms, and fewer keys than queries.
    .tokens(
      "attention with terms of lines and columns", over: [[2, 13, 16], [1, 7, 24], [3, 35, 8]], fits: { $0[1] > 1 }
    ) { random, g, x, _ in
      let heads = random.int(1...3), prefix = random.int(0...1), pixelCount = x.shape[1] - prefix
      let lines = random.int(1...min(3, pixelCount)), columns = random.int(1...pixelCount / lines)
      let keys = g.slice(x, 0..<prefix + lines * columns, axis: 1)
      let pixels = g.slice(x, prefix..<x.shape[1], axis: 1)
      return g.attention(
        (g / "q").linear(x, heads * 8), (g / "k").linear(keys, heads * 8), (g / "v").linear(keys, heads * 5),
        heads: heads, scale: 0.4, grid: ImageSize(lines, columns),
        lines: (g / "lines").linear(pixels, heads * lines), columns: (g / "columns").linear(pixels, heads * columns))
    },
    // Of one product or of queries alone; behind class tokens, and with angles that are learned or known.
    .tokens("rotary embedding", over: tokens + [[2, 12, 16], [1, 33, 24], [3, 66, 8]]) { random, g, x, _ in
      let tables = random.int(1...2), heads = tables * random.int(1...2)
      let span = 2 * random.pick([1, 1, 2, 5, 8]), width = span * random.pick(span == 2 ? [2, 5, 9] : [1, 2])
      let count = x.shape[1], prefix = random.int(0...min(3, count - 1))
      let lines = random.pick((1...count - prefix).filter { (count - prefix) % $0 == 0 })
      let shape: TensorShape = [1, 2, tables * width / 2]
      let frequencies =
        random.chance(2)
        ? g.learned("frequencies", shape)
        : (g / "known").fixed("frequencies", shape, (0..<shape.count).map { 1 / Float($0 + 1) })
      let table = g.rotaryTable(
        frequencies: frequencies, lines: (0..<lines).map { Float($0) - 1.5 },
        columns: (0..<(count - prefix) / lines).map { Float($0) / 3 }, columnsFirst: random.chance(2))
      let y = (g / "qk").linear(x, heads * width + random.pick([0, 0, 3]))
      return g.rotate(y, heads: heads, headWidth: width, span: span, by: table)
    },
    .any("cross-covariance attention", over: maps + tokens, fits: { $0.rank > 2 }) { random, g, x, _ in
      let heads = random.int(1...3)
      let width = heads * random.pick([1, 8, 13])
      let (all, isCosine) = ((g / "qkv").linear(x, 3 * width + 1), random.chance(2))
      let parts = (0..<3).map { g.slice(all, $0 * width..<($0 + 1) * width) }
      return g.crossCovarianceAttention(
        parts[0], parts[1], parts[2], heads: heads, scale: 0.3, isCosine: isCosine,
        headScales: random.chance(2) ? g.learned("scales", [1, heads]) : nil)
    },
    // More threads than heads, which have channels for several.
    .tokens("cross-covariance attention of one head", over: [[1, 300, 40]]) { random, g, x, _ in
      let k = (g / "k").linear(x, x.channels)
      return g.crossCovarianceAttention(x, k, x, heads: 1, scale: 0.1, isCosine: random.chance(2))
    },
    .any("linear attention", over: maps + tokens + [[1, 300, 40]], fits: { $0.rank > 2 }) { random, g, x, _ in
      let (heads, keys, values) = (random.int(1...3), random.pick([1, 8, 13]), random.pick([1, 5, 16]))
      let width = 2 * keys + values
      let all = (g / "qkv").linear(x, heads * width)
      let parts = g.reshape(all, TensorShape(x.shape.dimensions.dropLast() + [heads, width]))
      let asking = g.activate(g.slice(parts, 0..<2 * keys), .relu)
      return g.linearAttention(
        g.slice(asking, 0..<keys), g.slice(asking, keys..<2 * keys), g.slice(parts, 2 * keys..<width),
        epsilon: random.pick([1e-5, 0.5]))
    },
    // A part of the pixels asks; terms by offsets or differences.
    .map(
      "attention of every other pixel", over: [[2, 6, 8, 12], [1, 7, 5, 16], [3, 4, 6, 24]],
      fits: { $0[1] > 1 && $0[2] > 1 }
    ) {
      random, g, x, _ in
      let heads = random.int(1...3), stride = random.int(1...3)
      let asking = g.pool(x, .average, kernel: 1, stride: stride, alwaysSteps: true)
      let offsets = random.chance(3) ? nil : g.offsetTable(heads: heads, x.shape.extent)
      return g.attention(
        (g / "q").linear(asking, heads * 8), (g / "k").linear(x, heads * 8), (g / "v").linear(x, heads * 5),
        heads: heads,
        scale: 0.4,
        positions: offsets == nil ? g.relativePositionTable(window: x.shape.extent, heads: heads) : nil,
        offsets: offsets,
        queryStride: stride,
        positionGates: random.chance(3) ? g.activate(g.learned("gates", [1, heads]), .sigmoid) : nil)
    },
    .tokens("weighted mean") { random, g, x, _ in
      let scores = (g / "scores").linear(x, random.int(1...9))
      return g.weightedMeans(of: x, weights: g.activate(g.permute(scores, [0, 2, 1]), .sigmoid))
    },
    .any("long short-term memory", over: maps + tokens, fits: { $0.rank > 2 && $0.count / $0.channels < 2000 }) {
      random, g, x, _ in
      let axis = random.int(1...x.shape.rank - 2)
      return g.lstm(x, random.pick([1, 7, 16, 24]), axis: axis, isBidirectional: random.chance(2))
    },
    // Enough sequences for several threads.
    .map("long short-term memory of many sequences", over: [[1, 6, 60, 16]], fits: { $0.channels > 1 }) {
      random, g, x, _ in g.lstm(x, 32, axis: 1, isBidirectional: random.chance(2))
    },
    // Both operands are parts of something wider.
    .tokens("matrix product", over: tokens + [[1, 300, 40]]) { random, g, x, _ in
      let wide = (g / "wide").linear(x, x.channels + 3)
      let tall = g.permute((g / "tall").linear(x, random.int(1...20)), [0, 2, 1])
      return g.product(tall, g.slice(wide, 2..<x.channels + 2))
    },
    .tokens("matrix product of heads", over: tokens + [[1, 300, 40]]) { random, g, x, _ in
      let heads = random.int(1...4), depth = random.int(1...9)
      let wide = (g / "wide").linear(x, heads * depth + 3)
      let rows = g.slice((g / "rows").linear(x, depth + 1), 1..<depth + 1)
      let b = g.reshape(
        g.flatten((g / "b").globalPool(rows, .average)), [x.shape[0], depth, 1])
      return g.product(
        g.slice(wide, 2..<heads * depth + 2), (g / "right").linear(b, heads * random.pick([1, 3, 16])), heads: heads)
    },
    .tokens("factorized attention") { random, g, x, _ in
      let heads = random.int(1...3), width = heads * random.pick([2, 8, 11])
      let qkv = (g / "qkv").linear(x, 3 * width)
      let parts = (0..<3).map { g.slice(qkv, $0 * width..<($0 + 1) * width) }
      return g.factorizedAttention(parts[0], parts[1], parts[2], heads: heads, scale: 0.3)
    },
    .tokens("relative rows", over: [[2, 12, 16], [1, 7, 24], [3, 8, 9]]) { random, g, x, _ in
      let queries = x.shape[1]
      let keys = random.pick((1...queries).filter { queries % $0 == 0 } + [2 * queries, 3 * queries])
      let rows = g.relativeRows(named: "distances", queries: queries, keys: keys, channels: x.channels)
      return g.permute(g.product(g.permute(x, [1, 0, 2]), rows), [1, 0, 2])
    },
    .tokens("differential attention") { random, g, x, _ in
      let heads = random.int(1...3)
      let (keys, values) = (2 * heads * random.pick([2, 5, 8]), heads * random.pick([2, 8, 11]))
      return g.differentialAttention(
        (g / "q").linear(x, keys), (g / "k").linear(x, keys), (g / "v").linear(x, values), heads: heads, scale: 0.4,
        initialWeight: 0.3)
    },
  ]
}

extension Scope {
  /// An attention of a map's pixels, of any partition and with any terms.
  fileprivate func attention(of x: Value, _ random: inout Random) -> Value {
    let (n, size) = (x.shape[0], x.shape.extent)
    let part = ImageSize(
      random.pick((1...size.height).filter { size.height % $0 == 0 }),
      random.pick((1...size.width).filter { size.width % $0 == 0 }))
    let shift = ImageSize(random.int(0...part.height / 2), random.int(0...part.width / 2))
    let partition = random.pick(
      [
        .whole, .windows(part), .grid(part), .windows(part, shift: shift),
        .windows(part, shift: shift, isRolled: random.chance(2)),
      ] as [AttentionPartition])
    let keyHeads = random.int(1...2), heads = keyHeads * random.int(1...2)
    let (width, valueWidth) = (random.pick([2, 8, 13]), random.pick([2, 8, 11]))
    let keys = partition == .whole ? size : part
    let parts = size.area / keys.area
    let key = (self / "k").linear(x, keyHeads * width), value = (self / "v").linear(x, keyHeads * valueWidth)
    var query = (self / "q").linear(x, heads * width)
    // One part's queries for all.
    let shared = partition != .whole && random.chance(4)
    if shared { query = slice(slice(query, 0..<part.height, axis: 1), 0..<part.width, axis: 2) }
    let isCosine = random.chance(3)
    let headScales =
      isCosine
      ? logitScale(heads: heads, shape: [heads, 1, 1]) : random.chance(3) ? learned("scales", [1, heads]) : nil
    var bias: Value?, positions: Value?
    switch random.int(0...4) {
    case 0: positions = relativePositionTable(window: keys, heads: heads)
    case 1:
      let offsets = (self / "offsets").logOffsets(window: keys, unit: random.pick([nil, keys, ImageSize(3, 2)]))
      positions = transposeTokens((self / "offsets" / "mlp").linear(offsets, heads))
    case 2, 3:
      if random.chance(2) { positions = relativePositionTable(window: keys, heads: heads) }
      let images = random.pick([n, n * parts])
      let pooled = (self / "terms").linear(
        flatten((self / "pool").globalPool(x, .average)), heads * keys.area * keys.area * images / n)
      bias = reshape(pooled, [images, heads, keys.area, keys.area])
    default: break
    }
    var lines: Value?, columns: Value?
    if !shared && random.chance(3) {
      lines = (self / "lines").linear(x, heads * keys.height)
      columns = (self / "columns").linear(x, heads * keys.width)
    }
    let gates =
      positions != nil && random.chance(3) ? activate(learned("gates", [1, heads]), .sigmoid) : nil
    func projection(_ name: String) -> Value? {
      random.chance(4) ? (self / name).headProjection(heads: heads, axesBehind: random.int(0...2)) : nil
    }
    let hasHeadAxis = random.chance(3)
    func operand(_ x: Value, _ heads: Int) -> Value {
      guard hasHeadAxis else { return x }
      return reshape(x, TensorShape(x.shape.dimensions.dropLast() + [heads, x.channels / heads]))
    }
    return attention(
      operand(query, heads), operand(key, keyHeads), operand(value, keyHeads), heads: heads, keyHeads: keyHeads,
      scale: 0.4, isCosine: isCosine, hasHeadAxis: hasHeadAxis, partition: partition, headScales: headScales,
      bias: bias, positions: positions, lines: lines, columns: columns, logitProjection: projection("logits"),
      weightProjection: projection("weights"), positionGates: gates)
  }
}
