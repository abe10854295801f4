public import BackbonesTensors

/// Verbs that move elements and compute nothing.
extension Scope {
  /// The same elements in another shape.
  public func reshape(_ x: Value, _ shape: TensorShape) -> Value {
    x.shape == shape ? x : step(Reshape(shape: shape), [x])
  }

  /// A map or channel vector as `[N, everything else]`.
  public func flatten(_ x: Value) -> Value {
    reshape(x, [x.shape[0], x.shape.count / x.shape[0]])
  }

  /// Several values one after the other along an axis: channels (-1), or one between (1 and on: tokens, lines, columns).
  public func concatenate(_ values: [Value], axis: Int = -1) -> Value {
    values.count == 1 ? values[0] : step(Concatenate(axis: axis), values)
  }

  /// A range along an axis: channels (-1), or one between (1 and on: tokens, lines, columns).
  public func slice(_ x: Value, _ range: Range<Int>, axis: Int = -1) -> Value {
    range == 0..<x.shape[axis] ? x : step(Slice(axis: axis, range: range), [x])
  }

  /// The axes in another order: axis `i` of the result is axis `axes[i]` of the operand.
  public func permute(_ x: Value, _ axes: [Int]) -> Value {
    let isPermutation = axes.sorted() == Array(0..<x.shape.rank)
    // Nothing moves where the axes longer than 1 keep their order.
    let moving = isPermutation ? axes.filter { x.shape[$0] != 1 } : []
    if isPermutation, moving == moving.sorted() { return reshape(x, TensorShape(axes.map { x.shape[$0] })) }
    return step(Permute(axes: axes), [x])
  }

  /// Tokens and channels in each other's place: `[N, L, C]` as `[N, C, L]`.
  public func transposeTokens(_ x: Value) -> Value { permute(x, [0, 2, 1]) }

  /// A map moved on by lines and columns, what leaves at one side entering at the other.
  public func roll(_ x: Value, lines: Int, columns: Int) -> Value {
    lines == 0 && columns == 0 ? x : step(Roll(lines: lines, columns: columns), [x])
  }

  /// The elements along an axis, which is not the batch's, from the last to the first.
  public func reverse(_ x: Value, axis: Int) -> Value { step(Reverse(axis: axis), [x]) }

  /// A map with lines below it and columns at its right: zeros, or what `filling` makes of a shape of batch 1.
  public func pad(
    _ x: Value, bottom: Int, right: Int, filling: ((TensorShape) -> Value)? = nil
  ) -> Value {
    guard x.shape.rank == 4 else {
      fail(.shape, "\(x.shape) is no map that could be padded")
      return x
    }
    let filling = filling ?? zeros
    var padded = x
    if bottom > 0 { padded = concatenate([padded, filling([1, bottom, x.shape[2], x.channels])], axis: 1) }
    if right > 0 { padded = concatenate([padded, filling([1, padded.shape[1], right, x.channels])], axis: 2) }
    return padded
  }

  /// A map made of whole parts of a size: what is missing is put below it and at its right, as `pad(_:bottom:right:filling:)`
  /// does.
  public func pad(
    _ x: Value, toPartsOf size: ImageSize, filling: ((TensorShape) -> Value)? = nil
  ) -> Value {
    guard x.shape.rank == 4, size.height > 0, size.width > 0 else { return refuse(x, "parts of \(size)") }
    func missing(_ extent: Int, _ part: Int) -> Int { (part - extent % part) % part }
    return pad(
      x, bottom: missing(x.shape[1], size.height), right: missing(x.shape[2], size.width), filling: filling)
  }

  /// A map beside and below itself, as often as `size` holds it.
  public func tile(_ x: Value, to size: ImageSize) -> Value {
    guard x.shape.rank == 4, divides(size.height, by: x.shape[1]), divides(size.width, by: x.shape[2]) else {
      return refuse(x, "whole parts of \(size)")
    }
    let line = concatenate(Array(repeating: x, count: size.width / x.shape[2]), axis: 2)
    return concatenate(Array(repeating: line, count: size.height / x.shape[1]), axis: 1)
  }

  /// Zeros, of batch 1.
  public func zeros(_ shape: TensorShape) -> Value { step(Zeros(shape: shape), []) }

