/// A shape of the program's own.
public struct Shape: Equatable, Sendable {
  /// The number of sides.
  public var sides: Int
  /// A shape of so many sides.
  public init(sides: Int) { self.sides = sides }
}

/// A window of the program's own.
public struct Window: Sendable {
  /// A window.
  public init() {}
}
