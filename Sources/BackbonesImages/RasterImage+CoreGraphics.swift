#if canImport(CoreGraphics)
  public import BackbonesTensors
  public import CoreGraphics

  extension RasterImage {
    /// The pixels of a picture in sRGB; what is transparent is black.
    ///
    /// - Throws: `BackboneError.image` where Core Graphics cannot draw it, or it has more than `pixelLimit` pixels.
    public init(_ picture: CGImage) throws(BackboneError) {
      let (width, height) = (picture.width, picture.height)
      guard let count = TensorShape.checkedCount([width, height]), count <= Self.pixelLimit else {
        throw BackboneError(.image, "a picture of \(width) x \(height) pixels has more than \(Self.pixelLimit)")
      }
      var fourChannels = [UInt8](repeating: 0, count: 4 * width * height)
      let isDrawn = fourChannels.withUnsafeMutableBytes { bytes in
        guard
          let space = CGColorSpace(name: CGColorSpace.sRGB),
          let context = CGContext(
            data: bytes.baseAddress, width: width, height: height, bitsPerComponent: 8, bytesPerRow: 4 * width,
            space: space, bitmapInfo: CGImageAlphaInfo.noneSkipLast.rawValue)
        else { return false }
        context.draw(picture, in: CGRect(x: 0, y: 0, width: width, height: height))
        return true
      }
      guard isDrawn else { throw BackboneError(.image, "Core Graphics cannot draw a picture of \(width) x \(height)") }
      var pixels: [UInt8] = []
      pixels.reserveCapacity(3 * width * height)
      for start in stride(from: 0, to: fourChannels.count, by: 4) { pixels += fourChannels[start..<start + 3] }
      try self.init(width: width, height: height, pixels: pixels)
    }
  }
#endif
