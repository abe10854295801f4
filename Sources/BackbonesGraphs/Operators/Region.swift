package import BackbonesTensors

/// Elements of a value: positions on each axis, and their product.
package struct Region: Hashable, Sendable {
  /// The positions on each axis.
  package var axes: [RangeSet<Int>]
  /// Whether each of the positions is needed. An upper bound otherwise: positions of several axes went through a shape in
  /// which they are no product.
  package var isExact = true

  /// Positions on each axis.
  package init(_ axes: [RangeSet<Int>]) { self.axes = axes }

  /// All elements of a value.
  package init(allOf shape: TensorShape) { axes = shape.dimensions.map { RangeSet(0..<$0) } }

  /// Whether there are none.
  package var isEmpty: Bool { axes.contains(where: \.isEmpty) }

  /// The region with what another has besides, on each axis.
  package mutating func formUnion(_ other: Region) {
    for axis in axes.indices { axes[axis].formUnion(other.axes[axis]) }
    isExact = isExact && other.isExact
  }

  /// The part that lies in a value of a shape.
  package func clipped(to shape: TensorShape) -> Region {
    var clipped = self
    for axis in axes.indices { clipped.axes[axis] = axes[axis].clipped(to: shape[axis]) }
    return clipped
  }

  /// The region with other positions on an axis; negative axes count from the last.
  func with(_ axis: Int, _ positions: RangeSet<Int>) -> Region {
    var changed = self
    changed.axes[axis < 0 ? axes.count + axis : axis] = positions
    return changed
  }

  /// The region with all positions of some axes of a value.
  func with<Axes: Sequence>(allOf changing: Axes, in shape: TensorShape) -> Region where Axes.Element == Int {
    changing.reduce(self) { $0.with($1, RangeSet(0..<shape[$1])) }
  }

  /// The same positions of an operand, whose axes of extent 1 are repeated.
  func broadcast(to operand: TensorShape, from output: TensorShape) -> Region {
    var region = self
    for axis in axes.indices where operand[axis] == 1 && output[axis] != 1 { region.axes[axis] = RangeSet(0..<1) }
    return region
  }
}

/// The elements of one operand that elements of a result depend on.
package struct Reads: Sendable {
  /// The elements.
  package var region: Region
  /// Axes on which what is read grows with the operand, however few elements are asked for. These join what lies apart, if
  /// they hold positions, and not channels.
  package var joined: [Int] = []
  /// What is read without that; nil for nothing.
  package var local: Region?

  /// Elements near those that are asked for.
  init(_ region: Region) { (self.region, local) = (region, region) }

  /// Elements of which some are read from afar.
  ///
  /// - Parameters:
  ///   - joined: axes; negative ones count from the last.
  ///   - local: what is read without that.
  init(_ region: Region, joining joined: [Int], local: Region? = nil) {
    self.region = region
    self.joined = joined.map { $0 < 0 ? region.axes.count + $0 : $0 }
    self.local = local
  }
}

// What many operators say.
extension Operator {
  /// Each element is made of those at its own place.
  func pointwise(_ region: Region, _ inputs: [TensorShape], _ output: TensorShape) -> [Reads] {
    inputs.map { Reads(region.broadcast(to: $0, from: output)) }
  }

  /// Each element is made of those at its own place and of some that lie beside it on axes; negative ones count from the last.
  func joining(_ axes: [Int], _ region: Region, _ inputs: [TensorShape]) -> [Reads] {
    [Reads(region.with(allOf: axes, in: inputs[0]), joining: axes, local: region)]
  }

  /// The operand does not depend on the image.
  func constant(_ inputs: [TensorShape]) -> [Reads] { inputs.map { Reads(Region(allOf: $0)) } }
}

extension RangeSet<Int> {
  /// One position.
  init(at position: Int) { self.init(position..<position + 1) }

  /// The least range that has all of them; empty where there are none.
  package var hull: Range<Int> {
    guard let first = ranges.first, let last = ranges.last else { return 0..<0 }
    return first.lowerBound..<last.upperBound
  }

  /// The number of positions.
  var count: Int { ranges.reduce(0) { $0 + $1.count } }

  /// Those from 0 on, so many.
  package func clipped(to extent: Int) -> RangeSet {
    if let range = ranges.first, ranges.count == 1, range.lowerBound >= 0, range.upperBound <= extent { return self }
    return intersection(RangeSet(0..<extent))
  }

  /// All of them moved on.
  package func shifted(by distance: Int) -> RangeSet {
    distance == 0 ? self : mapRanges { ($0.lowerBound + distance)..<($0.upperBound + distance) }
  }

  /// What a function makes of each range.
  func mapRanges(_ function: (Range<Int>) -> Range<Int>) -> RangeSet {
    var result = RangeSet()
    for range in ranges { result.insert(contentsOf: function(range)) }
    return result
  }

  /// What a function makes of each position.
  func flatMap(_ function: (Int) -> RangeSet) -> RangeSet {
    var result = RangeSet()
    for range in ranges {
      for position in range { for found in function(position).ranges { result.insert(contentsOf: found) } }
    }
    return result
  }
}

