public import BackbonesTensors

/// A photo and what a network makes of it: one tile for the photo and one for each feature map, with captions.
public struct FeaturePicture: Sendable {
  /// How a map is drawn.
  public enum Drawing: Sendable {
    /// By its first three principal components; see `RasterImage.init(principalComponentsOf:)`.
    case components
    /// The mean of its channels as heat over the photo; see `RasterImage.heated(by:)`.
    case heat
  }

  /// A feature map and what is written below it.
  public struct Level: Sendable {
    /// `[C, H, W]`.
    public var map: Tensor
    /// Written below the tile, such as `0  64 x 112 x 112`; cut off where it is too long.
    public var caption: String
    /// How it is drawn.
    public var drawing: Drawing

    /// A feature map with a caption.
    public init(map: Tensor, caption: String, drawing: Drawing = .components) {
      self.map = map
      self.caption = caption
      self.drawing = drawing
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
    let grid = try PictureGrid(tiles: levels.count + 1, columns: columns, tileHeight: tileHeight, like: photo)
    let pictures =
      try [photo]
      + levels.map { level throws(BackboneError) in
        switch level.drawing {
        case .components: try RasterImage(principalComponentsOf: level.map)
        case .heat: try photo.heated(by: level.map)
        }
      }
    return try grid.draw(pictures, [photoCaption] + levels.map(\.caption))
  }
}
