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

  /// The middle `width` x `height` pixels; where the image is smaller, it is bordered with `fill` (red, green, blue).
  ///
  /// An odd remainder falls as it does in torchvision's `CenterCrop`: half a pixel is rounded to the even position.
  func centered(width newWidth: Int, height newHeight: Int, fill: [UInt8]) throws(BackboneError) -> RasterImage {
    let (left, top) = (Self.offset(of: newWidth, in: width), Self.offset(of: newHeight, in: height))
    try requireMemory(3 * newWidth * newHeight)
    let columns = max(left, 0)..<min(left + newWidth, width)
    func border(_ count: Int) -> [UInt8] { Array(repeatElement(fill, count: count).joined()) }
    let before = border(columns.lowerBound - left)
    let after = border(left + newWidth - columns.upperBound)
    let empty = border(newWidth)
    var result: [UInt8] = []
    result.reserveCapacity(3 * newWidth * newHeight)
    for y in top..<top + newHeight {
      guard 0..<height ~= y else {
        result += empty
        continue
      }
      result += before
      result += pixels[3 * (y * width + columns.lowerBound)..<3 * (y * width + columns.upperBound)]
      result += after
    }
    return try RasterImage(width: newWidth, height: newHeight, pixels: result)
  }

  private static func offset(of part: Int, in whole: Int) -> Int {
    part > whole ? -((part - whole) / 2) : Int((Double(whole - part) / 2).rounded(.toNearestOrEven))
  }
}
