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
  /// - Throws: `BackboneError.image` where a side is not positive or there would be more than `pixelLimit` pixels.
  public func resized(
    width newWidth: Int, height newHeight: Int, _ interpolation: Interpolation
  ) throws(BackboneError) -> RasterImage {
    try Resampling(of: frame, to: Frame(newWidth, newHeight), interpolation).apply(to: self, at: frame)
  }
}

/// Pixels of a picture, or of a part of one: those of the columns and rows.
struct Frame: Hashable, Sendable {
  var columns: Range<Int>
  var rows: Range<Int>

  /// A whole picture.
  init(_ width: Int, _ height: Int) { self.init(columns: 0..<max(width, 0), rows: 0..<max(height, 0)) }

  init(columns: Range<Int>, rows: Range<Int>) { (self.columns, self.rows) = (columns, rows) }

  /// A whole picture whose sides are divided, and rounded up.
  func reduced(by factor: Int) -> Frame { Frame((width + factor - 1) / factor, (height + factor - 1) / factor) }

  var width: Int { columns.count }
  var height: Int { rows.count }
}

/// What makes a part of a resized picture, and of which pixels.
///
/// Shrinking widens the filter, so that no pixel is skipped. Each of the two passes, along rows and along columns, rounds to
/// bytes, so that their order matters. Pixels do not depend on what else is made of the picture.
struct Resampling {
  private let size: Frame
  private let part: Frame
  private let across: Taps?
  private let down: Taps?
  private let beginsDown: Bool

  /// - Parameters:
  ///   - size: the picture's.
  ///   - newSize: that of the resized one.
  ///   - part: what is wanted of it; nil for all.
  /// - Throws: `BackboneError.image` for a size that no picture can have.
  init(
    of size: Frame, to newSize: Frame, part: Frame? = nil, _ interpolation: Interpolation
  ) throws(BackboneError) {
    guard newSize.width > 0, newSize.height > 0,
      let count = TensorShape.checkedCount([newSize.width, newSize.height]), count <= RasterImage.pixelLimit
    else {
      throw BackboneError(
        .image,
        "an image cannot be resized to \(newSize.width) x \(newSize.height) pixels, expected 1 to \(RasterImage.pixelLimit) in all"
      )
    }
    self.size = size
    self.part = part ?? newSize
    across = size.width == newSize.width ? nil : Taps(interpolation, from: size.width, to: newSize.width)
    down = size.height == newSize.height ? nil : Taps(interpolation, from: size.height, to: newSize.height)
    // Where the height loses more than twice the pixels that the width loses, Pillow from version 13 on begins with the columns.
    beginsDown = newSize.height < size.height && size.height - newSize.height > 2 * (size.width - newSize.width)
  }

  /// The pixels that it takes.
  var source: Frame { source(of: part) }

  /// The pixels that some of those that it makes are made of; none for what it does not make.
  func source(of wanted: Frame) -> Frame {
    let (columns, rows) = (wanted.columns.clamped(to: part.columns), wanted.rows.clamped(to: part.rows))
    return Frame(columns: across?.source(of: columns) ?? columns, rows: down?.source(of: rows) ?? rows)
  }

  /// Makes the part of an image whose pixels are those of a frame that holds `source`.
  func apply(to image: RasterImage, at frame: Frame) throws(BackboneError) -> RasterImage {
    let source = source
    if beginsDown {
      let narrow = try resizedDown(image, at: frame, columns: source.columns)
      return try resizedAcross(narrow, at: Frame(columns: source.columns, rows: part.rows), rows: part.rows)
    }
    let low = try resizedAcross(image, at: frame, rows: source.rows)
    return try resizedDown(low, at: Frame(columns: part.columns, rows: source.rows), columns: part.columns)
  }

  /// The part's columns of some rows.
  private func resizedAcross(
    _ image: RasterImage, at frame: Frame, rows: Range<Int>
  ) throws(BackboneError) -> RasterImage {
    guard let across else { return try image.part(Frame(columns: part.columns, rows: rows), at: frame) }
    return try RasterImage(width: part.width, height: rows.count) { to in
      across.withTaps(of: part.columns, from: frame.columns.lowerBound) { spans, weights in
        image.pixels.withUnsafeBufferPointer { bytes in
          let begin = 3 * frame.width * (rows.lowerBound - frame.rows.lowerBound)
          bb_resize_across(
            bytes.baseAddress! + begin, 3 * frame.width, bytes.baseAddress! + bytes.count, to, Int32(part.width),
            Int32(rows.count), spans, weights, across.count)
        }
      }
    }
  }

  /// The part's rows of some columns.
  private func resizedDown(
    _ image: RasterImage, at frame: Frame, columns: Range<Int>
  ) throws(BackboneError) -> RasterImage {
    guard let down else { return try image.part(Frame(columns: columns, rows: part.rows), at: frame) }
    return try RasterImage(width: columns.count, height: part.height) { to in
      down.withTaps(of: part.rows, from: frame.rows.lowerBound) { spans, weights in
        image.pixels.withUnsafeBufferPointer { bytes in
          let begin = 3 * (columns.lowerBound - frame.columns.lowerBound)
          bb_resize_down(
            bytes.baseAddress! + begin, 3 * frame.width, to, Int32(3 * columns.count), Int32(part.height), spans,
            weights, down.count)
        }
      }
    }
  }
}

extension RasterImage {
  /// All pixels.
  var frame: Frame { Frame(width, height) }

  /// Some of the pixels of an image whose pixels are those of a frame.
  fileprivate func part(_ part: Frame, at frame: Frame) throws(BackboneError) -> RasterImage {
    guard part != frame else { return self }
    var result: [UInt8] = []
    result.reserveCapacity(3 * part.width * part.height)
    for row in part.rows {
      let begin = (row - frame.rows.lowerBound) * frame.width + part.columns.lowerBound - frame.columns.lowerBound
      result += pixels[3 * begin..<3 * (begin + part.width)]
    }
    return try RasterImage(width: part.width, height: part.height, pixels: result)
  }
}

/// Which positions of the old axis make each position of the new one, and with what weights.
private struct Taps {
  let count: Int32
  private var spans: [bb_resize_span]
  private var weights: [Int32]

  init(_ interpolation: Interpolation, from old: Int, to new: Int) {
    count = bb_resize_taps(interpolation.kernel, Int32(old), Int32(new))
    spans = [bb_resize_span](repeating: bb_resize_span(), count: new)
    weights = [Int32](repeating: 0, count: new * Int(count))
    bb_resize_weights(interpolation.kernel, Int32(old), Int32(new), &spans, &weights)
  }

  /// The positions that make those of a part.
  func source(of part: Range<Int>) -> Range<Int> {
    let spans = spans[part]
    let begin = spans.lazy.map(\.first).min() ?? 0
    return Int(begin)..<Int(spans.lazy.map { $0.first + $0.count }.max() ?? begin)
  }

  /// The spans of a part, counted from a position, and their weights.
  func withTaps(
    of part: Range<Int>, from start: Int,
    _ body: (UnsafePointer<bb_resize_span>, UnsafePointer<Int32>) -> Void
  ) {
    let shifted = spans[part].map { bb_resize_span(first: $0.first - Int32(start), count: $0.count) }
    weights.withUnsafeBufferPointer { body(shifted, $0.baseAddress! + part.lowerBound * Int(count)) }
  }
}
