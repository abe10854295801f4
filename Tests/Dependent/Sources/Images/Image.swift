public import Engine

/// An image of the program's own.
public struct Image: Sendable {
  /// What it shows.
  public var shape: Shape
  /// An image of a shape.
  public init(shape: Shape) { self.shape = shape }
}
