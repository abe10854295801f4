public import BackbonesTensors

/// A photo and what a network makes of it: one tile for the photo and one for each feature map, with captions.
///
/// A map is drawn by its first three principal components; see `Image.init(principalComponentsOf:)`.
public struct FeaturePicture: Sendable {
  /// A feature map and what is written below it.
  public struct Level: Sendable {
    /// `[C, H, W]`.
    public var map: Tensor
    /// Written below the tile, such as `0  64 x 112 x 112`; cut off where it is too long.
    public var caption: String

    /// A feature map with a caption.
    public init(map: Tensor, caption: String) {
      self.map = map
      self.caption = caption
    }
  }

  /// What the network saw: `Preprocessing.view(of:)`.
  public var photo: RasterImage
  /// Written below the photo.
  public var photoCaption: String
  /// The maps, in the order in which they are drawn.
  public var levels: [Level]
  /// The height of a tile in pixels. Its width follows from the photo's proportions.
  public var tileHeight: Int
  /// Tiles beside each other; nil for a grid that is wider than high.
  public var columns: Int?

  /// A picture of the given photo and maps.
  public init(
    photo: RasterImage, photoCaption: String = "photo", levels: [Level], tileHeight: Int = 256, columns: Int? = nil
  ) {
    self.photo = photo
    self.photoCaption = photoCaption
    self.levels = levels
    self.tileHeight = tileHeight
    self.columns = columns
  }

  /// Draws the picture.
  ///
  /// - Throws: `BackboneError.invalidOption` where the tiles' height or the number of columns is not positive,
  ///   `BackboneError.image` where the picture would have more than `RasterImage.pixelLimit` pixels or a map holds
  ///   values that are not finite, `BackboneError.shape` where a map is none.
  public func draw() throws(BackboneError) -> RasterImage {
    let layout = try Layout(tiles: levels.count + 1, columns: columns, tileHeight: tileHeight, photo: photo)
    var canvas = try Canvas(width: layout.width, height: layout.height, Layout.paper)
    let pictures =
      try [photo] + levels.map { level throws(BackboneError) in try RasterImage(principalComponentsOf: level.map) }
    let captions = [photoCaption] + levels.map(\.caption)
    for (index, (picture, caption)) in zip(pictures, captions).enumerated() {
      let tile = try picture.resized(width: layout.tileWidth, height: tileHeight, .bicubic)
      let (x, y) = layout.origin(of: index)
      canvas.fill(x: x - 1, y: y - 1, width: tile.width + 2, height: tile.height + 2, Layout.frame)
      canvas.put(tile, x: x, y: y)
      let (text, scale) = layout.fitting(caption)
      canvas.write(text, x: x, y: y + tile.height + Layout.captionGap, scale: scale, Layout.ink)
    }
    return try canvas.image
  }
}

/// Where tiles are.
private struct Layout {
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

  init(tiles: Int, columns: Int?, tileHeight: Int, photo: RasterImage) throws(BackboneError) {
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

  func origin(of index: Int) -> (x: Int, y: Int) {
    (
      Self.margin + index % columns * (tileWidth + Self.gap),
      Self.margin + index / columns * (tileHeight + Self.captionHeight + Self.gap)
    )
  }

  /// As much of a caption as fits below a tile, small where that helps.
  func fitting(_ caption: String) -> (text: Substring, scale: Int) {
    func room(_ scale: Int) -> Int { tileWidth / (PixelFont.advance * scale) }
    let scale = caption.count <= room(Self.captionScale) ? Self.captionScale : 1
    return (caption.prefix(room(scale)), scale)
  }
}
