public import BackbonesTensors

/// A point of a model where a feature map can be taken.
public struct Feature: Sendable, Hashable {
  /// timm's name of the module that makes it.
  public let module: String
  /// Channels of the map.
  public let channels: Int
  /// Input pixels per map pixel, along height and width.
  public let stride: ImageSize
  /// Input pixels per map pixel, along a side; the larger, where an output stride has made them differ.
  public var reduction: Int { max(stride.height, stride.width) }
  /// The values that can be taken here.
  let values: Values

  struct Values: Sendable, Hashable {
    /// The map, `[N, H, W, C]`.
    var map: Int
    /// The map after the model's final norm, where asking for norm changes this entry.
    var normalized: Int?
    /// Class and register tokens `[N, P, C]`.
    var prefix: Int?
    var normalizedPrefix: Int?
    /// What `forward_features` would return, were this the last block.
    var hidden: Int
    /// That without what belongs to the head, such as a class token that attends to what the blocks gave.
    var hiddenWithoutHead: Int
    /// That without the final norm.
    var hiddenWithoutNorm: Int
  }
}

extension [Feature] {
  /// A feature index made absolute: negative ones count from the last.
  ///
  /// - Throws: `BackboneError.Code.invalidOption` where the model has no such feature.
  package func absoluteIndex(_ index: Int) throws(BackboneError) -> Int {
    let absolute = index < 0 ? count + index : index
    guard indices.contains(absolute) else {
      throw BackboneError(
        .invalidOption, "feature index \(index) is out of range; this model has \(count) (0 to \(count - 1))")
    }
    return absolute
  }
}