extension Window {
  /// The region of a map that windows lie over, borders included.
  func reads(_ region: Region) -> Region {
    region.with(
      1, Self.reads(region.axes[1], kernel.height, stride.height, dilation.height, before: padding.top)
    ).with(2, Self.reads(region.axes[2], kernel.width, stride.width, dilation.width, before: padding.left))
  }

  private static func reads(
    _ windows: RangeSet<Int>, _ kernel: Int, _ stride: Int, _ dilation: Int, before: Int
  ) -> RangeSet<Int> {
    if dilation == 1 && kernel >= stride {
      return windows.mapRanges { $0.lowerBound * stride - before..<($0.upperBound - 1) * stride - before + kernel }
    }
    var taps = RangeSet<Int>()
    for tap in 0..<kernel {
      let first = tap * dilation - before
      taps.formUnion(
        stride == 1 ? windows.shifted(by: first) : windows.flatMap { RangeSet(at: $0 * stride + first) })
    }
    return taps
  }

  /// The windows that lie over a region of a map; they are not dilated.
  func windows(over region: Region) -> Region {
    region.with(1, Self.windows(over: region.axes[1], kernel.height, stride.height, before: padding.top))
      .with(2, Self.windows(over: region.axes[2], kernel.width, stride.width, before: padding.left))
  }

  private static func windows(
    over pixels: RangeSet<Int>, _ kernel: Int, _ stride: Int, before: Int
  ) -> RangeSet<Int> {
    func floor(_ a: Int) -> Int { a >= 0 ? a / stride : -((stride - 1 - a) / stride) }
    return pixels.flatMap { pixel in
      let (first, last) = (floor(pixel + before - kernel) + 1, floor(pixel + before))
      return first <= last ? RangeSet(first..<last + 1) : RangeSet()
    }
  }
}

extension Region {
  /// The same elements, row-major, in another shape: by index arithmetic on axes that are made one or taken apart. Where their
  /// positions are no product there, the least that has them.
  func reshaped(from shape: TensorShape, to other: TensorShape) -> Region {
    var result = Region([])
    result.isExact = isExact
    for (here, there) in shape.sharedParts(with: other) {
      if here.count == 1 && there.count == 1 {
        result.axes.append(axes[here.lowerBound])
      } else {
        let places = RangeSet(joining: axes[here], shape.dimensions[here])
        let parts = places.split(other.dimensions[there])
        result.axes += parts
        if parts.reduce(1, { $0 * $1.count }) != places.count { result.isExact = false }
      }
    }
    return result
  }
}

extension TensorShape {
  /// The shortest runs of axes, from the first on, that have the same elements in two shapes of the same elements.
  func sharedParts(with other: TensorShape) -> [(here: Range<Int>, there: Range<Int>)] {
    var parts: [(here: Range<Int>, there: Range<Int>)] = []
    var (here, there) = (0, 0)
    while here < rank || there < other.rank {
      let (firstHere, firstThere) = (here, there)
      var (count, otherCount) = (1, 1)
      repeat {
        if count <= otherCount && here < rank || there == other.rank {
          count *= self[here]
          here += 1
        } else {
          otherCount *= other[there]
          there += 1
        }
      } while count != otherCount || there == firstThere && there < other.rank || here == firstHere && here < rank
      parts.append((firstHere..<here, firstThere..<there))
    }
    return parts
  }
}

// Axes made one, and taken apart again.
extension RangeSet<Int> {
  /// The places, row-major, of the positions on several axes.
  init(joining axes: ArraySlice<RangeSet<Int>>, _ extents: ArraySlice<Int>) {
    self.init(0..<1)
    for (positions, extent) in zip(axes, extents) {
      let positions = positions.clipped(to: extent)
      if positions.ranges.first == 0..<extent {
        self = mapRanges { $0.lowerBound * extent..<$0.upperBound * extent }
      } else {
        self = flatMap { positions.shifted(by: $0 * extent) }
      }
    }
  }

  /// The positions, on several axes, of places.
  func split(_ extents: ArraySlice<Int>) -> [RangeSet<Int>] {
    var (places, axes) = (self, [RangeSet<Int>]())
    for extent in extents.reversed() {
      var (positions, rest) = (RangeSet<Int>(), RangeSet<Int>())
      for range in places.ranges where !range.isEmpty {
        let (first, last) = (range.lowerBound / extent, (range.upperBound - 1) / extent)
        rest.insert(contentsOf: first..<last + 1)
        let start = range.lowerBound - first * extent
        positions.formUnion(RangeSet(start..<start + Swift.min(range.count, extent)).wrapped(at: extent))
      }
      axes.append(positions)
      places = rest
    }
    return axes.reversed()
  }

  /// What lies beyond an extent, less than twice it, moved back by it.
  private func wrapped(at extent: Int) -> RangeSet {
    clipped(to: extent).union(shifted(by: -extent).clipped(to: extent))
  }
}
