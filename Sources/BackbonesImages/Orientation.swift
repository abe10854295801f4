internal import BackbonesTensors
internal import CBackbonesKernels

/// How a camera was held: what has to be done to stored rows to show the picture upright.
///
/// Source: the EXIF tag Orientation (0x0112), CIPA DC-008.
enum Orientation: UInt16, CaseIterable {
  case upright = 1
  case mirrored, turned180, flipped, transposed, turnedRight, transversed, turnedLeft

  /// Whether stored rows are the picture's columns.
  var swapsSides: Bool { rawValue >= Self.transposed.rawValue }
  private var reversesRows: Bool { [.mirrored, .turned180, .transversed, .turnedLeft].contains(self) }
  private var reversesColumns: Bool { [.turned180, .flipped, .turnedRight, .transversed].contains(self) }

  /// Where a part of the upright picture is stored, in a picture of `width` x `height` as stored.
  func stored(_ part: Frame, width: Int, height: Int) -> Frame {
    func reversed(_ range: Range<Int>, _ count: Int, if reverses: Bool) -> Range<Int> {
      reverses ? count - range.upperBound..<count - range.lowerBound : range
    }
    return Frame(
      columns: reversed(swapsSides ? part.rows : part.columns, width, if: reversesRows),
      rows: reversed(swapsSides ? part.columns : part.rows, height, if: reversesColumns))
  }

  /// The upright picture of stored pixels.
  func apply(to pixels: UnsafePointer<UInt8>, width: Int, height: Int) throws(BackboneError) -> RasterImage {
    let alongRow = reversesRows ? -1 : 1
    let alongColumn = reversesColumns ? -width : width
    let start = (reversesRows ? width - 1 : 0) + (reversesColumns ? (height - 1) * width : 0)
    let (newWidth, newHeight) = swapsSides ? (height, width) : (width, height)
    let (stepX, stepY) = swapsSides ? (alongColumn, alongRow) : (alongRow, alongColumn)
    return try RasterImage(width: newWidth, height: newHeight) {
      bb_arrange_pixels(pixels, $0, Int32(newWidth), Int32(newHeight), start, stepX, stepY)
    }
  }
}

extension Orientation {
  /// The orientation in an EXIF block; nil if there is none or it is unknown. The block is not trusted.
  init?(exif: UnsafeRawBufferPointer) {
    let block = TIFF(bytes: exif)
    guard let block, let directory = block.unsigned(at: 4, size: 4),
      let entries = block.unsigned(at: directory, size: 2)
    else { return nil }
    for index in 0..<entries {
      let entry = directory + 2 + 12 * index
      guard let tag = block.unsigned(at: entry, size: 2), let type = block.unsigned(at: entry + 2, size: 2),
        let value = block.unsigned(at: entry + 8, size: 2)
      else { return nil }
      if tag == 0x0112, type == 3 {
        self.init(rawValue: UInt16(value))
        return
      }
    }
    return nil
  }

  /// A TIFF file in memory, of either byte order.
  private struct TIFF {
    let bytes: UnsafeRawBufferPointer
    let isBigEndian: Bool

    init?(bytes: UnsafeRawBufferPointer) {
      switch Array(bytes.prefix(4)) {
      case [0x49, 0x49, 42, 0]: isBigEndian = false
      case [0x4D, 0x4D, 0, 42]: isBigEndian = true
      default: return nil
      }
      self.bytes = bytes
    }

    /// An unsigned number of `size` bytes, at most 4; nil where it is not all inside the block.
    func unsigned(at offset: Int, size: Int) -> Int? {
      guard offset >= 0, offset <= bytes.count - size else { return nil }
      let digits = bytes[offset..<offset + size]
      return isBigEndian
        ? digits.reduce(0) { $0 << 8 | Int($1) } : digits.reversed().reduce(0) { $0 << 8 | Int($1) }
    }
  }
}
