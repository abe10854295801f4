internal import BackbonesGraphs
internal import BackbonesTensors

/// How much a query attends to each key: `softmax(scale * q · k)` over the given channels of both.
private func attention(
  _ q: ReferenceTensor, _ k: ReferenceTensor, image n: Int, query: Int, channels: Range<Int>, scale: Double
) -> [Double] {
  softmax(
    (0..<k.positions).map { key in scale * channels.reduce(0) { $0 + q[n, query, $1] * k[n, key, $1] } })
}

extension Attention: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let v = tokens(inputs[2], keyHeads)
    let weights = AttentionRows(self, Array(inputs[..<2] + inputs[3...]), images: v.images)
    let (group, width) = (heads / keyHeads, v.channels / keyHeads)
    var y = ReferenceTensor(
      TensorShape([v.images] + weights.map.dimensions.dropFirst().dropLast() + [heads * width]))
    for n in 0..<y.images {
      for position in 0..<y.positions {
        let (keys, weights) = (weights.keys(of: position), weights.rows(image: n, position))
        for head in 0..<heads {
          for c in 0..<width {
            y[n, position, head * width + c] = keys.indices.reduce(0) {
              $0 + weights[head][$1] * v[n, keys[$1], head / group * width + c]
            }
          }
        }
      }
    }
    return y
  }

  /// An operand as tokens: row by row, heads on an axis lie as those within channels do.
  fileprivate func tokens(_ x: ReferenceTensor, _ heads: Int) -> ReferenceTensor {
    hasHeadAxis
      ? ReferenceTensor(TensorShape(x.shape.dimensions.dropLast(2) + [heads * x.channels]), x.elements) : x
  }
}

extension AttentionWeights: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let weights = AttentionRows(attention, inputs, images: images)
    let positions = weights.map.dimensions.dropFirst().dropLast().reduce(1, *)
    let (parts, keys) = (weights.places.count, weights.keys(of: 0).count)
    var y = ReferenceTensor(TensorShape([images * parts, positions / parts, keys, attention.heads]))
    for n in 0..<images {
      for position in 0..<positions {
        let (part, query) = weights.places.place(of: position, in: weights.map)
        for (head, row) in weights.rows(image: n, position).enumerated() {
          for (key, weight) in row.enumerated() { y[n * parts + part, query, key, head] = weight }
        }
      }
    }
    return y
  }
}

/// The weights of an attention, query by query.
private struct AttentionRows {
  let attention: Attention
  let places: AttentionDefinition
  /// The shape of the result's tokens.
  let map: TensorShape
  private let q, k: ReferenceTensor
  private let terms: [ReferenceTensor]
  private let images: Int

  /// - Parameter inputs: queries, keys and terms.
  init(_ attention: Attention, _ inputs: [ReferenceTensor], images: Int) {
    (self.attention, self.images) = (attention, images)
    (q, k) = (attention.tokens(inputs[0], attention.heads), attention.tokens(inputs[1], attention.keyHeads))
    terms = Array(inputs.dropFirst(2))
    places = AttentionDefinition(attention.partition, queries: q.shape, keys: k.shape)
    map = places.sharesQueries ? k.shape : q.shape
  }

  private func term(_ term: Attention.Term) -> ReferenceTensor? {
    attention.terms.firstIndex(of: term).map { terms[$0] }
  }

  /// The keys of the query at a position, in order.
  func keys(of position: Int) -> [Int] { places.keys(of: places.place(of: position, in: map).part) }

