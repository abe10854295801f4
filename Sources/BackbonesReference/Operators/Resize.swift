internal import BackbonesGraphs
internal import BackbonesTensors

extension Resize: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let x = inputs[0]
    let size = standInShape([x.shape]).extent
    let lines = (0..<size.height).map { mode.sources(of: $0, size: x.shape[1], resized: size.height) }
    let columns = (0..<size.width).map { mode.sources(of: $0, size: x.shape[2], resized: size.width) }
    return ReferenceTensor([x.images, size.height, size.width, x.channels]) { at in
      var sum = 0.0
      for (line, lineWeight) in lines[at[1]] {
        for (column, weight) in columns[at[2]] { sum += lineWeight * weight * x[at[0], line, column, at[3]] }
      }
      return sum
    }
  }
}

extension Resize.Mode {
  /// What element `index` of a line of `resized` is made of: elements of a line of `size`, and their weights.
  fileprivate func sources(of index: Int, size: Int, resized: Int) -> [(Int, weight: Double)] {
    func inside(_ index: Int) -> Int { min(max(index, 0), size - 1) }
    // Places are PyTorch's, in single precision.
    func source(alignCorners: Bool) -> Double {
      if alignCorners { return resized == 1 ? 0 : Double(Float(size - 1) / Float(resized - 1) * Float(index)) }
      return Double(Float(-0.5).addingProduct(Float(size) / Float(resized), Float(index) + 0.5))
    }
    switch self {
    case .nearest:
      return [(inside(Int((Float(index) * (Float(size) / Float(resized))).rounded(.down))), 1)]
    case .bilinear(let alignCorners):
      let place = source(alignCorners: alignCorners)
      let first = Int(place.rounded(.down))
      let part = place - Double(first)
      return [(inside(first), 1 - part), (inside(first + 1), part)]
    case .bicubic(let alignCorners):
      let place = source(alignCorners: alignCorners)
      let first = Int(place.rounded(.down))
      let (t, a) = (place - Double(first), -0.75)
      func near(_ x: Double) -> Double { (a + 2) * x * x * x - (a + 3) * x * x + 1 }
      func far(_ x: Double) -> Double { a * x * x * x - 5 * a * x * x + 8 * a * x - 4 * a }
      return [
        (inside(first - 1), far(1 + t)), (inside(first), near(t)), (inside(first + 1), near(1 - t)),
        (inside(first + 2), far(2 - t)),
      ]
    case .antialiasedBilinear, .antialiasedBicubic:
      // A kernel at least as wide as the elements are far apart; those beyond the ends leave their weights to the others.
      let scale = Double(size) / Double(resized), width = max(scale, 1), a = -0.5
      let centre = (Double(index) + 0.5) * scale
      let weights = (0..<size).map { element in
        let x = abs(Double(element) + 0.5 - centre) / width
        if self == .antialiasedBilinear { return max(0, 1 - x) }
        return x < 1 ? (a + 2) * x * x * x - (a + 3) * x * x + 1 : x < 2 ? a * (x * x * x - 5 * x * x + 8 * x - 4) : 0
      }
      let total = weights.reduce(0, +)
      return weights.indices.filter { weights[$0] != 0 }.map { ($0, weights[$0] / total) }
    case .area:
      let (start, end) = (index * size / resized, ((index + 1) * size + resized - 1) / resized)
      return (start..<end).map { ($0, 1 / Double(end - start)) }
    }
  }
}
