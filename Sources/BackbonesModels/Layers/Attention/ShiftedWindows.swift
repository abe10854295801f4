internal import BackbonesGraphs
internal import BackbonesTensors

/// Windows of a map that attend within themselves, shifted in every other block (Liu et al. 2021, arXiv:2103.14030).
struct ShiftedWindows: Sendable, Hashable {
  var size: ImageSize
  var shift: ImageSize

  /// Windows of a map: along an axis where the map is no larger than a window, there is one of the map's extent, and no shift.
  init(_ size: ImageSize, of map: ImageSize, isShifted: Bool) {
    self.size = ImageSize(min(size.height, map.height), min(size.width, map.width))
    shift = ImageSize(
      isShifted && map.height > size.height ? size.height / 2 : 0,
      isShifted && map.width > size.width ? size.width / 2 : 0)
  }

  /// Windows of one size whatever the map's, and not shifted.
  init(_ size: ImageSize) { (self.size, shift) = (size, 0) }

  /// What `attend` makes of a map's queries, keys and values, which it gets with the partition of the pixels.
  ///
  /// Where windows do not divide the map, pixels are put below it and at its right, which take part as others do.
  ///
  /// - Parameters:
  ///   - padding: makes the queries, keys and values of such pixels, of a shape of batch 1.
  ///   - result: the extent of what attention makes of the map, where queries are fewer; windows are not shifted then.
  func callAsFunction(
    _ qkv: Value, padding: @escaping (TensorShape) -> Value, result: ImageSize? = nil, in g: Scope,
    _ attend: (Value, AttentionPartition) -> Value
  ) -> Value {
    let map = qkv.shape.extent
    let result = result ?? map
    if map == size { return attend(qkv, .whole) }
    if map.height % size.height == 0, map.width % size.width == 0 { return attend(qkv, .windows(size, shift: shift)) }
    let rolled = g.roll(qkv, lines: -shift.height, columns: -shift.width)
    let padded = g.pad(rolled, toPartsOf: size, filling: padding)
    let attended = attend(padded, .windows(size, shift: shift, isRolled: true))
    let cut = g.slice(g.slice(attended, 0..<result.height, axis: 1), 0..<result.width, axis: 2)
    return g.roll(cut, lines: shift.height, columns: shift.width)
  }
}