  /// Of each head, the weights of the keys of the query at a position.
  func rows(image n: Int, _ position: Int) -> [[Double]] {
    let (headScales, bias, positions) = (term(.headScales), term(.bias), term(.positions))
    let (offsets, lines, columns) = (term(.offsets), term(.lines), term(.columns))
    let (logits, projection, gates) = (term(.logitProjection), term(.weightProjection), term(.positionGates))
    let (heads, size) = (attention.heads, q.channels / attention.heads)
    let group = heads / attention.keyHeads
    let (part, query) = places.place(of: position, in: map)
    let keys = places.keys(of: part)
    let row = places.sharesQueries ? query : position
    // Of each head, where the query's positions are no terms: their own scores.
    var placed = Array(repeating: [Double](), count: heads)
    var scores = (0..<heads).map { head in
      let first = head / group * size
      return keys.enumerated().map { index, key in
        var score = (0..<size).reduce(0) {
          $0 + q[q.images == 1 ? 0 : n, row, head * size + $1] * k[k.images == 1 ? 0 : n, key, first + $1]
        }
        if attention.isCosine {
          let lengths = [
            q.length(q.images == 1 ? 0 : n, row, head * size, size),
            k.length(k.images == 1 ? 0 : n, key, first, size),
          ]
          score /= lengths.map { max($0, 1e-12) }.reduce(1, *)
        }
        score *= Double(attention.scale) * (headScales?.elements[head] ?? 1)
        if let bias {
          let image = bias.images == 1 ? 0 : bias.images == images ? n : n * places.count + part
          score += bias[[image, head, query, index]]
        }
        var place = 0.0
        if let positions { place = positions[[0, head, attention.entry(query, index, of: places.keyGrid)]] }
        if let offsets { place = offsets[[0, head, attention.offset(query, index, of: places.keyGrid)]] }
        if gates == nil { score += place } else { placed[head].append(place) }
        if let lines, let columns {
          let (high, wide) = (lines.channels / heads, columns.channels / heads)
          let image = q.images == 1 ? 0 : n, prefix = keys.count - high * wide
          let (row, pixel) = (row - prefix, index - prefix)
          if row >= 0 && pixel >= 0 {
            score += lines[image, row, head * high + pixel / wide] + columns[image, row, head * wide + pixel % wide]
          }
        }
        return score - (places.meet(position, key) ? 0 : Double(AttentionPartition.penalty))
      }
    }
    if let logits { scores = attention.mixed(scores, logits) }
    var weights = scores.map(softmax)
    if let gates {
      for head in 0..<heads {
        let gate = gates.elements[head]
        weights[head] = zip(weights[head], softmax(placed[head])).map { (1 - gate) * $0 + gate * $1 }
      }
    }
    return projection.map { attention.mixed(weights, $0) } ?? weights
  }
}

extension ReferenceTensor {
  /// The length of a head's part of a token.
  fileprivate func length(_ image: Int, _ position: Int, _ first: Int, _ size: Int) -> Double {
    (first..<first + size).reduce(0) { $0 + self[image, position, $1] * self[image, position, $1] }.squareRoot()
  }
}

extension Attention {
  /// Of each head, the sum of all heads' rows by a row of `projection`, and its last entry.
  fileprivate func mixed(_ rows: [[Double]], _ projection: ReferenceTensor) -> [[Double]] {
    (0..<heads).map { to in
      rows[0].indices.map { index in
        (0..<heads).reduce(projection[0, to, heads]) { $0 + projection[0, to, $1] * rows[$1][index] }
      }
    }
  }

  /// The entry of a query and a key, by their numbers in a part, in a table of relative positions.
  fileprivate func entry(_ query: Int, _ key: Int, of keys: ImageSize) -> Int {
    let (h, w) = ((grid ?? keys).height, (grid ?? keys).width)
    let prefix = keys.area - h * w
    let (q, k) = (query < prefix ? -1 : asking(query - prefix, width: w), key - prefix)
    return switch (q < 0, k < 0) {
    case (true, true): (2 * h - 1) * (2 * w - 1) + 2
    case (true, false): (2 * h - 1) * (2 * w - 1)
    case (false, true): (2 * h - 1) * (2 * w - 1) + 1
    case (false, false): (q / w - k / w + h - 1) * (2 * w - 1) + (q % w - k % w + w - 1)
    }
  }

  /// The entry of a query and a key in a table of offsets.
  fileprivate func offset(_ query: Int, _ key: Int, of keys: ImageSize) -> Int {
    let w = (grid ?? keys).width
    let q = asking(query, width: w)
    return abs(q / w - key / w) * w + abs(q % w - key % w)
  }

  /// The number of the key that lies where a query does.
  private func asking(_ query: Int, width: Int) -> Int {
    let columns = (width + queryStride - 1) / queryStride
    return query / columns * queryStride * width + query % columns * queryStride
  }
}

