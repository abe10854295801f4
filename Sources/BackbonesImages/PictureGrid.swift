package import BackbonesTensors

/// Tiles with captions in rows.
struct PictureGrid {
  static let paper = Color(red: 250, green: 250, blue: 248)
  static let frame = Color(red: 216, green: 216, blue: 212)
  static let ink = Color(red: 58, green: 60, blue: 66)
  static let margin = 20
  static let gap = 18
  static let captionGap = 9
  static let captionScale = 2
  static let captionHeight = captionGap + captionScale * PixelFont.height

  let tileWidth, tileHeight: Int
  let columns, rows: Int

  init(tiles: Int, columns: Int?, tileHeight: Int, like photo: RasterImage) throws(BackboneError) {
    guard tileHeight > 0, columns ?? 1 > 0 else {
      throw BackboneError(
        .invalidOption,
        "a picture of tiles \(tileHeight) pixels high in \(columns ?? 1) columns, expected positive numbers")
    }
    self.tileHeight = tileHeight
    let tileWidth = (Double(tileHeight) * Double(photo.width) / Double(photo.height)).rounded()
    let limit = Double(RasterImage.pixelLimit)
    guard Double(tileHeight) <= limit, tileWidth <= limit else {
      throw BackboneError(.image, "tiles of \(tileWidth) x \(tileHeight) pixels are too large to draw")
    }
    self.tileWidth = max(Int(tileWidth), 1)
    self.columns = min(columns ?? Self.usualColumns(tiles), tiles)
    rows = (tiles + self.columns - 1) / self.columns
    guard let pixels = TensorShape.checkedCount([width, height]), pixels <= RasterImage.pixelLimit else {
      throw BackboneError(.image, "a picture of \(width) x \(height) pixels has more than \(RasterImage.pixelLimit)")
    }
  }

  /// One row for up to four tiles, two for up to eight, then rows of four.
  private static func usualColumns(_ tiles: Int) -> Int { tiles <= 4 ? tiles : min((tiles + 1) / 2, 4) }

  var width: Int { 2 * Self.margin + columns * (tileWidth + Self.gap) - Self.gap }
  var height: Int { 2 * Self.margin + rows * (tileHeight + Self.captionHeight + Self.gap) - Self.gap }

  private func origin(of index: Int) -> (x: Int, y: Int) {
    (
      Self.margin + index % columns * (tileWidth + Self.gap),
      Self.margin + index / columns * (tileHeight + Self.captionHeight + Self.gap)
    )
  }

  /// The pictures of all tiles, each with its caption.
  func draw(_ pictures: [RasterImage], _ captions: [String]) throws(BackboneError) -> RasterImage {
    var canvas = try Canvas(width: width, height: height, Self.paper)
    for (index, (picture, caption)) in zip(pictures, captions).enumerated() {
      let tile = try picture.resized(width: tileWidth, height: tileHeight, .bicubic)
      let (x, y) = origin(of: index)
      canvas.fill(x: x - 1, y: y - 1, width: tile.width + 2, height: tile.height + 2, Self.frame)
      canvas.put(tile, x: x, y: y)
      let (text, scale) = fitting(caption)
      canvas.write(text, x: x, y: y + tile.height + Self.captionGap, scale: scale, Self.ink)
    }
    return try canvas.image
  }

  /// As much of a caption as fits below a tile, small where that helps.
  private func fitting(_ caption: String) -> (text: Substring, scale: Int) {
    func room(_ scale: Int) -> Int { tileWidth / (PixelFont.advance * scale) }
    let scale = caption.count <= room(Self.captionScale) ? Self.captionScale : 1
    return (caption.prefix(room(scale)), scale)
  }
}

extension RasterImage {
  /// Pictures beside each other, each with its caption.
  ///
  /// - Parameters:
  ///   - pictures: at least one; the first says the proportions of all.
  ///   - tileHeight: pixels of each.
  package static func contactSheet(
    _ pictures: [RasterImage], _ captions: [String], columns: Int? = nil, tileHeight: Int = 224
  ) throws(BackboneError) -> RasterImage {
    try PictureGrid(tiles: pictures.count, columns: columns, tileHeight: tileHeight, like: pictures[0])
      .draw(pictures, captions)
  }
}