  /// A map cut into windows: `[N, H, W, C]` as `[N * windows, h, w, C]`, lines of windows first (Swin).
  public func windows(_ x: Value, of size: ImageSize) -> Value {
    guard x.shape.rank == 4, divides(x.shape[1], by: size.height), divides(x.shape[2], by: size.width) else {
      return refuse(x, "windows of \(size)")
    }
    let (n, h, w, c) = (x.shape[0], x.shape[1], x.shape[2], x.channels)
    let (rows, columns) = (h / size.height, w / size.width)
    let cut = reshape(x, [n, rows, size.height, columns, size.width, c])
    return reshape(permute(cut, [0, 1, 3, 2, 4, 5]), [n * rows * columns, size.height, size.width, c])
  }

  /// The map of `size` that windows were cut from: the inverse of `windows`.
  public func map(ofWindows x: Value, _ size: ImageSize) -> Value {
    guard x.shape.rank == 4, divides(size.height, by: x.shape[1]), divides(size.width, by: x.shape[2]),
      divides(x.shape[0], by: size.area / (x.shape[1] * x.shape[2]))
    else { return refuse(x, "the windows of maps of \(size)") }
    let (h, w, c) = (x.shape[1], x.shape[2], x.channels)
    let (rows, columns) = (size.height / h, size.width / w)
    let cut = reshape(x, [x.shape[0] / (rows * columns), rows, columns, h, w, c])
    return reshape(permute(cut, [0, 1, 3, 2, 4, 5]), [cut.shape[0], size.height, size.width, c])
  }

  /// Windows of a map that may overlap, with zeros beyond its borders: `[N, H, W, C]` as `[N * windows, h, w, C]`, lines of
  /// windows first.
  ///
  /// - Parameters:
  ///   - stride: pixels from one window to the next.
  ///   - padding: pixels that the first and the last window begin outside the map.
  public func windows(_ x: Value, of size: ImageSize, stride: Int, padding: Int) -> Value {
    let unfolded = unfold(x, kernel: size, stride: stride, padding: padding)
    return reshape(unfolded, [unfolded.shape.rows, size.height, size.width, x.channels])
  }

  /// Products with rows of a table for every distance, `[..., queries, 2 * keys - 1]`, as those with each key's row,
  /// `[..., queries, keys]`: the distance of key `j` from query `i` has the row `keys - 1 + j - i`.
  public func absolute(relative x: Value) -> Value {
    let (queries, distances) = (x.shape[-2], x.channels)
    let keys = (distances + 1) / 2
    guard distances > 1 else { return x }
    let before = x.shape.dimensions.dropLast(2)
    // Read in lines of one less, each begins where the one before it ends: a diagonal becomes a column.
    let all = reshape(x, TensorShape(before + [queries * distances]))
    let shifted = slice(all, 1..<1 + queries * (distances - 1))
    return slice(reshape(shifted, TensorShape(before + [queries, distances - 1])), keys - 2..<2 * keys - 2)
  }

  /// Channels of `groups` dealt out: channel `g * n + i` becomes `i * groups + g` (ShuffleNet).
  public func shuffleChannels(_ x: Value, groups: Int) -> Value {
    guard divides(x.channels, by: groups) else { return refuse(x, "\(groups) groups of channels") }
    let rows = x.shape.dimensions.dropLast()
    let cut = reshape(x, TensorShape(rows + [groups, x.channels / groups]))
    let (last, rank) = (cut.shape.rank - 1, rows.count)
    return reshape(permute(cut, Array(0..<rank) + [last, last - 1]), x.shape)
  }

  /// Blocks of `block` x `block` pixels as channels: `[N, H, W, C]` as `[N, H / block, W / block, block * block * C]`, lines of
  /// a block first, or its columns, or its channels, each with all its lines.
  public func spaceToDepth(
    _ x: Value, block: Int, columnsFirst: Bool = false, channelsFirst: Bool = false
  ) -> Value {
    guard x.shape.rank == 4, divides(x.shape[1], by: block), divides(x.shape[2], by: block) else {
      return refuse(x, "blocks of \(block)x\(block)")
    }
    let (n, h, w, c) = (x.shape[0], x.shape[1] / block, x.shape[2] / block, x.channels)
    let cut = reshape(x, [n, h, block, w, block, c])
    let order = [0, 1, 3] + (channelsFirst ? [5, 2, 4] : columnsFirst ? [4, 2, 5] : [2, 4, 5])
    var blocks = reshape(permute(cut, order), [n, h, w, block * block * c])
    blocks.reduction = ImageSize(block) * x.reduction
    return blocks
  }

  private func divides(_ extent: Int, by part: Int) -> Bool { part > 0 && extent > 0 && extent % part == 0 }

  /// Remembers that a value cannot be cut so; the value stands in for the result.
  func refuse(_ x: Value, _ parts: String) -> Value {
    fail(.shape, "\(x.shape) is not made of \(parts)")
    return x
  }
}
