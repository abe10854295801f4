import Foundation
import BackbonesImages
import BackbonesTensors
import BackbonesTestSupport
import Testing

@Suite struct PrincipalComponentsTests {
  static let (height, width) = (12, 10)

  /// A pattern of zero mean, orthogonal to those of other frequencies: an element of the cosine transform.
  static func pattern(_ down: Int, _ across: Int) -> [Double] {
    (0..<height * width).map { i in
      let (y, x) = (Double(i / width) + 0.5, Double(i % width) + 0.5)
      return cos(.pi * Double(down) * y / Double(height)) * cos(.pi * Double(across) * x / Double(width))
    }
  }

  static let patterns = [pattern(1, 0), pattern(2, 1), pattern(2, 2)]

  /// Patterns of falling strength, spread over `channels` channels by a reflection, on top of a constant.
  static func map(channels: Int) -> Tensor {
    let normal = (0..<channels).map { sin(Double($0) + 1) }
    let square = normal.reduce(0) { $0 + $1 * $1 }
    let elements = (0..<channels).flatMap { channel in
      (0..<height * width).map { i in
        Float(
          zip(patterns, [9.0, 4, 1]).enumerated().reduce(Double(channel)) { sum, item in
            let (component, (pattern, strength)) = item
            let weight = (component == channel ? 1 : 0) - 2 * normal[component] * normal[channel] / square
            return sum + strength * weight * pattern[i]
          })
      }
    }
    return Tensor([channels, height, width], elements)
  }

  /// The largest element of `expected` may become any byte above 250, as one value in a hundred is cut off.
  static let tolerance = 2

  @Test("Principal components find the patterns of a map", arguments: [5, 119, 120, 121, 200])
  func findsPatterns(channels: Int) throws {
    let image = try RasterImage(principalComponentsOf: Self.map(channels: channels))
    #expect((image.width, image.height) == (Self.width, Self.height))
    for (channel, pattern) in Self.patterns.enumerated() {
      let sorted = pattern.sorted()
      let (low, high) = (sorted[1], sorted[sorted.count - 2])
      let plane = stride(from: channel, to: image.pixels.count, by: 3).map { Int(image.pixels[$0]) }
      let scaled = pattern.map { Int(min(max(255 * ($0 - low) / (high - low), 0), 255).rounded()) }
      let distances = [scaled, scaled.map { 255 - $0 }].map { zip($0, plane).map { abs($0 - $1) }.max()! }
      #expect(distances.min()! <= Self.tolerance, "component \(channel)")
    }
  }

  /// LAPACK stands on OpenBLAS, whose builds do not all bear calls from several threads.
  @Test("Concurrent callers get the same pictures")
  func concurrentCallers() throws {
    let maps = [40, 119, 200].map(Self.map)
    let expected = try maps.map { try RasterImage(principalComponentsOf: $0) }
    let wrong = failures(onThreads: 8, rounds: 30) { thread, round in
      let index = (thread + round) % maps.count
      return (try? RasterImage(principalComponentsOf: maps[index])) == expected[index]
    }
    #expect(wrong == 0)
  }

  @Test("The middle of a map is bright, whatever its sign", arguments: [1, -1] as [Float])
  func middleIsBright(sign: Float) throws {
    let map = Tensor([1, 8, 8], (0..<64).map { (2..<6).contains($0 / 8) && (2..<6).contains($0 % 8) ? sign : 0 })
    let image = try RasterImage(principalComponentsOf: map)
    #expect(Array(image.pixels[..<3]) == [0, 0, 0])
    #expect(Array(image.pixels[(4 * 8 + 4) * 3..<(4 * 8 + 4) * 3 + 3]) == [255, 255, 255])
  }

  @Test("Constant maps are grey", arguments: [[3, 4, 5], [40, 3, 3], [1, 1, 1]])
  func constantMapsAreGrey(shape: [Int]) throws {
    let image = try RasterImage(principalComponentsOf: Tensor(TensorShape(shape), repeating: 0.1))
    #expect(image.pixels.allSatisfy { $0 == 128 })
  }

  @Test("A tensor that is no map is an error")
  func refusesWhatIsNoMap() {
    for shape in [[4, 4], [1, 3, 4, 4], [3, 0, 4], [0, 4, 4]] {
      let error = #expect(throws: BackboneError.self) {
        try RasterImage(principalComponentsOf: Tensor(TensorShape(shape), repeating: 0))
      }
      #expect(error?.code == .shape)
    }
    for value in [Float.nan, .infinity] {
      let error = #expect(throws: BackboneError.self) {
        try RasterImage(principalComponentsOf: Tensor([3, 4, 4], repeating: value))
      }
      #expect(error?.code == .image)
    }
  }
}

@Suite struct FeaturePictureTests {
  private let photo: RasterImage
  init() throws { photo = try RasterImage(contentsOf: fixture("rgb.png")) }

  private func picture(captions: [String]) -> FeaturePicture {
    let map = PrincipalComponentsTests.map(channels: 5)
    return FeaturePicture(
      photo: photo, levels: captions.map { .init(map: map, caption: $0) }, tileHeight: photo.height)
  }

  /// Columns and rows of the grid by how much each more of them adds.
  @Test("Tiles lie in a grid")
  func laysOutAGrid() throws {
    func size(_ levels: Int) throws -> (width: Int, height: Int) {
      let image = try picture(captions: Array(repeating: "", count: levels)).draw()
      return (image.width, image.height)
    }
    let sizes = try (0...8).map(size)
    let (column, row) = (sizes[1].width - sizes[0].width, sizes[4].height - sizes[3].height)
    #expect(column > photo.width && row > photo.height)
    let grids = [(1, 1), (2, 1), (3, 1), (4, 1), (3, 2), (3, 2), (4, 2), (4, 2), (4, 3)]
    for (size, (columns, rows)) in zip(sizes, grids) {
      #expect(size.width == sizes[0].width + (columns - 1) * column)
      #expect(size.height == sizes[0].height + (rows - 1) * row)
    }
  }

  @Test("The photo is shown unchanged")
  func showsThePhotoAsItIs() throws {
    let drawn = try picture(captions: ["0  64 x 7 x 7"]).draw()
    let row = Array(photo.pixels.prefix(3 * photo.width))
    let found = drawn.pixels.indices.contains { $0 % 3 == 0 && drawn.pixels[$0...].starts(with: row) }
    #expect(found)
  }

  @Test("Captions are drawn inside their tiles")
  func captionsChangeThePictureAndStayInside() throws {
    let without = try picture(captions: [""]).draw()
    let with = try picture(captions: ["Long ? words é % that (cannot) fit: 0123456789"]).draw()
    #expect((with.width, with.height) == (without.width, without.height))
    let changed = with.pixels.indices.filter { with.pixels[$0] != without.pixels[$0] }.map { $0 / 3 % with.width }
    let right = try #require(changed.max())
    let left = try #require(changed.min())
    #expect(left > photo.width && right - left < photo.width)
    #expect(try picture(captions: [""]).draw() == without)
  }

  @Test("Impossible picture sizes are errors")
  func refusesSizes() throws {
    for height in [0, -1, 1 << 40, Int.max] {
      var picture = picture(captions: [""])
      picture.tileHeight = height
      #expect(throws: BackboneError.self) { try picture.draw() }
    }
    var none = picture(captions: [""])
    none.columns = 0
    let error = #expect(throws: BackboneError.self) { try none.draw() }
    #expect(error?.code == .invalidOption)
  }
}
