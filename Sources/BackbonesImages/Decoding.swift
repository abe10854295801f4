internal import CBackbonesImageCodecs
public import BackbonesTensors

extension RasterImage {
  /// Reads a PNG, JPEG, WebP or TIFF file, told apart by their contents.
  ///
  /// As PIL's `convert('RGB')` has it: alpha is dropped, grey replicated, a palette looked up, of 16 bits the upper 8
  /// are kept (PIL clips greys of 16 bits instead), CMYK is converted, of several pictures the first is taken. An EXIF orientation is
  /// applied. A truncated file is refused, not filled in. WebP and TIFF take libwebp and libtiff, which are loaded when a file first
  /// needs them.
  ///
  /// - Parameter maxPixels: the most pixels of the file, which are allocated as soon as its header claims them; at most
  ///   `pixelLimit`.
  /// - Throws: `BackboneError.inputOutput` where the file cannot be read, `BackboneError.image` where it is no image,
  ///   is broken, or has more pixels than that. The message names the file and the fault.
  public init(contentsOf path: String, maxPixels: Int = filePixelLimit) throws(BackboneError) {
    let file = try MappedFile(path)
    defer { withExtendedLifetime(file) {} }
    self = try RasterImage(decoding: file.bytes, named: path, maxPixels: maxPixels)
  }

  /// The most pixels of a file where a caller does not say: as many as PIL takes.
  public static let filePixelLimit = InputLimits.pixels

  /// Decodes a PNG, JPEG, WebP or TIFF file held in memory; see `init(contentsOf:)`.
  ///
  /// - Parameters:
  ///   - name: what messages call the image.
  ///   - maxPixels: the most pixels of the file.
  /// - Throws: `BackboneError.image` where the bytes are no image, are broken, or have more pixels than that.
  public init(
    decoding bytes: [UInt8], named name: String = "image", maxPixels: Int = filePixelLimit
  ) throws(BackboneError) {
    self = try bytes.withUnsafeBufferPointer { bytes throws(BackboneError) in
      try RasterImage(decoding: UnsafeRawBufferPointer(bytes), named: name, maxPixels: maxPixels)
    }
  }

  private init(
    decoding bytes: UnsafeRawBufferPointer, named name: String, maxPixels: Int
  ) throws(BackboneError) {
    self = try Self.decode(bytes, named: name, maxPixels: maxPixels) { (size, _) throws(BackboneError) in (size, 1) }
      .image
  }

  /// Decodes a part of an image, or more of it where the format does not allow less.
  ///
  /// - Parameter choose: chooses a crop and a reduction (1, 2, 4 or 8; other than 1 only for JPEG) for an upright picture's size. The
  ///   crop is in coordinates of the reduced picture.
  /// - Returns: pixels, and the frame that they are.
  static func decode(
    _ bytes: UnsafeRawBufferPointer, named name: String, maxPixels: Int,
    part choose: (_ size: Frame, _ canReduce: Bool) throws(BackboneError) -> (part: Frame, reduction: Int)
  ) throws(BackboneError) -> (image: RasterImage, frame: Frame) {
    let start = bytes.assumingMemoryBound(to: UInt8.self).baseAddress
    var limits = bb_image_limits(pixels: min(maxPixels, Self.pixelLimit))
    var (header, decoded) = (bb_decoded_image(), bb_decoded_image())
    defer {
      bb_free_decoded(&header)
      bb_free_decoded(&decoded)
    }
    func check(_ status: Int32, _ image: bb_decoded_image) throws(BackboneError) {
      if status != 0 { throw BackboneError(.image, "cannot decode image '\(name)': \(image.message)") }
    }
    let format = try ImageFormat(of: bytes, named: name)
    switch format {
    case .png, .webp, .tiff:
      let decode = format == .png ? bb_decode_png : format == .webp ? bb_decode_webp : bb_decode_tiff
      try check(decode(start, bytes.count, &limits, &decoded), decoded)
      let image = try decoded.orientation.apply(
        to: decoded.pixels, width: Int(decoded.width), height: Int(decoded.height))
      _ = try choose(image.frame, false)
      return (image, image.frame)
    case .jpeg:
      try check(bb_read_jpeg_header(start, bytes.count, &limits, &header), header)
      let (orientation, width, height) = (header.orientation, Int(header.width), Int(header.height))
      let (part, reduction) = try choose(orientation.swapsSides ? Frame(height, width) : Frame(width, height), true)
      let reduced = Frame(width, height).reduced(by: reduction)
      let stored = orientation.stored(part, width: reduced.width, height: reduced.height)
      var area = bb_image_part(
        left: UInt32(stored.columns.lowerBound), top: UInt32(stored.rows.lowerBound), width: UInt32(stored.width),
        height: UInt32(stored.height))
      try check(bb_decode_jpeg(start, bytes.count, &limits, &area, Int32(reduction), &decoded), decoded)
      return (try orientation.apply(to: decoded.pixels, width: stored.width, height: stored.height), part)
    }
  }
}

enum ImageFormat {
  case png, jpeg, webp, tiff

  /// The format of a file, by its first bytes.
  init(of bytes: UnsafeRawBufferPointer, named name: String) throws(BackboneError) {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) {
      self = .webp
    } else if Self.tiffStarts.contains(where: bytes.starts) {
      self = .tiff
    } else {
      let expected = "expected a PNG, JPEG, WebP or TIFF file"
      guard !bytes.isEmpty else { throw BackboneError(.image, "image '\(name)' is empty, \(expected)") }
      let start = bytes.prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
      throw BackboneError(.image, "image '\(name)' starts with the bytes \(start), \(expected)")
    }
  }
}

extension ImageFormat {
  /// Of both byte orders, and of files with offsets of 64 bits.
  private static let tiffStarts: [[UInt8]] = [[73, 73, 42, 0], [77, 77, 0, 42], [73, 73, 43, 0], [77, 77, 0, 43]]
}

extension bb_image_limits {
  /// The limits of `InputLimits`, with the most pixels that are wanted.
  init(pixels: Int) {
    self.init(
      pixels: UInt64(max(pixels, 0)), scans: UInt32(InputLimits.scans), chunks: UInt32(InputLimits.chunks),
      chunk_bytes: InputLimits.chunkBytes)
  }
}

extension bb_decoded_image {
  /// What is wrong with the file.
  var message: String {
    withUnsafeBytes(of: fault) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }

  /// How it is to be turned.
  var orientation: Orientation {
    Orientation(exif: UnsafeRawBufferPointer(start: exif, count: exif_size)) ?? .upright
  }
}

/// A library that reads images.
public struct ImageDecoder: Sendable, Hashable, Encodable {
  /// Its name: `libjpeg-turbo`.
  public let library: String
  /// Its version; that compiled against where the library does not tell its own.
  public let version: String

  /// The decoders in use; libwebp and libtiff where they are installed.
  public static var all: [ImageDecoder] {
    let versions = [
      (String(cString: bb_jpeg_library()), bb_jpeg_version()), ("libpng", bb_png_version()),
      ("libwebp", bb_webp_version()), ("libtiff", bb_tiff_version()),
    ]
    return versions.compactMap { name, version in
      version.map { ImageDecoder(library: name, version: String(cString: $0)) }
    }
  }
}
