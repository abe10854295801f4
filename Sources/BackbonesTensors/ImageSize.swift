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
