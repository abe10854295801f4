public import BackbonesTensors

/// A photo on which it is shown what cells of a network depend on: a tile for each cell, in which the rest of the photo is dark.
public struct ReceptivePicture: Sendable {
  /// What a cell depends on, and what is written below it.
  public struct Cell: Sendable {
    /// Lines and columns of the photo.
    public var lines: Range<Int>, columns: Range<Int>
    /// Those of them that are outlined too; nil for none.
    public var inner: (lines: Range<Int>, columns: Range<Int>)?
    /// Written below the tile; cut off where it is too long.
    public var caption: String

    /// Pixels with a caption.
    public init(
      lines: Range<Int>, columns: Range<Int>, inner: (lines: Range<Int>, columns: Range<Int>)? = nil, caption: String
    ) {
      (self.lines, self.columns, self.inner, self.caption) = (lines, columns, inner, caption)
    }
  }

  /// The upright photo.
  public var photo: RasterImage
  /// The cells, a tile for each.
  public var cells: [Cell]
  /// The height of a tile in pixels. Its width follows from the photo's proportions.
  public var tileHeight: Int

  /// A picture of the given photo and cells.
  public init(photo: RasterImage, cells: [Cell], tileHeight: Int = 448) {
    (self.photo, self.cells, self.tileHeight) = (photo, cells, tileHeight)
  }

  /// Draws the picture.
  ///
  /// - Throws: `BackboneError.invalidOption` where there is no cell or the tiles' height is not positive, `BackboneError.image`
  ///   where the picture would have more than `RasterImage.pixelLimit` pixels.
  public func draw() throws(BackboneError) -> RasterImage {
    guard !cells.isEmpty else { throw BackboneError(.invalidOption, "a picture of no cells; expected at least one") }
    let grid = try PictureGrid(tiles: cells.count, columns: nil, tileHeight: tileHeight, like: photo)
    let small = try photo.resized(width: grid.tileWidth, height: tileHeight, .bicubic)
    let tiles = try cells.map { cell throws(BackboneError) in try tile(cell, over: small) }
    return try grid.draw(tiles, cells.map(\.caption))
  }

  private func tile(_ cell: Cell, over small: RasterImage) throws(BackboneError) -> RasterImage {
    /// A range of the photo's pixels, in those of the tile.
    func scaled(_ range: Range<Int>, _ extent: Int, _ side: Int) -> Range<Int> {
      let first = range.lowerBound * side / extent
      return first..<max(first + 1, (range.upperBound * side + extent - 1) / extent)
    }
    let lines = scaled(cell.lines, photo.height, small.height)
    let columns = scaled(cell.columns, photo.width, small.width)
    var pixels = small.pixels
    for y in 0..<small.height {
      for x in 0..<small.width where !lines.contains(y) || !columns.contains(x) {
        for index in 3 * (y * small.width + x)..<3 * (y * small.width + x) + 3 { pixels[index] /= 3 }
      }
    }
    var canvas = try Canvas(width: small.width, height: small.height, PictureGrid.paper)
    canvas.put(try RasterImage(width: small.width, height: small.height, pixels: pixels), x: 0, y: 0)
    canvas.outline(lines, columns, Self.mark)
    if let inner = cell.inner {
      canvas.outline(
        scaled(inner.lines, photo.height, small.height), scaled(inner.columns, photo.width, small.width), Self.innerMark
      )
    }
    return try canvas.image
  }

  private static let mark = Color(red: 255, green: 196, blue: 0)
  private static let innerMark = Color(red: 0, green: 200, blue: 255)
}

extension Canvas {
  /// Draws the edges of a rectangle, two pixels wide, within it.
  fileprivate mutating func outline(_ lines: Range<Int>, _ columns: Range<Int>, _ color: Color) {
    let (width, height, pen) = (columns.count, lines.count, 2)
    let (x, y) = (columns.lowerBound, lines.lowerBound)
    fill(x: x, y: y, width: width, height: min(pen, height), color)
    fill(x: x, y: lines.upperBound - min(pen, height), width: width, height: min(pen, height), color)
    fill(x: x, y: y, width: min(pen, width), height: height, color)
    fill(x: columns.upperBound - min(pen, width), y: y, width: min(pen, width), height: height, color)
  }
}
