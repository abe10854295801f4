internal import CBackbonesKernels
internal import BackbonesGraphs
package import BackbonesTensors

/// Parameters of one model made to fit a changed one, as timm does it.
package enum Adaptation {
  /// Whether a value of a shape is, or can be made, one of a parameter.
  ///
  /// A table of positions must be for a square grid, as pretrained ones are: nothing says what other grid it was for.
  static func canFit(_ shape: TensorShape, to parameter: Parameter) -> Bool {
    if shape == parameter.shape { return true }
    guard shape.rank == parameter.shape.rank else { return false }
    switch parameter.fit {
    case .exact: return false
    case .inputConvolution:
      return shape[0] == parameter.shape[0] && shape[1] > 0 && shape[2] == parameter.shape[2]
        && shape[3] == parameter.shape[3]
    case .patches:
      return shape[0] == parameter.shape[0] && shape[1] > 0
        && (shape.dimensions[2...] == parameter.shape.dimensions[2...]
          || shape.dimensions[2...].allSatisfy(PatchProjection.sides.contains))
    case .positions where shape.rank == 4:
      return shape[0] == 1 && shape[1] > 0 && shape[2] > 0 && shape[3] == parameter.shape[3]
    case .positions(_, _, let prefix):
      let positions = shape[-2] - prefix
      let side = Int(Double(max(positions, 0)).squareRoot())
      return shape.rank == 2 + (shape.rank == 3 && shape[0] == 1 ? 1 : 0) && side > 0 && side * side == positions
        && shape[-1] == parameter.shape[-1]
    case .relativePositions where shape.rank == 3: return RelativePositionTable.canFit(maps: shape, to: parameter.shape)
    case .relativePositions(_, let hasClassToken):
      return shape.rank == 2 && shape[1] == parameter.shape[1]
        && RelativePositionTable.window(ofEntries: shape[0], hasClassToken: hasClassToken) != nil
    case .distances: return shape.rank == 2 && shape[0] % 2 == 1 && shape[1] == parameter.shape[1]
    case .offsets:
      let side = Int(Double(shape[-1]).squareRoot())
      return shape.rank == 2 && shape[0] == parameter.shape[0] && side > 0 && side * side == shape[1]
    }
  }

  /// A value made one of a parameter, which it must be able to fit.
  static func fit(_ tensor: Tensor, to parameter: Parameter) throws(BackboneError) -> Tensor {
    if tensor.shape == parameter.shape { return tensor }
    switch parameter.fit {
    case .exact: return tensor
    case .inputConvolution:
      return try inputConvolution(tensor, to: parameter.shape[1], from: tensor.shape[1])
    case .patches:
      let weight = try inputConvolution(tensor, to: parameter.shape[1], from: tensor.shape[1])
      if weight.shape == parameter.shape { return weight }
      return try PatchProjection.resampled(weight, to: ImageSize(parameter.shape[2], parameter.shape[3]))
    case .positions(let rows, let columns, let prefix):
      let shape = tensor.shape
      let grid = shape.rank == 4 ? (rows: shape[1], columns: shape[2]) : nil
      let table = tensor.reshaped([1, grid.map { $0.rows * $0.columns } ?? shape[-2], shape[-1]])
      return try positionEmbedding(table, from: grid, to: (rows, columns), prefixTokens: prefix)
        .reshaped(parameter.shape)
    case .relativePositions(let window, _) where tensor.shape.rank == 3:
      return try RelativePositionTable.resampled(maps: tensor, to: window)
    case .relativePositions(let window, let hasClassToken):
      return try RelativePositionTable.resampled(tensor, to: window, hasClassToken: hasClassToken)
    case .distances: return try distances(tensor, to: parameter.shape[0])
    case .offsets(let map): return try offsets(tensor, to: map)
    }
  }

  /// A table `[T, C]` of distances along one side made one of so many: rows are interpolated linearly, pixel centres at halves.
  static func distances(_ table: Tensor, to rows: Int) throws(BackboneError) -> Tensor {
    let (old, channels) = (table.shape[0], table.shape[1])
    return try table.withElements { source throws(BackboneError) in
      try Tensor(allocating: [rows, channels]) { target in
        for row in 0..<rows {
          let place = max((Double(row) + 0.5) * Double(old) / Double(rows) - 0.5, 0)
          let first = min(Int(place), old - 1)
          let share = Float(place - Double(first))
          for c in 0..<channels {
            let (near, far) = (source[first * channels + c], source[min(first + 1, old - 1) * channels + c])
            target[row * channels + c] = near * (1 - share) + far * share
          }
        }
      }
    }
  }

  /// A table `[heads, S * S]` of offsets in a square map made one of another map: bicubic with antialiasing, as those of positions.
  package static func offsets(_ table: Tensor, to map: ImageSize) throws(BackboneError) -> Tensor {
    let heads = table.shape[0]
    let rows = try table.transposed().reshaped([1, table.shape[1], heads])
    return try positionEmbedding(rows, to: (map.height, map.width), prefixTokens: 0)
      .reshaped([map.area, heads]).transposed()
  }

  /// The weight of a first convolution for images of other channels.
  ///
  /// To one channel: the sum over the channels; a stem that turns pixels into channels keeps its groups of `base`. To
  /// more: the channels in turn, scaled by `base / channels`.
  ///
  /// - Parameters:
  ///   - weight: `[O, I, H, W]`.
  ///   - channels: those of the images to come.
  ///   - base: those of the images that the weight was trained on, 3 for colour.
  /// - Throws: `.invalidOption` where a count is not positive; `.weights` where the weight has other axes, or more
  ///   than `base` channels and `channels` is not 1.
  package static func inputConvolution(
    _ weight: Tensor, to channels: Int, from base: Int = 3
  ) throws(BackboneError) -> Tensor {
    guard channels > 0, base > 0 else {
      throw BackboneError(.invalidOption, "\(channels) input channels from \(base): both must be positive")
    }
    if channels == base { return weight }
    let shape = weight.shape
    guard shape.rank == 4, shape[1] == base || channels == 1 && shape[1] % base == 0 else {
      throw BackboneError(
        .weights,
        "a first convolution of shape \(shape.dimensions), for \(base) channels, cannot be made to take \(channels)")
    }
    let taps = shape[2] * shape[3]
    let adapted: TensorShape = [shape[0], channels == 1 ? shape[1] / base : channels, shape[2], shape[3]]
    let scale = Float(Double(base) / Double(channels))
    return try weight.withElements { old throws(BackboneError) in
      try Tensor(allocating: adapted) { new in
        for i in new.indices {
          let (filter, channel, tap) = (i / taps / adapted[1], i / taps % adapted[1], i % taps)
          func source(_ c: Int) -> Float { old[(filter * shape[1] + c) * taps + tap] }
          new[i] =
            channels == 1
            ? (0..<base).reduce(0) { $0 + source(channel * base + $1) }
            : source(channel % base) * scale
        }
      }
    }
  }

  /// A table of position embeddings for another grid of patches: bicubic with antialiasing, pixel centres at halves.
  ///
  /// - Parameters:
  ///   - embedding: `[1, P + H * W, C]`: the prefix tokens, then the grid row by row.
  ///   - old: rows and columns of the grid it has; nil for a square one.
  ///   - new: rows and columns of the grid to come.
  ///   - prefixTokens: P, the class and register tokens that have a position; they stay as they are.
  /// - Returns: `[1, P + new rows * new columns, C]`.
  /// - Throws: `.shape` where the table has another number of positions, or a grid is empty.
  package static func positionEmbedding(
    _ embedding: Tensor, from old: (rows: Int, columns: Int)? = nil, to new: (rows: Int, columns: Int),
    prefixTokens: Int
  ) throws(BackboneError) -> Tensor {
    let shape = embedding.shape
    let positions = shape.rank == 3 ? shape[1] - prefixTokens : 0
    let side = Int(Double(max(positions, 0)).squareRoot())
    let old = old ?? (side, side)
    guard shape.rank == 3, shape[0] == 1, prefixTokens >= 0, old.rows > 0, old.columns > 0,
      positions == old.rows * old.columns
    else {
      throw BackboneError(
        .shape,
        "a position embedding of shape \(shape.dimensions), expected [1, \(prefixTokens) + \(old.rows) * "
          + "\(old.columns), channels]")
    }
    guard new.rows > 0, new.columns > 0 else {
      throw BackboneError(.shape, "a position embedding for an empty grid of \(new.rows) x \(new.columns)")
    }
    if old == new { return embedding }
    let channels = shape[2]
    let prefix = prefixTokens * channels
    return try embedding.withElements { source throws(BackboneError) in
      let widened = try Tensor(allocating: [old.rows, new.columns, channels]) {
        bb_resample(
          BB_FILTER_CUBIC, source.baseAddress! + prefix, $0.baseAddress, Int64(old.rows), Int64(old.columns),
          Int64(new.columns),
          Int64(channels))
      }
      return try Tensor(allocating: [1, prefixTokens + new.rows * new.columns, channels]) { target in
        _ = target.initialize(from: source.prefix(prefix))
        widened.withElements {
          bb_resample(
            BB_FILTER_CUBIC, $0.baseAddress, target.baseAddress! + prefix, 1, Int64(old.rows), Int64(new.rows),
            Int64(new.columns * channels))
        }
      }
    }
  }
}
