/// Height and width, in pixels: of an image, a map, or a window over one.
///
/// `224` is a square; `[1, 7]` is one row of seven.
public struct ImageSize: Hashable, Sendable, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral,
  CustomStringConvertible
{
  /// The height.
  public var height: Int
  /// The width.
  public var width: Int
  /// A size of the given sides.
  public init(_ height: Int, _ width: Int) {
    self.height = height
    self.width = width
  }
  /// A square.
  public init(_ side: Int) { self.init(side, side) }
  /// A square.
  public init(integerLiteral side: Int) { self.init(side) }
  /// Height and width.
  ///
  /// - Precondition: there are two sides.
  public init(arrayLiteral sides: Int...) {
    precondition(sides.count == 2, "a size of \(sides); expected height and width")
    self.init(sides[0], sides[1])
  }
  /// Height times width.
  public var area: Int { height * width }
  /// `3x3`
  public var description: String { "\(height)x\(width)" }
}

// Strides and reductions are pairs like sizes, mostly of two equal numbers.
extension ImageSize: Encodable {
  /// `8` of a square, `8x16` else.
  public var brief: String { height == width ? "\(height)" : description }

  /// The text form of `brief`; nil for other text, and for sides that are not positive.
  package init?(brief text: some StringProtocol) {
    let sides = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard 1...2 ~= sides.count, sides.allSatisfy({ $0 > 0 }) else { return nil }
    self.init(sides[0], sides[sides.count - 1])
  }

  /// A number of a square, `[height, width]` else.
  public func encode(to encoder: any Encoder) throws {
    if height == width { return try height.encode(to: encoder) }
    try [height, width].encode(to: encoder)
  }

  /// The larger of each side.
  package func largest(_ other: ImageSize) -> ImageSize {
    ImageSize(max(height, other.height), max(width, other.width))
  }

  /// Whether no side is larger than the other's.
  package func fits(_ other: ImageSize) -> Bool { height <= other.height && width <= other.width }

  /// Side by side.
  package static func * (left: ImageSize, right: ImageSize) -> ImageSize {
    ImageSize(left.height * right.height, left.width * right.width)
  }
}

extension [ImageSize] {
  /// Strides, each once.
  package var fineToCoarse: [ImageSize] { Set(self).sorted { ($0.area, $0.height) < ($1.area, $1.height) } }
}
