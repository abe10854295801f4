import Backbones
import BackbonesTestSupport
import Foundation
import Testing

/// Maps that are computed in tiles are those of the whole picture, bit for bit.
@Suite struct TilingTests {
  /// A picture of odd sides, tiles, and levels.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let size: ImageSize
    let tile: Int
    let levels: [Int]

    init(_ name: String, _ height: Int, _ width: Int, tile: Int, _ levels: [Int]) {
      (self.name, self.size, self.tile, self.levels) = (name, ImageSize(height, width), tile, levels)
    }

    var testDescription: String { "\(name) \(size) in tiles of \(tile), levels \(levels)" }
  }

  static let cases = [
    Case("resnet18", 237, 331, tile: 64, [0, 1, 2]), Case("resnet18", 353, 150, tile: 128, [3, 4]),
    Case("resnet50", 161, 290, tile: 96, [1, 2]), Case("vgg11", 203, 129, tile: 32, [0, 1, 2, 3]),
    Case("convnext_atto", 229, 310, tile: 64, [0, 1]), Case("tf_efficientnet_lite0", 211, 317, tile: 32, [0, 1, 2]),
    Case("tf_efficientnet_lite0", 500, 97, tile: 160, [3, 4]), Case("densenet121", 131, 219, tile: 64, [0, 1]),
    Case("regnetx_002", 301, 190, tile: 64, [1, 2]), Case("resnetblur18", 190, 301, tile: 64, [1, 2]),
    Case("vgg11", 130, 201, tile: 64, [0, 3]), Case("resnet18", 300, 129, tile: 64, [0, 2]),
    Case("mobilenetv1_100", 333, 333, tile: 96, [0, 1, 2, 3]), Case("inception_v3", 299, 401, tile: 128, [0, 1]),
  ]

  private static func model(_ name: String) throws(BackboneError) -> Model {
    try Model(name, weights: .synthetic(seed: 0, gain: 1), engine: EngineOptions(strict: true))
  }

  @Test("Tiles have the bits of the whole", arguments: cases)
  func bits(_ test: Case) throws {
    let model = try Self.model(test.name)
    let image = SyntheticParameters.input([1, 3, test.size.height, test.size.width], seed: 3)
    let whole = try model.features(image, outIndices: test.levels)
    let tiled = try model.features(image, tiling: Tiling(test.tile), outIndices: test.levels)
    #expect(tiled.count == whole.count)
    for (tile, map) in zip(tiled, whole) {
      #expect(
        tile.isBitIdentical(to: map), "\(map.shape), \(zip(tile.elements, map.elements).count { $0 != $1 }) differ")
    }
  }

  @Test(
    "What joins all positions is named",
    arguments: [
      ("efficientnet_b0", "blocks.0.0.se.global-pool joins all positions"),
      ("convnextv2_atto", "joins all positions"), ("seresnet18", "se.global-pool joins all positions"),
    ])
  func refusals(_ name: String, _ reason: String) throws {
    let model = try Self.model(name)
    let image = SyntheticParameters.input([1, 3, 256, 256], seed: 0)
    let error = #expect(throws: BackboneError.self) { try model.features(image, tiling: 64) }
    #expect(error?.code == .invalidOption && error?.message.contains(reason) == true, "\(String(describing: error))")
  }

  @Test func wrongTilesAreRefused() throws {
    let image = SyntheticParameters.input([1, 3, 256, 256], seed: 0)
    let error = #expect(throws: BackboneError.self) { try Self.model("resnet18").features(image, tiling: 100) }
    #expect(error?.message == "tiles of 100 pixels; expected a multiple of 32, the strides together")
    let loose = try Model("resnet18", weights: .synthetic(seed: 0))
    #expect(throws: BackboneError.self) { try loose.features(image, tiling: 128) }
    let two = SyntheticParameters.input([2, 3, 64, 64], seed: 0)
    #expect(throws: BackboneError.self) { try Self.model("resnet18").features(two, tiling: 32) }
  }

  /// A picture's lines, whole and one after the other.
  @Test func picturesAreReadByLines() throws {
    try withTemporaryDirectory { folder in
      let path = folder.appending(path: "picture.png").path
      var generator = SystemRandomNumberGenerator()
      let pixels = (0..<3 * 150 * 203).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let picture = try RasterImage(width: 203, height: 150, pixels: pixels)
      try picture.writePNG(to: path)
      let model = try Self.model("resnet18")
      var settings = try model.preprocessing
      (settings.inputSize, settings.cropFraction) = (ImageSize(150, 203), 1)
      let whole = try model.features(settings.tensor(of: picture), outIndices: [1, 2])
      var maps: [Int: [Float]] = [:], shapes: [Int: TensorShape] = [:]
      try model.features(ofPicture: path, tiling: 64, outIndices: [1, 2]) { (levels) throws(BackboneError) in
        for level in levels {
          shapes[level.index] = level.shape
          maps[level.index] = Array(repeating: .nan, count: level.shape.count)
        }
      } _: { (tile) throws(BackboneError) in
        try tile.forEachLine(of: shapes[tile.index]!) { (place, elements) throws(BackboneError) in
          maps[tile.index]!.replaceSubrange(place..<place + elements.count, with: elements)
        }
      }
      for (index, map) in zip([1, 2], whole) {
        #expect(Tensor(shapes[index]!, maps[index]!).isBitIdentical(to: map))
      }
    }
  }
}
