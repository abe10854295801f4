internal import CBackbonesImageCodecs
package import BackbonesTensors

extension RasterImage {
  /// Reads a picture from top to bottom, a line at a time, without holding it.
  ///
  /// - Parameters:
  ///   - path: a PNG without interlacing, or a baseline JPEG; upright by its EXIF orientation.
  ///   - maxPixels: the most pixels of the file.
  ///   - begin: gets the size before the first line.
  ///   - line: gets the red, green and blue of each pixel of a line.
  /// - Throws: `.inputOutput` where the file cannot be read, `.image` for other pictures; what the closures throw.
  package static func readLines(
    of path: String, maxPixels: Int, begin: (ImageSize) throws(BackboneError) -> Void,
    line: (UnsafeBufferPointer<UInt8>) throws(BackboneError) -> Void
  ) throws(BackboneError) {
    let file = try MappedFile(path)
    defer { withExtendedLifetime(file) {} }
    let format = try ImageFormat(of: file.bytes, named: path)
    guard format == .png || format == .jpeg else {
      throw BackboneError(.image, "'\(path)' cannot be read by lines; expected a PNG or JPEG file")
    }
    var limits = bb_image_limits(pixels: maxPixels)
    try withoutActuallyEscaping(begin) { (begin) throws(BackboneError) in
      try withoutActuallyEscaping(line) { (line) throws(BackboneError) in
        let lines = LineSink(path: path, begin: begin, line: line)
        var sink = bb_line_sink(
          context: Unmanaged.passUnretained(lines).toOpaque(),
          begin: { context, picture in LineSink.of(context).begin(picture!.pointee) },
          take: { context, pixels, width in LineSink.of(context).take(pixels!, Int(width)) })
        var decoded = bb_decoded_image()
        defer { bb_free_decoded(&decoded) }
        let start = file.bytes.assumingMemoryBound(to: UInt8.self).baseAddress
        let read = format == .png ? bb_read_png_lines : bb_read_jpeg_lines
        let status = read(start, file.bytes.count, &limits, &sink, &decoded)
        if let error = lines.error { throw error }
        if status != 0 { throw BackboneError(.image, "cannot decode image '\(path)': \(decoded.message)") }
      }
    }
  }
}

/// What gets the lines that a decoder reads. A closure's error ends the reading.
private final class LineSink {
  private(set) var error: BackboneError?
  private let path: String
  private let begin: (ImageSize) throws(BackboneError) -> Void
  private let line: (UnsafeBufferPointer<UInt8>) throws(BackboneError) -> Void

  init(
    path: String, begin: @escaping (ImageSize) throws(BackboneError) -> Void,
    line: @escaping (UnsafeBufferPointer<UInt8>) throws(BackboneError) -> Void
  ) {
    (self.path, self.begin, self.line) = (path, begin, line)
  }

  static func of(_ context: UnsafeMutableRawPointer?) -> LineSink {
    Unmanaged<LineSink>.fromOpaque(context!).takeUnretainedValue()
  }

  func begin(_ picture: bb_decoded_image) -> Int32 {
    note { () throws(BackboneError) in
      guard picture.orientation == .upright else {
        throw BackboneError(.image, "'\(path)' is to be turned by its EXIF orientation; expected an upright picture")
      }
      try begin(ImageSize(Int(picture.height), Int(picture.width)))
    }
  }

  func take(_ pixels: UnsafePointer<UInt8>, _ width: Int) -> Int32 {
    note { () throws(BackboneError) in try line(UnsafeBufferPointer(start: pixels, count: 3 * width)) }
  }

  private func note(_ body: () throws(BackboneError) -> Void) -> Int32 {
    do throws(BackboneError) {
      try body()
      return 0
    } catch {
      self.error = error
      return -1
    }
  }
}

/// The lines of a picture that are in memory.
package struct PictureStrip {
  private let width: Int
  private var pixels: [UInt8] = []
  /// Which they are.
  package private(set) var lines = 0..<0

  /// None of a picture so wide.
  package init(width: Int = 0) { self.width = width }

  /// Puts the next line behind the others.
  package mutating func append(_ line: UnsafeBufferPointer<UInt8>) {
    pixels.append(contentsOf: line)
    lines = lines.lowerBound..<lines.upperBound + 1
  }

  /// Lets lines go.
  package mutating func removeLines(before first: Int) {
    let count = max(min(first, lines.upperBound) - lines.lowerBound, 0)
    pixels.removeFirst(3 * width * count)
    lines = lines.lowerBound + count..<lines.upperBound
  }

  /// A part of them.
  package func image(_ part: Range<Int>, _ columns: Range<Int>) throws(BackboneError) -> RasterImage {
    try RasterImage(width: columns.count, height: part.count) { to in
      for (row, line) in part.enumerated() {
        let start = 3 * ((line - lines.lowerBound) * width + columns.lowerBound)
        for index in 0..<3 * columns.count { to[3 * columns.count * row + index] = pixels[start + index] }
      }
    }
  }
}
