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
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    func sources(_ axis: Int) -> RangeSet<Int> {
      let (size, resized) = (inputs[0][axis], output[axis])
      guard size != resized else { return region.axes[axis] }
      return region.axes[axis].clipped(to: resized).flatMap { index in
        RangeSet(mode.sources(of: index, size: size, resized: resized).filter { 0..<size ~= $0 }.map { $0..<$0 + 1 })
      }
    }
    return [Reads(region.with(1, sources(1)).with(2, sources(2)))]
  }
  /// The attributes, as listings show them.
  package var summary: String { (onlyGrows ? "at least " : "") + "\(size) \(mode)" }
}

extension Scope.ResizeMode {
  /// The elements of a line of `size` that weigh in element `index` of a line of `resized`. Places are PyTorch's, in single
  /// precision.
  fileprivate func sources(of index: Int, size: Int, resized: Int) -> [Int] {
    func inside(_ index: Int) -> Int { min(max(index, 0), size - 1) }
    /// What `before` and `after` elements of the place have a say, or only the one that lies there.
    func near(alignCorners: Bool, _ before: Int, _ after: Int) -> [Int] {
      let place =
        alignCorners
        ? resized == 1 ? 0 : Float(size - 1) / Float(resized - 1) * Float(index)
        : Float(-0.5).addingProduct(Float(size) / Float(resized), Float(index) + 0.5)
      let first = Int(place.rounded(.down))
      return place == place.rounded(.down) ? [inside(first)] : (first - before...first + after).map(inside)
    }
    /// A kernel at least as wide as the elements are far apart.
    func wide(_ reach: Double) -> [Int] {
      let scale = Double(size) / Double(resized)
      let (centre, width) = ((Double(index) + 0.5) * scale - 0.5, reach * max(scale, 1))
      return Array(Int((centre - width).rounded(.down)) + 1...Int((centre + width).rounded(.up)) - 1)
    }
    switch self {
    case .nearest: return [inside(Int((Float(index) * (Float(size) / Float(resized))).rounded(.down)))]
    case .bilinear(let alignCorners): return near(alignCorners: alignCorners, 0, 1)
    case .bicubic(let alignCorners): return near(alignCorners: alignCorners, 1, 2)
    case .antialiasedBilinear: return wide(1)
    case .antialiasedBicubic: return wide(2)
    case .area: return Array(index * size / resized..<((index + 1) * size + resized - 1) / resized)
    }
  }
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
