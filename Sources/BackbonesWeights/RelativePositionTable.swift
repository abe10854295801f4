internal import BackbonesGraphs
internal import CBackbonesKernels
package import BackbonesTensors

/// Tables of biases by relative position, made to fit other windows (as BEiT does it: Bao et al. 2021, arXiv:2106.08254).
///
/// Along each axis the entries are taken to lie at distances from the centre that grow geometrically, so that the last
/// ones lie where those of the new window do; between them biases are interpolated linearly.
package enum RelativePositionTable {
  /// The side of the square window of a table; nil where there is none of so many entries.
  static func window(ofEntries entries: Int, hasClassToken: Bool) -> Int? {
    let pairs = entries - (hasClassToken ? 3 : 0)
    let side = Int(Double(max(pairs, 0)).squareRoot())
    return side > 0 && side * side == pairs && side % 2 == 1 ? side / 2 + 1 : nil
  }

  /// A table for another window.
  ///
  /// - Parameters:
  ///   - table: `[T, heads]`, of a square window where not said otherwise.
  ///   - old: the window it is for; nil for a square one.
  ///   - hasClassToken: whether the last three entries are a class token's; they stay as they are.
  /// - Throws: `.shape` where no window has so many entries.
  package static func resampled(
    _ table: Tensor, from old: ImageSize? = nil, to new: ImageSize, hasClassToken: Bool = false
  ) throws(BackboneError) -> Tensor {
    let old = old ?? window(ofEntries: table.shape[0], hasClassToken: hasClassToken).map { ImageSize($0) } ?? 0
    let (lines, columns) = (2 * old.height - 1, 2 * old.width - 1)
    let extra = hasClassToken ? 3 : 0
    guard table.shape.rank == 2, lines > 0, columns > 0, lines * columns + extra == table.shape[0], new.height > 0,
      new.width > 0
    else {
      throw BackboneError(
        .shape,
        "a table of relative positions of shape \(table.shape.dimensions); expected [entries of a window, heads]")
    }
    if old == new { return table }
    let heads = table.shape[1]
    let (newLines, newColumns) = (2 * new.height - 1, 2 * new.width - 1)
    let ys = interpolation(from: lines, to: newLines), xs = interpolation(from: columns, to: newColumns)
    return try table.withElements { source throws(BackboneError) in
      try Tensor(allocating: [newLines * newColumns + extra, heads]) { target in
        for (i, y) in ys.enumerated() {
          for (j, x) in xs.enumerated() {
            for head in 0..<heads {
              func entry(_ line: Int, _ column: Int) -> Double {
                Double(source[(line * columns + column) * heads + head])
              }
              let above = entry(y.first, x.first) * (1 - x.share) + entry(y.first, x.second) * x.share
              let below = entry(y.second, x.first) * (1 - x.share) + entry(y.second, x.second) * x.share
              target[(i * newColumns + j) * heads + head] = Float(above * (1 - y.share) + below * y.share)
            }
          }
        }
        for index in 0..<extra * heads {
          target[newLines * newColumns * heads + index] = source[lines * columns * heads + index]
        }
      }
    }
  }

  /// Whether a table of a map for each head is one of a window, so that it can be made to fit another.
  static func canFit(maps shape: TensorShape, to other: TensorShape) -> Bool {
    shape[0] == other[0] && shape[1] % 2 == 1 && shape[2] % 2 == 1
  }

  /// A table `[heads, lines, columns]` for another window.
  ///
  /// - Throws: `.shape` where no window has so many lines and columns.
  package static func resampled(maps: Tensor, to new: ImageSize) throws(BackboneError) -> Tensor {
    let (heads, lines, columns) = (maps.shape[0], maps.shape[1], maps.shape[2])
    let old = ImageSize(lines / 2 + 1, columns / 2 + 1)
    let table = try resampled(maps.reshaped([heads, lines * columns]).transposed(), from: old, to: new)
    return try table.transposed().reshaped([heads, 2 * new.height - 1, 2 * new.width - 1])
  }

  /// The two entries that each new one lies between, and the share of the second.
  private static func interpolation(from old: Int, to new: Int) -> [(first: Int, second: Int, share: Double)] {
    let positions = positions(of: old, reaching: new)
    return (0..<new).map { index in
      let position = Double(index - new / 2)
      let second = positions.firstIndex { $0 >= position } ?? old - 1
      let first = max(second - 1, 0)
      // What lies beyond the ends has their values.
      let (left, right) = (max(position - positions[first], 0), max(positions[second] - position, 0))
      return (first, second, left + right == 0 ? 0.5 : left / (left + right))
    }
  }

  /// Where the entries of an axis lie: distances grow by a ratio that makes the last reach half of `new`.
  private static func positions(of old: Int, reaching new: Int) -> [Double] {
    var (low, high, ratio) = (1.01, 1.5, 1.255)
    while high - low > 1e-6 {
      ratio = (low + high) / 2
      if (1 - pow(ratio, old / 2)) / (1 - ratio) > Double(new / 2) { high = ratio } else { low = ratio }
    }
    let distances = (0..<old / 2).map { count in (0...count).reduce(0) { $0 + pow(ratio, $1) } }
    return distances.reversed().map { -$0 } + [0] + distances
  }

  private static func pow(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}

extension Tensor {
  /// A matrix with its rows and columns in each other's place.
  func transposed() throws(BackboneError) -> Tensor {
    let (rows, columns) = (shape[0], shape[1])
    return try withElements { source throws(BackboneError) in
      try Tensor(allocating: [columns, rows]) {
        bb_transpose(source.baseAddress!, columns, $0.baseAddress!, rows, Int64(rows), Int64(columns))
      }
    }
  }
}
