public import BackbonesTensors

/// A value as operators pass it along while a graph is built.
public struct Value: Sendable, Hashable {
  /// The node that makes it.
  package let node: Int
  /// The shape, channels-last.
  public let shape: TensorShape
  /// Input pixels per pixel of this map, along each side.
  public internal(set) var reduction: ImageSize
  /// The step between neighbouring taps that stands in for strides not taken, to keep an output stride.
  public internal(set) var dilation: ImageSize

  /// The channels: the last axis.
  public var channels: Int { shape.channels }
}
