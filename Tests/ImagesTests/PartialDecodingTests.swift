import BackbonesImages
import BackbonesTensors
import BackbonesTestSupport
import Foundation
import Testing

@Suite struct PartialDecodingTests {
  static let files = ImageFacts.shared.decoded.keys.sorted()

  @Test("What a crop leaves out of a file is not decoded, and the view is the same", arguments: files)
  func viewsAreOfWholePictures(name: String) throws {
    let path = fixture(name)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let whole = try RasterImage(contentsOf: path)
    for (size, fraction, mode) in [
      (ImageSize(48), 0.875, .center), (ImageSize(31, 9), 1, .center), (ImageSize(7, 40), 0.5, .center),
      (ImageSize(33, 20), 0.3, .squash), (ImageSize(64), 0.9, .border), (ImageSize(300), 1, .center),
    ] as [(ImageSize, Double, Preprocessing.CropMode)] {
      for interpolation in [Interpolation.bicubic, .nearest] {
        let preprocessing = Preprocessing(
          inputSize: size, interpolation: interpolation, cropFraction: fraction, cropMode: mode)
        let view = try bytes.withUnsafeBytes { try preprocessing.view(decoding: $0, named: path).view }
        #expect(try view == preprocessing.view(of: whole), "\(size), \(fraction), \(mode)")
      }
    }
  }
}