/// The parts of an attention, pixel by pixel.
private struct AttentionDefinition {
  let partition: AttentionPartition
  let map: TensorShape
  /// Parts along the height and width, and whether all have the same queries.
  let grid: ImageSize, sharesQueries: Bool
  var count: Int { grid.area }
  /// Lines and columns of a part's keys; tokens are one line.
  var keyGrid: ImageSize {
    map.rank == 4 ? ImageSize(map[1] / grid.height, map[2] / grid.width) : ImageSize(1, map[1])
  }

  init(_ partition: AttentionPartition, queries: TensorShape, keys: TensorShape) {
    (self.partition, map) = (partition, keys)
    switch partition {
    case .whole: (grid, sharesQueries) = (1, false)
    case .windows(let size, _, _), .grid(let size):
      grid = ImageSize(keys[1] / size.height, keys[2] / size.width)
      sharesQueries = grid.area > 1 && queries.extent == size
    }
  }

  /// The part of a pixel of a map, and its number in it.
  func place(of position: Int, in map: TensorShape) -> (part: Int, token: Int) {
    if partition == .whole { return (0, position) }
    var (y, x) = (position / map[2], position % map[2])
    let part = ImageSize(map[1] / grid.height, map[2] / grid.width)
    if case .grid = partition {
      return (y % grid.height * grid.width + x % grid.width, y / grid.height * part.width + x / grid.width)
    }
    if case .windows(_, let shift, false) = partition {
      (y, x) = ((y - shift.height + map[1]) % map[1], (x - shift.width + map[2]) % map[2])
    }
    return (y / part.height * grid.width + x / part.width, y % part.height * part.width + x % part.width)
  }

  /// The keys of a part, in order.
  func keys(of part: Int) -> [Int] {
    let positions = map.dimensions.dropFirst().dropLast().reduce(1, *)
    return (0..<positions).map { (key: $0, place: place(of: $0, in: map)) }.filter { $0.place.part == part }
      .sorted { $0.place.token < $1.place.token }.map(\.key)
  }

  /// Whether two pixels of one window were neighbours before the roll.
  func meet(_ a: Int, _ b: Int) -> Bool {
    guard case .windows(let window, let shift, let isRolled) = partition else { return true }
    func region(_ position: Int, _ extent: Int, _ window: Int, _ shift: Int) -> Int {
      let rolled = isRolled ? position : (position - shift + extent) % extent
      return shift == 0 ? 0 : (rolled >= extent - window ? 1 : 0) + (rolled >= extent - shift ? 1 : 0)
    }
    return region(a / map[2], map[1], window.height, shift.height)
      == region(b / map[2], map[1], window.height, shift.height)
      && region(a % map[2], map[2], window.width, shift.width)
        == region(b % map[2], map[2], window.width, shift.width)
  }
}

extension Zeros: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    ReferenceTensor(shape)
  }
}

extension DifferentialAttention: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let (q, k, v) = (inputs[0], inputs[1], inputs[2])
    func power(_ a: Int, _ b: Int) -> Double {
      exponential(zip(parameters[a].elements, parameters[b].elements).reduce(0) { $0 + $1.0 * $1.1 })
    }
    let lambda = power(0, 1) - power(2, 3) + Double(initialWeight)
    var y = ReferenceTensor(v.shape)
    let (size, width) = (q.channels / heads / 2, v.channels / heads)
    for n in 0..<y.images {
      for head in 0..<heads {
        for query in 0..<q.positions {
          let halves = (0..<2).map { half in
            let first = (2 * head + half) * size
            return attention(q, k, image: n, query: query, channels: first..<first + size, scale: Double(scale))
          }
          for c in head * width..<(head + 1) * width {
            y[n, query, c] = (0..<v.positions).reduce(0) { sum, key in
              sum + (halves[0][key] - lambda * halves[1][key]) * v[n, key, c]
            }
          }
        }
      }
    }
    return y
  }
}

extension RadixSoftmax: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let x = inputs[0]
    if radix == 1 { return x.map(logistic) }
    var y = x
    let width = x.channels / (groups * radix)
    for n in 0..<x.images {
      for group in 0..<groups {
        for c in 0..<width {
          // [group][slice][channel] becomes [slice][group][channel].
          let weights = softmax((0..<radix).map { x[n, 0, (group * radix + $0) * width + c] })
          for slice in 0..<radix { y[n, 0, (slice * groups + group) * width + c] = weights[slice] }
        }
      }
    }
    return y
  }
}
