package import BackbonesTensors

extension Attention {
  /// What is read; see `Operator`. What is lowered by `AttentionPartition.penalty` before a softmax counts as not read.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    guard let q = try? tokens(inputs[0], heads), let k = try? tokens(inputs[1], keyHeads),
      let parts = try? partition.parts(queries: q, keys: k)
    else { return inputs.map { Reads(Region(allOf: $0), joining: Array(1..<$0.rank)) } }
    let images = region.axes[0]
    let positions = Array(1..<output.rank - 1)
    /// Tokens of an operand: all its channels.
    func operand(_ index: Int, _ tokens: [RangeSet<Int>]) -> Region {
      let shape = inputs[index]
      return Region(
        [shape[0] == 1 ? RangeSet(0..<1) : images] + tokens
          + shape.dimensions.dropFirst(1 + tokens.count).map { RangeSet(0..<$0) })
    }
    let queries = (1..<q.rank - 1).map { axis in
      parts.sharesQueries ? RangeSet(0..<q[axis]) : region.axes[axis]
    }
    let keys: [RangeSet<Int>], joined: [Int]
    if partition == .whole {
      (keys, joined) = ((1..<k.rank - 1).map { RangeSet(0..<k[$0]) }, Array(1..<k.rank - 1))
    } else {
      keys = positions.map { axis in
        partition.keys(
          of: region.axes[axis].clipped(to: output[axis]), output[axis], keys: k[axis], isLine: axis == 1,
          parts: axis == 1 ? parts.grid.height : parts.grid.width, isMasked: !talks)
      }
      if case .grid = partition { joined = positions } else { joined = [] }
    }
    let query = Reads(operand(0, queries))
    let key = { (index: Int) in
      let region = operand(index, keys)
      return joined.isEmpty ? Reads(region) : Reads(region, joining: joined)
    }
    func isOfQueries(_ shape: TensorShape) -> Bool {
      shape.dimensions.dropFirst().dropLast() == q.dimensions.dropFirst().dropLast()
    }
    let terms = zip(terms, inputs.dropFirst(3)).map { term, shape in
      switch term {
      case .lines where isOfQueries(shape), .columns where isOfQueries(shape):
        return Reads(
          Region([images] + queries + [RangeSet(0..<shape.channels)]).broadcast(to: shape, from: shape))
      case .bias where shape[0] == output[0] && partition == .whole && output.rank == 3:
        return Reads(
          Region([images, RangeSet(0..<shape[1]), region.axes[1], RangeSet(0..<shape[3])]), joining: [3])
      default: return Reads(Region(allOf: shape), joining: Array(1..<shape.rank))
      }
    }
    return [query, key(1), key(2)] + terms
  }
}

extension AttentionPartition {
  /// The lines, or columns, of the keys that those of queries attend to.
  ///
  /// - Parameters:
  ///   - queries: lines or columns of the result, which has `extent` of them.
  ///   - keys: lines or columns of the keys.
  ///   - parts: how many parts lie along them.
  ///   - isMasked: whether pixels that only the roll made neighbours stay apart. Heads that talk to each other add terms that join
  ///     them.
  fileprivate func keys(
    of queries: RangeSet<Int>, _ extent: Int, keys: Int, isLine: Bool, parts: Int, isMasked: Bool
  ) -> RangeSet<Int> {
    let part = keys / parts
    switch self {
    case .whole: return RangeSet(0..<keys)
    case .grid:
      return queries.flatMap { query in
        RangeSet((0..<part).map { $0 * parts + query % parts }.map { $0..<$0 + 1 })
      }
    case .windows(let window, let shift, let isRolled):
      let (size, shift) = isLine ? (window.height, shift.height) : (window.width, shift.width)
      let moved = isRolled ? 0 : shift
      return queries.flatMap { query in
        // Places in the rolled map, in which windows lie side by side.
        let place = (query - moved + extent) % extent
        let first = place / (extent / parts) * part
        let region = Self.region(place, extent, size, shift)
        let neighbours = (first..<first + part).filter {
          !isMasked || extent != keys || Self.region($0, keys, size, shift) == region
        }
        return RangeSet(neighbours.map { ($0 + moved) % keys }.map { $0..<$0 + 1 })
      }
    }
  }

  /// The part of a side of the rolled map, of `extent`, whose pixels were neighbours before it was rolled.
  static func region(_ position: Int, _ extent: Int, _ window: Int, _ shift: Int) -> Int {
    shift == 0 || position < extent - window ? 0 : position < extent - shift ? 1 : 2
  }
}
