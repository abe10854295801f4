internal import CBackbonesImageCodecs
public import BackbonesTensors

extension RasterImage {
  /// Reads a PNG or JPEG file, told apart by their contents.
  ///
  /// As PIL's `convert('RGB')` has it: alpha is dropped, grey replicated, a palette looked up, of 16 bits the upper 8
  /// are kept, CMYK is converted. An EXIF orientation is applied. A truncated file is refused, not filled in.
  ///
  /// - Throws: `BackboneError.inputOutput` where the file cannot be read, `BackboneError.image` where it is no image,
  ///   is broken, or has more than `pixelLimit` pixels. The message names the file and the fault.
  public init(contentsOf path: String) throws(BackboneError) {
    let file = try MappedFile(path)
    defer { withExtendedLifetime(file) {} }
    self = try RasterImage(decoding: file.bytes, named: path)
  }

  /// Decodes a PNG or JPEG file held in memory; see `init(contentsOf:)`.
  ///
  /// - Parameter name: what messages call the image.
  /// - Throws: `BackboneError.image` where the bytes are no image, are broken, or have more than `pixelLimit` pixels.
  public init(decoding bytes: [UInt8], named name: String = "image") throws(BackboneError) {
    self = try bytes.withUnsafeBufferPointer { bytes throws(BackboneError) in
      try RasterImage(decoding: UnsafeRawBufferPointer(bytes), named: name)
    }
  }

  private init(decoding bytes: UnsafeRawBufferPointer, named name: String) throws(BackboneError) {
    var decoded = bb_decoded_image()
    defer { bb_free_decoded(&decoded) }
    let decode = try decoder(of: bytes, named: name)
    let start = bytes.assumingMemoryBound(to: UInt8.self).baseAddress
    let status = decode(start, bytes.count, UInt64(Self.pixelLimit), &decoded)
    guard status == 0, let pixels = decoded.pixels else {
      throw BackboneError(.image, "cannot decode image '\(name)': \(decoded.message)")
    }
    let exif = UnsafeRawBufferPointer(start: decoded.exif, count: decoded.exif_size)
    let orientation = Orientation(exif: exif) ?? .upright
    self = try orientation.apply(to: pixels, width: Int(decoded.width), height: Int(decoded.height))
  }
}

private typealias Decoder = (UnsafePointer<UInt8>?, Int, UInt64, UnsafeMutablePointer<bb_decoded_image>?) -> Int32

private func decoder(of bytes: UnsafeRawBufferPointer, named name: String) throws(BackboneError) -> Decoder {
  if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return bb_decode_png }
  if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return bb_decode_jpeg }
  guard !bytes.isEmpty else { throw BackboneError(.image, "image '\(name)' is empty, expected a PNG or JPEG file") }
  let start = bytes.prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  throw BackboneError(.image, "image '\(name)' starts with the bytes \(start), expected a PNG or JPEG file")
}

extension bb_decoded_image {
  fileprivate var message: String {
    withUnsafeBytes(of: fault) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}

/// A library that reads images.
public struct ImageDecoder: Sendable, Hashable, Encodable {
  /// Its name: `libjpeg-turbo`.
  public let library: String
  /// Its version; that compiled against where the library does not tell its own.
  public let version: String

  /// The decoders in use.
  public static var all: [ImageDecoder] {
    [
      ImageDecoder(library: String(cString: bb_jpeg_library()), version: String(cString: bb_jpeg_version())),
      ImageDecoder(library: "libpng", version: String(cString: bb_png_version())),
    ]
  }
}
