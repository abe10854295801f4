/// The extents of a tensor, outermost first: row-major, the last axis contiguous.
public struct TensorShape: Hashable, Sendable, ExpressibleByArrayLiteral, CustomStringConvertible {
  /// The extents. Empty for a scalar.
  public var dimensions: [Int]

  /// A shape of the given extents.
  ///
  /// - Precondition: no extent is negative.
  public init(_ dimensions: [Int]) {
    precondition(dimensions.allSatisfy { $0 >= 0 }, "negative extent in \(dimensions)")
    self.dimensions = dimensions
  }

  /// A shape of the given extents.
  public init(arrayLiteral dimensions: Int...) { self.init(dimensions) }

  /// The number of axes.
  public var rank: Int { dimensions.count }

  /// The number of elements: the product of the extents, 1 for a scalar.
  public var count: Int { dimensions.reduce(1, *) }

  /// The extent of an axis; negative axes count from the last.
  public subscript(axis: Int) -> Int {
    get { dimensions[axis < 0 ? rank + axis : axis] }
    set { dimensions[axis < 0 ? rank + axis : axis] = newValue }
  }

  /// The extents as timm prints them: `2x2048x7x7`.
  public var description: String { dimensions.map(String.init).joined(separator: "x") }

  /// A channels-last shape as users see it: a map `[N, H, W, C]` as `[N, C, H, W]`, anything else as it is.
  package var channelsFirst: TensorShape { rank == 4 ? [self[0], self[3], self[1], self[2]] : self }

  /// The inverse of `channelsFirst`.
  package var channelsLast: TensorShape { rank == 4 ? [self[0], self[2], self[3], self[1]] : self }

  /// The product of the extents; nil where an extent is negative, or where the product of some of them overflows. For
  /// sizes read from a file.
  package static func checkedCount(_ dimensions: [Int]) -> Int? {
    var product = 1
    for extent in dimensions where extent != 0 {
      let (value, overflow) = product.multipliedReportingOverflow(by: extent)
      if overflow || extent < 0 { return nil }
      product = value
    }
    return dimensions.contains(0) ? 0 : product
  }
}
