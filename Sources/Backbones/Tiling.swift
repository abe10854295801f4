internal import BackbonesEngine
internal import BackbonesGraphs
public import BackbonesImages
public import BackbonesTensors

/// Computing the maps of a picture of any size in tiles, with as much memory as one tile takes.
public struct Tiling: Sendable, Hashable, ExpressibleByIntegerLiteral {
  /// Lines and columns of a tile, in pixels of the picture; a multiple of the model's strides, such as 512.
  public var side: Int

  /// Square tiles.
  public init(_ side: Int) { self.side = side }

  /// Square tiles.
  public init(integerLiteral side: Int) { self.init(side) }
}

/// A part of one level of a pyramid.
public struct FeatureTile: Sendable {
  /// The level.
  public let index: Int
  /// Lines and columns of the level's map.
  public let lines: Range<Int>, columns: Range<Int>
  /// The cells there, `[1, C, lines, columns]`.
  public let map: Tensor
}

extension Model {
  /// A feature pyramid, computed in tiles: bit for bit the maps of `features(_:outIndices:)`.
  ///
  /// - Parameters:
  ///   - images: one image, `[1, C, H, W]`.
  ///   - tiling: the tiles.
  ///   - outIndices: as of `features(_:outIndices:)`.
  /// - Throws: `.invalidOption` where a layer joins all positions (attention, a global pool), or cannot compute a part of a picture as
  ///   in the whole, which is named; where tiles are no multiple of the strides; and unless the model was created with
  ///   `EngineOptions(strict: true)`: other methods round by where a tile lies. `.shape` for other images.
  public func features(
    _ images: Tensor, tiling: Tiling, outIndices: [Int]? = nil
  ) throws(BackboneError) -> [Tensor] {
    guard images.shape.rank == 4, images.shape[0] == 1 else {
      throw BackboneError(
        .shape, "\(name): images of shape \(images.shape) in tiles; expected [1, \(inputChannels), H, W]")
    }
    let size = ImageSize(images.shape[2], images.shape[3])
    let run = try TiledRun(self, size: size, tiling: tiling, outIndices: outIndices)
    var maps = run.levels.map { [Float](repeating: 0, count: $0.shape.count) }
    for part in run.plan.lines {
      try run.compute(part, of: { columns in images.part(part.pixels, columns) }) { (tile) throws(BackboneError) in
        let level = run.levels.firstIndex { $0.index == tile.index }!
        tile.forEachLine(of: run.levels[level].shape) { place, line in
          for (index, value) in line.enumerated() { maps[level][place + index] = value }
        }
      }
    }
    return zip(run.levels, maps).map { Tensor($0.shape, $1) }
  }

  /// The feature pyramid of a picture at its own size, neither resized nor cropped, computed in tiles while the picture is read line by
  /// line: only the lines of one row of tiles are in memory.
  ///
  /// - Parameters:
  ///   - path: a PNG that is not interlaced, or a JPEG that is not progressive, upright.
  ///   - tiling: the tiles.
  ///   - outIndices: as of `features(_:outIndices:)`.
  ///   - maxPixels: the most pixels of the file.
  ///   - begin: gets the shape of each level, `[1, C, H, W]`, before the first tile.
  ///   - body: gets each tile of each level once, tiles of a row after each other.
  /// - Throws: as `features(_:tiling:outIndices:)`; what `RasterImage` throws for files, and what `body` throws.
  public func features(
    ofPicture path: String, tiling: Tiling, outIndices: [Int]? = nil, maxPixels: Int = RasterImage.filePixelLimit,
    begin: ([(index: Int, shape: TensorShape)]) throws(BackboneError) -> Void = { _ in },
    _ body: (FeatureTile) throws(BackboneError) -> Void
  ) throws(BackboneError) {
    let preprocessing = try preprocessing
    var run: TiledRun?
    var strip = PictureStrip()
    var next = 0
    try RasterImage.readLines(of: path, maxPixels: maxPixels) { (size) throws(BackboneError) in
      let made = try TiledRun(self, size: size, tiling: tiling, outIndices: outIndices)
      try begin(made.levels)
      run = made
      strip = PictureStrip(width: size.width)
    } line: { (line) throws(BackboneError) in
      guard let run else { return }
      strip.append(line)
      while next < run.plan.lines.count, run.plan.lines[next].pixels.upperBound <= strip.lines.upperBound {
        let part = run.plan.lines[next]
        try run.compute(
          part,
          of: { (columns) throws(BackboneError) in
            var settings = preprocessing
            settings.inputSize = ImageSize(part.pixels.count, columns.count)
            let image = try strip.image(part.pixels, columns)
            return try settings.tensor(ofViews: [settings.inputChannels == 1 ? try image.luminance : image])
          }, body)
        next += 1
        // The last part may begin above the one before it, where it is to be as large.
        strip.removeLines(before: run.plan.lines[next...].map(\.pixels.lowerBound).min() ?? .max)
      }
    }
  }
}

