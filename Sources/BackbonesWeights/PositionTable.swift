internal import BackbonesGraphs
internal import BackbonesModels
internal import BackbonesTensors

/// Tables of positions of a square grid made to fit another by linear interpolation, without a wider filter where they
/// shrink: as those who trained them did it.
enum PositionTable {
  /// A table `[1, P + S * S, C]` made `[1, P + rows * columns, C]`; nil where it fits, or is none of a square grid.
  static func resized(
    _ tensor: LazyTensor, to parameter: Parameter, by interpolation: CheckpointRule.Interpolation
  ) -> LazyTensor? {
    guard case .positions(let rows, let columns, let prefix) = parameter.fit, tensor.shape.rank == 3,
      tensor.shape[0] == 1, tensor.shape != parameter.shape
    else { return nil }
    let (positions, channels) = (tensor.shape[1] - prefix, tensor.shape[2])
    let side = Int(Double(max(positions, 0)).squareRoot())
    guard side > 0, side * side == positions else { return nil }
    let larger = max(rows, columns)
    func steps(_ extent: Int) -> [Step] {
      Step.all(from: side, to: interpolation.crops ? larger : extent, alignsCorners: interpolation.alignsCorners)
    }
    let (ys, xs) = (Array(steps(rows).prefix(rows)), Array(steps(columns).prefix(columns)))
    let shape: TensorShape = [1, prefix + rows * columns, channels]
    return tensor.computed(shape) { table throws(BackboneError) in
      try table.withElements { source throws(BackboneError) in
        try Tensor(allocating: shape) { target in
          for i in 0..<prefix * channels { target[i] = source[i] }
          for (row, y) in ys.enumerated() {
            for (column, x) in xs.enumerated() {
              for channel in 0..<channels {
                func value(_ line: Int, _ place: Int) -> Float {
                  source[(prefix + line * side + place) * channels + channel]
                }
                let above = value(y.first, x.first) * (1 - x.share) + value(y.first, x.second) * x.share
                let below = value(y.second, x.first) * (1 - x.share) + value(y.second, x.second) * x.share
                target[(prefix + row * columns + column) * channels + channel] =
                  above * (1 - y.share) + below * y.share
              }
            }
          }
        }
      }
    }
  }

  /// The two old places that a new one lies between, and the share of the second.
  private struct Step {
    let first: Int
    let second: Int
    let share: Float

    static func all(from old: Int, to new: Int, alignsCorners: Bool) -> [Step] {
      (0..<new).map { index in
        // In single precision, as PyTorch has it.
        let place: Float =
          alignsCorners
          ? (new > 1 ? Float(index) * (Float(old - 1) / Float(new - 1)) : 0)
          : max((Float(index) + 0.5) * (Float(old) / Float(new)) - 0.5, 0)
        let first = min(Int(place), old - 1)
        return Step(first: first, second: min(first + 1, old - 1), share: place - Float(first))
      }
    }
  }
}
