internal import CBackbonesKernels
public import BackbonesTensors

/// How values between pixels are made; the raw values are timm's names.
public enum Interpolation: String, Sendable, Hashable, CaseIterable, Codable {
  /// The pixel that is there.
  case nearest
  /// A triangle.
  case bilinear
  /// Keys' cubic with a = -1/2.
  case bicubic
  /// A sinc windowed by a sinc, three lobes.
  case lanczos

  fileprivate var kernel: bb_interpolation {
    switch self {
    case .nearest: BB_INTERPOLATE_NEAREST
    case .bilinear: BB_INTERPOLATE_BILINEAR
    case .bicubic: BB_INTERPOLATE_BICUBIC
    case .lanczos: BB_INTERPOLATE_LANCZOS
    }
  }
}

extension RasterImage {
  /// The image scaled to another size, aspect ratio ignored: to the bit what Pillow 13's `Image.resize` makes of it.
  ///
  /// Shrinking widens the filter, so that no pixel is skipped. Each of the two passes, along rows and along columns,
  /// rounds to bytes, so that their order matters; see `shrinksMostlyDown`.
  ///
  /// - Throws: `BackboneError.image` where a side is not positive or there would be more than `pixelLimit` pixels.
  public func resized(width newWidth: Int, height newHeight: Int, _ interpolation: Interpolation) throws(BackboneError)
    -> RasterImage
  {
    guard newWidth > 0, newHeight > 0, let count = TensorShape.checkedCount([newWidth, newHeight]),
      count <= Self.pixelLimit
    else {
      throw BackboneError(
        .image,
        "an image cannot be resized to \(newWidth) x \(newHeight) pixels, expected 1 to \(Self.pixelLimit) in all")
    }
    return shrinksMostlyDown(to: newWidth, newHeight)
      ? try resizedDown(newHeight, interpolation).resizedAcross(newWidth, interpolation)
      : try resizedAcross(newWidth, interpolation).resizedDown(newHeight, interpolation)
  }

  /// Whether the height loses more than twice the pixels that the width loses: Pillow, from version 13 on, then
  /// begins with the columns, and otherwise with the rows.
  private func shrinksMostlyDown(to newWidth: Int, _ newHeight: Int) -> Bool {
    newHeight < height && height - newHeight > 2 * (width - newWidth)
  }

  private func resizedAcross(_ newWidth: Int, _ interpolation: Interpolation) throws(BackboneError) -> RasterImage {
    guard newWidth != width else { return self }
    let taps = Taps(interpolation, from: width, to: newWidth)
    return try RasterImage(width: newWidth, height: height) {
      bb_resize_horizontally(
        pixels, Int32(width), $0, Int32(newWidth), Int32(height), taps.spans, taps.weights, taps.count)
    }
  }

  private func resizedDown(_ newHeight: Int, _ interpolation: Interpolation) throws(BackboneError) -> RasterImage {
    guard newHeight != height else { return self }
    let taps = Taps(interpolation, from: height, to: newHeight)
    return try RasterImage(width: width, height: newHeight) {
      bb_resize_vertically(pixels, $0, Int32(width), Int32(newHeight), taps.spans, taps.weights, taps.count)
    }
  }
}

/// Which positions of the old axis make each position of the new one, and with what weights.
private struct Taps {
  let count: Int32
  var spans: [bb_resize_span]
  var weights: [Int32]

  init(_ interpolation: Interpolation, from old: Int, to new: Int) {
    count = bb_resize_taps(interpolation.kernel, Int32(old), Int32(new))
    spans = [bb_resize_span](repeating: bb_resize_span(), count: new)
    weights = [Int32](repeating: 0, count: new * Int(count))
    bb_resize_weights(interpolation.kernel, Int32(old), Int32(new), &spans, &weights)
  }
}
