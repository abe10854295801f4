package import BackbonesTensors

/// A map of another size, resampled along lines and along columns: PyTorch's `interpolate`.
package struct Resize: Operator {
  /// The name in listings.
  package static let name = "resize"
  package typealias Mode = Scope.ResizeMode
  /// The extent of the result.
  package var size: ImageSize
  /// What a pixel is made of.
  package var mode: Mode
  /// Whether a side that is longer keeps its extent.
  package var onlyGrows = false
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    try require(inputs[0].rank == 4, "\(inputs[0]) is not a map")
    try require(size.height > 0 && size.width > 0, "a map cannot be resized to \(size)")
    return standInShape(inputs)
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape {
    let x = inputs[0]
    func side(_ size: Int, _ axis: Int) -> Int { onlyGrows && x.rank == 4 ? max(size, x[axis]) : size }
    return [x[0], side(size.height, 1), side(size.width, 2), x.channels]
  }
  /// The attributes, as listings show them.
  package var summary: String { (onlyGrows ? "at least " : "") + "\(size) \(mode)" }
}

extension Scope.ResizeMode: CustomStringConvertible {
  /// `nearest`, `bilinear`, `bilinear, corners aligned` ...
  public var description: String {
    switch self {
    case .nearest: "nearest"
    case .bilinear(let alignCorners): "bilinear" + (alignCorners ? ", corners aligned" : "")
    case .bicubic(let alignCorners): "bicubic" + (alignCorners ? ", corners aligned" : "")
    case .antialiasedBilinear: "bilinear, antialiased"
    case .antialiasedBicubic: "bicubic, antialiased"
    case .area: "area"
    }
  }
}
