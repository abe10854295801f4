internal import CBackbonesImageCodecs
public import BackbonesTensors

extension RasterImage {
  /// The bytes of the image as a PNG file.
  ///
  /// - Throws: `BackboneError.image` where libpng cannot encode it.
  public var pngBytes: [UInt8] {
    get throws(BackboneError) {
      var file = bb_encoded_image()
      defer { bb_free_encoded(&file) }
      guard bb_encode_png(pixels, UInt32(width), UInt32(height), &file) == 0 else {
        let fault = withUnsafeBytes(of: file.fault) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        throw BackboneError(.image, "cannot encode an image of \(width) x \(height) pixels as PNG: \(fault)")
      }
      try requireMemory(file.count)
      return Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
    }
  }

  /// Writes the image as a PNG file, whole or not at all: to a temporary file that is then renamed.
  ///
  /// - Throws: `BackboneError.inputOutput` where the file cannot be written.
  public func writePNG(to path: String) throws(BackboneError) {
    let data = try pngBytes
    try replaceFile(at: path) { file throws(BackboneError) in try file.write(data) }
  }
}
