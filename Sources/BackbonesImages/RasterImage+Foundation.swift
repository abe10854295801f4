public import BackbonesTensors

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

// Images as Foundation's types hand them over.
extension RasterImage {
  /// Reads a PNG, JPEG, WebP or TIFF file; see `init(contentsOf:)` that takes a path.
  ///
  /// - Throws: as it does; `BackboneError.invalidOption` for a URL that is no file's.
  public init(contentsOf url: URL, maxPixels: Int = filePixelLimit) throws(BackboneError) {
    try self.init(contentsOf: url.filePath(), maxPixels: maxPixels)
  }

  /// Decodes a PNG, JPEG, WebP or TIFF file held in memory; see `init(contentsOf:)`.
  ///
  /// - Parameters:
  ///   - name: what messages call the image.
  ///   - maxPixels: the most pixels of the file.
  public init(
    decoding data: Data, named name: String = "image", maxPixels: Int = filePixelLimit
  ) throws(BackboneError) {
    try self.init(decoding: [UInt8](data), named: name, maxPixels: maxPixels)
  }

  /// The image as a PNG file.
  ///
  /// - Throws: `BackboneError.image` where libpng cannot encode it.
  public var pngData: Data {
    get throws(BackboneError) { Data(try pngBytes) }
  }

  /// Writes the image as a PNG file; see `writePNG(to:)` that takes a path.
  public func writePNG(to url: URL) throws(BackboneError) { try writePNG(to: url.filePath()) }
}
