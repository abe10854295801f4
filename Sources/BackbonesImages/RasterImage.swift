internal import CBackbonesKernels
public import BackbonesTensors

/// An 8-bit RGB image.
public struct RasterImage: Sendable, Hashable {
  /// Pixels across.
  public let width: Int
  /// Pixels down.
  public let height: Int
  /// Red, green and blue of each pixel, row by row from the top: `3 * width * height` bytes.
  public let pixels: [UInt8]

  /// The most pixels that an image may have; a file that claims more is refused before any memory is spent on it.
  public static let pixelLimit = 1 << 28

  /// An image of the given pixels.
  ///
  /// - Parameter pixels: red, green and blue of each pixel, row by row from the top.
  /// - Throws: `BackboneError.image` where a side is not positive, there are more than `pixelLimit` pixels, or the
  ///   number of bytes is not `3 * width * height`.
  public init(width: Int, height: Int, pixels: [UInt8]) throws(BackboneError) {
    try Self.checkSize(width: width, height: height)
    guard pixels.count == 3 * width * height else {
      throw BackboneError(
        .image, "an RGB image of \(width) x \(height) pixels has \(3 * width * height) bytes, not \(pixels.count)")
    }
    (self.width, self.height, self.pixels) = (width, height, pixels)
  }

  /// An image whose bytes `fill` writes.
  ///
  /// - Parameter fill: gets uninitialised memory for `3 * width * height` bytes and must write every one of them.
  init(width: Int, height: Int, filledBy fill: (UnsafeMutablePointer<UInt8>) -> Void) throws(BackboneError) {
    try Self.checkSize(width: width, height: height)
    (self.width, self.height) = (width, height)
    let count = 3 * width * height
    try requireMemory(count)
    pixels = [UInt8](unsafeUninitializedCapacity: count) { memory, initialized in
      fill(memory.baseAddress!)
      initialized = count
    }
  }

  private static func checkSize(width: Int, height: Int) throws(BackboneError) {
    guard width > 0, height > 0, let count = TensorShape.checkedCount([width, height]), count <= pixelLimit else {
      throw BackboneError(
        .image, "an image cannot have \(width) x \(height) pixels, expected 1 to \(pixelLimit) in all")
    }
  }

  /// The image in greys: each pixel's bytes are its luminance (ITU-R 601), as PIL's mode `L` has it.
  public var luminance: RasterImage {
    get throws(BackboneError) {
      try RasterImage(width: width, height: height) { bb_luminance(pixels, $0, width * height) }
    }
  }

  /// A picture of `width` x `height` pixels with this one's corner at a place inside it, and `fill` (red, green, blue) around.
  func bordered(
    width newWidth: Int, height newHeight: Int, left: Int, top: Int, fill: [UInt8]
  ) throws(BackboneError) -> RasterImage {
    if (newWidth, newHeight) == (width, height) { return self }
    try requireMemory(3 * newWidth * newHeight)
    func border(_ count: Int) -> [UInt8] { Array(repeatElement(fill, count: count).joined()) }
    let (before, after, empty) = (border(left), border(newWidth - left - width), border(newWidth))
    var result: [UInt8] = []
    result.reserveCapacity(3 * newWidth * newHeight)
    for y in -top..<newHeight - top {
      guard 0..<height ~= y else {
        result += empty
        continue
      }
      result += before
      result += pixels[3 * y * width..<3 * (y + 1) * width]
      result += after
    }
    return try RasterImage(width: newWidth, height: newHeight, pixels: result)
  }
}
