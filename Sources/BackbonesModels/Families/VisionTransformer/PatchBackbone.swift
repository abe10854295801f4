internal import BackbonesGraphs

/// A convolutional network in front of a vision transformer, which makes the map that patches are taken from (timm's
/// `HybridEmbed`).
protocol PatchBackbone: Sendable {
  /// The map of an image, as a module `g`.
  func map(_ image: Value, in g: Scope) -> Value
}