/// A pyramid that is computed in tiles.
private struct TiledRun {
  let model: Model
  let plan: TilePlan
  let levels: [(index: Int, shape: TensorShape)]

  init(_ model: Model, size: ImageSize, tiling: Tiling, outIndices: [Int]?) throws(BackboneError) {
    guard model.engine.strict || model.engine.compact else {
      throw BackboneError(
        .invalidOption,
        "\(model.name): tiles take a model with EngineOptions(strict: true): other methods round by where a tile lies")
    }
    self.model = model
    let indices = try model.featureInfo(outIndices: outIndices).outIndices
    let whole = try model.graph(ofPicture: size)
    let nodes = try Selection(indices.map { .feature($0) }, of: whole).outputs.map(\.node)
    levels = zip(indices, nodes).map { ($0, whole.nodes[$1].shape.channelsFirst) }
    plan = try Self.plan(
      of: whole, outputs: zip(indices, nodes).map { ("feature:\($0)", $1) }, side: tiling.side, size, model)
  }

  /// Tiles of parts as small as the model can take: it has layers beyond those that are asked for, which do not fit small pictures.
  private static func plan(
    of whole: Graph, outputs: [(name: String, node: Int)], side: Int, _ size: ImageSize, _ model: Model
  ) throws(BackboneError) -> TilePlan {
    var least = 1
    while true {
      do throws(BackboneError) {
        return try TilePlan(of: whole, outputs: outputs, side: side, leastPart: least) { (size) throws(BackboneError) in
          try model.graph(ofPicture: size)
        }
      } catch {
        guard error.code == .shape, least < max(size.height, size.width) else { throw error }
        least *= 2
      }
    }
  }

  /// Computes the tiles of a row.
  ///
  /// - Parameter pixels: gives the part's lines of some columns, as the network takes them.
  func compute(
    _ lines: TilePlan.Part, of pixels: (Range<Int>) throws(BackboneError) -> Tensor,
    _ body: (FeatureTile) throws(BackboneError) -> Void
  ) throws(BackboneError) {
    for columns in plan.columns {
      let maps = try model.outputs(levels.map { .feature($0.index) }, of: try pixels(columns.pixels))
      for (number, map) in maps.enumerated() {
        let (at, across, stride) = (lines.cells[number], columns.cells[number], plan.strides[number])
        if at.isEmpty || across.isEmpty { continue }
        let first = (lines.pixels.lowerBound / stride.height, columns.pixels.lowerBound / stride.width)
        let kept = map.part(
          at.lowerBound - first.0..<at.upperBound - first.0, across.lowerBound - first.1..<across.upperBound - first.1)
        try body(FeatureTile(index: levels[number].index, lines: at, columns: across, map: kept))
      }
    }
  }
}

extension Tensor {
  /// Some lines and columns of a map `[1, C, H, W]`.
  fileprivate func part(_ lines: Range<Int>, _ columns: Range<Int>) -> Tensor {
    let (channels, height, width) = (shape[1], shape[2], shape[3])
    return withElements { from in
      Tensor([1, channels, lines.count, columns.count]) { to in
        var place = 0
        for channel in 0..<channels {
          for line in lines {
            let start = (channel * height + line) * width + columns.lowerBound
            for index in 0..<columns.count { to[place + index] = from[start + index] }
            place += columns.count
          }
        }
      }
    }
  }
}

extension FeatureTile {
  /// Each line of the tile, and where in the whole map's elements it begins.
  package func forEachLine<Failure: Error>(
    of shape: TensorShape, _ body: (_ place: Int, UnsafeBufferPointer<Float>) throws(Failure) -> Void
  ) throws(Failure) {
    try map.withElements { (elements) throws(Failure) in
      for channel in 0..<shape[1] {
        for line in lines {
          let start = (channel * lines.count + line - lines.lowerBound) * columns.count
          try body(
            (channel * shape[2] + line) * shape[3] + columns.lowerBound,
            UnsafeBufferPointer(rebasing: elements[start..<start + columns.count]))
        }
      }
    }
  }
}
